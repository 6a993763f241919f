/** What briefs of a queue say of days, against the day on which they go out; and put right where they stand. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { correctToo } from '../../../main/desk/carrying.ts'
import { dayWordsOf } from '../../../main/desk/day-words.ts'
import { readWorkingCopy } from '../../../main/desk/project.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { lineText } from '../../../shared/domain/copy.ts'
import { NOON, openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(async () => {
  await desk.remove()
})

const DAY = 86_400_000
const schedule = (item: string, wall: string): void => {
  const decision = { type: 'schedule' as const, wall, zone: 'Europe/Amsterdam', instant: null }
  expect(desk.decide(desk.founder, item, decision).fault).toBeNull()
}
const brief = (text: string): string => desk.make(desk.founder, 'brief', { body: paragraphs(text) })
const found = (items: string[] | null = null) =>
  dayWordsOf(desk.desk.context, { from: NOON - DAY, to: NOON + 9 * DAY, section: null, items }).found
const textOf = (item: string): string => {
  const [block] = readWorkingCopy(desk.desk.context.db, item).body
  return block?.type === 'paragraph' ? lineText(block.line) : ''
}

test('words of today are wrong tomorrow, and only where they are not quoted', () => {
  const today = brief('De raad komt vandaag bijeen.')
  const tomorrow = brief('Vandaag sluit de sluis. "Vandaag", zei zij. Gisteren stond hij open.')
  const plain = brief('De sluis sluit.')
  schedule(today, '2026-11-18T17:00')
  schedule(tomorrow, '2026-11-19T07:00')
  schedule(plain, '2026-11-19T07:10')
  expect(found()).toMatchObject([
    {
      item: tomorrow,
      words: [
        { word: 'Vandaag', instead: 'woensdag', was: 'Vandaag', now: 'Woensdag' },
        { word: 'Gisteren', instead: 'dinsdag' },
      ],
    },
  ])
  expect(found([today])).toEqual([])
})

test('a brief that was moved to the next day on that day is told by when it was written', () => {
  const item = brief('Vanavond speelt de fanfare.')
  desk.clock.advance(DAY)
  schedule(item, '2026-11-19T20:00')
  expect(found()).toMatchObject([{ item, words: [{ instead: 'woensdag' }] }])
})

test('a word is put right where it stands, and nowhere else', () => {
  const item = brief('De minister zei: "Vandaag begint het." Of het vandaag begint, weet niemand.')
  schedule(item, '2026-11-19T07:00')
  const [first] = found()[0]?.words ?? []
  const { context, documents } = { context: desk.desk.context, documents: desk.desk.documents }
  correctToo(context, documents, actorOf(context.db, desk.founder), randomUUID(), {
    ...{ items: [item], replaced: [{ was: first?.was ?? '', now: first?.now ?? '' }], reason: '', note: '' },
  })
  expect(textOf(item)).toBe('De minister zei: "Vandaag begint het." Of het woensdag begint, weet niemand.')
  expect(found()).toEqual([])
})
