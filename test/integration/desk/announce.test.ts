import { afterEach, beforeEach, expect, test } from 'vitest'
import { entriesOfItem } from '../../../main/db/entries.ts'
import { type Announcement, announce } from '../../../main/desk/announce.ts'
import type { ItemEventEntry } from '../../../shared/sync/entry.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let editor: string
let chief: string
beforeEach(async () => {
  desk = await openTestDesk()
  editor = await desk.add('Anouk Terpstra', ['editor'])
  chief = await desk.add('Hanneke de Wit', ['chief'])
})
afterEach(async () => {
  await desk.remove()
})

const submitted = async (headline: string): Promise<string> => {
  const item = desk.make(editor, 'lead', { headline, body: paragraphs('De haven was dicht.') })
  desk.decide(editor, item, { type: 'submit' })
  await desk.settle()
  return item
}

const decisionsAbout = (item: string): ItemEventEntry[] =>
  entriesOfItem(desk.desk.context.db, item, 'event').flatMap(({ entry }) =>
    entry.kind === 'event' ? [entry] : [],
  )

const heard = (person: string, ...items: string[]): Announcement[] =>
  announce(desk.desk.context, person, items.flatMap(decisionsAbout))

test('a chief hears of copy that waits, and whoever may not approve it does not', async () => {
  const item = await submitted('Veerboot Meeuw vaart weer')
  expect(heard(chief, item)).toEqual([
    { kind: 'to-approve', item, headline: 'Veerboot Meeuw vaart weer', by: 'Anouk Terpstra', more: 0 },
  ])
  expect(heard(editor, item)).toEqual([])
})

test('many at once are one word, about the latest', async () => {
  const items = [await submitted('Een'), await submitted('Twee'), await submitted('Drie')]
  expect(heard(chief, ...items)).toMatchObject([{ headline: 'Drie', more: 2 }])
})

test('what was withdrawn meanwhile is not announced', async () => {
  const item = await submitted('Veerboot Meeuw vaart weer')
  desk.decide(editor, item, { type: 'withdraw' })
  expect(heard(chief, item)).toEqual([])
})

test('whoever wrote it hears what became of it', async () => {
  const item = await submitted('Veerboot Meeuw vaart weer')
  desk.decide(chief, item, { type: 'return', note: 'Wie zegt dat?' })
  expect(heard(editor, item)).toMatchObject([{ kind: 'returned', by: 'Hanneke de Wit' }])
  expect(heard(chief, item)).toEqual([])
})
