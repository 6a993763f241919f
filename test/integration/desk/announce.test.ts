import { afterEach, beforeEach, expect, test } from 'vitest'
import { entriesOfItem } from '../../../main/db/entries.ts'
import { type Announcement, announce, announceArrivals } from '../../../main/desk/announce.ts'
import { changePerson } from '../../../main/desk/people.ts'
import { actorOf } from '../../../main/desk/rights.ts'
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

test('whoever left the desk hears of nothing, and keeps nobody else from hearing', async () => {
  const item = await submitted('Veerboot Meeuw vaart weer')
  const { name, roles } = { name: 'Hanneke de Wit', roles: ['chief' as const] }
  changePerson(desk.desk.context, actorOf(desk.desk.context.db, desk.founder), {
    ...{ person: chief, name, roles, active: false },
  })
  expect(heard(chief, item)).toEqual([])
  expect(heard(desk.founder, item)).toMatchObject([{ kind: 'to-approve', item }])
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

test('whoever may confirm a kill hears that one was asked for, and nobody once it was dropped or done', async () => {
  const second = await desk.add('Sander Kok', ['chief'])
  const item = await submitted('Veerboot Meeuw vaart weer')
  const revision = desk.detail(item).state.submitted ?? ''
  for (const decision of [
    { type: 'approve', revision, bypass: null } as const,
    { type: 'release' } as const,
    { type: 'ask-kill', reason: 'De naam klopt niet.' } as const,
  ])
    expect(desk.decide(chief, item, decision).fault).toBeNull()
  await desk.settle()
  const asked = (person: string): Announcement[] =>
    heard(person, item).filter(({ kind }) => kind === 'kill-asked')
  expect(asked(second)).toEqual([
    { kind: 'kill-asked', item, headline: 'Veerboot Meeuw vaart weer', by: 'Hanneke de Wit', more: 0 },
  ])
  // Who asked is no second pair of eyes, and an editor does not kill.
  expect(asked(chief)).toEqual([])
  expect(asked(editor)).toEqual([])

  expect(desk.decide(chief, item, { type: 'drop-kill' }).fault).toBeNull()
  expect(asked(second)).toEqual([])
  desk.decide(chief, item, { type: 'ask-kill', reason: 'De naam klopt niet.' })
  expect(asked(second)).toHaveLength(1)
  expect(desk.decide(second, item, { type: 'kill', reason: 'De naam klopt niet.' }).fault).toBeNull()
  expect(asked(second)).toEqual([])
  expect(heard(editor, item)).toMatchObject([{ kind: 'approved' }, { kind: 'killed', by: 'Sander Kok' }])
})

test('one item that is submitted again is one item', async () => {
  const item = await submitted('Veerboot Meeuw vaart weer')
  desk.decide(editor, item, { type: 'withdraw' })
  desk.decide(editor, item, { type: 'submit' })
  expect(heard(chief, item)).toMatchObject([{ headline: 'Veerboot Meeuw vaart weer', more: 0 }])
})

test('a computer that takes in the past of a desk does not announce it', async () => {
  const item = await submitted('Veerboot Meeuw vaart weer')
  desk.clock.advance(13 * 3_600_000)
  expect(heard(chief, item)).toEqual([])
})

test('what comes in on a long way is announced at its end, as one', async () => {
  const items = [await submitted('Een'), await submitted('Twee')]
  let far = true
  const hear: { arrived: (some: ItemEventEntry[]) => void; safety: () => void } = {
    arrived: () => undefined,
    safety: () => undefined,
  }
  const told: Announcement[] = []
  const { desk: real } = desk
  announceArrivals(
    {
      context: real.context,
      sync: {
        ...real.sync,
        hub: () => ({ ...real.sync.hub(), progress: far ? { done: 1, total: 2 } : null }),
      },
      onArrived: (listener) => {
        hear.arrived = listener
        return () => undefined
      },
      onSafety: (listener) => {
        hear.safety = () => listener(real.safety())
        return () => undefined
      },
    },
    () => chief,
    (news) => told.push(news),
  )
  for (const item of items) hear.arrived(decisionsAbout(item))
  expect(told).toEqual([])
  far = false
  hear.safety()
  expect(told).toMatchObject([{ kind: 'to-approve', headline: 'Twee', more: 1 }])
  hear.safety()
  expect(told).toHaveLength(1)
})
