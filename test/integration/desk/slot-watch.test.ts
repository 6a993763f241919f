/** Who is told what of slots: before their minute, and after they were missed. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Announcement } from '../../../main/desk/announce.ts'
import { changeDesk } from '../../../main/desk/desk-register.ts'
import { moveAll } from '../../../main/desk/move.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { createSlotLook, watchSlots } from '../../../main/desk/slot-watch.ts'
import { usualFolder, WordpressSettings } from '../../../shared/domain/target.ts'
import { wallTimeAt } from '../../../shared/domain/wall-time.ts'
import { NOON, openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

const MINUTE = 60_000
const ZONE = 'Europe/Amsterdam'

let desk: TestDesk
let editor: string
let chief: string
let look: ReturnType<typeof createSlotLook>
beforeEach(async () => {
  desk = await openTestDesk()
  editor = await desk.add('Joris Baan', ['editor'])
  chief = await desk.add('Hanneke de Wit', ['chief'])
  look = createSlotLook(desk.desk.context)
})
afterEach(async () => {
  await desk.remove()
})

const brief = (minutes: number): string => {
  const item = desk.make(editor, 'brief', { body: paragraphs(`Over ${minutes} minuten.`) })
  const instant = NOON + minutes * MINUTE
  const schedule = { instant, zone: ZONE, wall: wallTimeAt(instant, ZONE) }
  const by = actorOf(desk.desk.context.db, editor)
  expect(moveAll(desk.desk.context, by, randomUUID(), [{ item, schedule }]).stopped).toEqual([])
  return item
}
const approve = async (item: string): Promise<void> => {
  expect(desk.decide(editor, item, { type: 'submit' }).fault).toBeNull()
  await desk.settle()
  const revision = desk.detail(item).state.submitted ?? ''
  expect(desk.decide(chief, item, { type: 'approve', revision, bypass: null }).fault).toBeNull()
  await desk.settle()
}
const kinds = (news: readonly Announcement[]): [string, number][] =>
  news.map(({ kind, more }) => [kind, more])

test('one’s own slot is told ten minutes before its minute, once, and to nobody else', async () => {
  await approve(brief(15))
  expect(look(editor)).toEqual([])
  desk.clock.advance(5 * MINUTE)
  expect(look(editor)).toMatchObject([{ kind: 'slot-soon', headline: 'Over 15 minuten.', at: '12:15' }])
  expect(look(editor)).toEqual([])
  expect(look(chief)).toEqual([])
})

test('what nobody approved is told to its writer and to whoever may approve it', async () => {
  const item = brief(8)
  expect(kinds(look(editor))).toEqual([['slot-unapproved', 0]])
  // Nothing waits for a chief yet.
  expect(look(chief)).toEqual([])
  expect(desk.decide(editor, item, { type: 'submit' }).fault).toBeNull()
  await desk.settle()
  expect(kinds(look(chief))).toEqual([['slot-unapproved', 0]])
})

test('what a target would not take any more is told before its minute', async () => {
  await approve(brief(8))
  expect(kinds(look(editor))).toEqual([['slot-soon', 0]])
  const usual = usualFolder({ id: randomUUID(), name: 'Website', active: true })
  const target = {
    ...usual,
    profiles: { ...usual.profiles, brief: { ...usual.profiles.brief, required: ['headline' as const] } },
  }
  changeDesk(desk.desk.context, actorOf(desk.desk.context.db, desk.founder), [{ type: 'target', target }])
  await desk.settle()
  expect(kinds(look(editor))).toEqual([['slot-stopped', 0]])
  expect(kinds(look(chief))).toEqual([['slot-stopped', 0]])
})

test('what waits for its embargo is not said to be stopped, and is told before that ends', async () => {
  const target = usualFolder({ id: randomUUID(), name: 'Website', active: true })
  changeDesk(desk.desk.context, actorOf(desk.desk.context.db, desk.founder), [{ type: 'target', target }])
  const item = brief(8)
  await approve(item)
  const until = NOON + 15 * MINUTE
  const embargo = { instant: until, zone: ZONE, wall: wallTimeAt(until, ZONE) }
  expect(desk.decide(editor, item, { type: 'embargo', until: embargo }).fault).toBeNull()
  await desk.settle()
  desk.clock.advance(5 * MINUTE)
  expect(look(editor)).toMatchObject([{ kind: 'slot-soon', at: '12:15' }])
  expect(look(chief)).toEqual([])
  desk.clock.advance(10 * MINUTE)
  await desk.settle()
  expect(desk.detail(item).state.state).toBe('published')
})

test('what a site may have brought out meanwhile is no missed slot before the hub had time to ask it', async () => {
  const settings = { kind: 'wordpress', url: 'https://site.example', user: 'redactie', handAhead: true }
  const target = {
    ...{ ...usualFolder({ id: randomUUID(), name: 'Site', active: true }), kind: 'wordpress' as const },
    settings: WordpressSettings.parse(settings),
  }
  changeDesk(desk.desk.context, actorOf(desk.desk.context.db, desk.founder), [{ type: 'target', target }])
  await approve(brief(15))
  desk.clock.sleep(60 * MINUTE)
  expect(look(editor)).toEqual([])
  desk.clock.sleep(MINUTE)
  expect(kinds(look(editor))).toEqual([['slot-missed', 0]])
})

test('a computer that slept over three slots is told of them in one word', async () => {
  for (const minutes of [10, 11, 12]) await approve(brief(minutes))
  const heard: Announcement[] = []
  const stop = watchSlots(
    desk.desk.context,
    () => editor,
    (news) => heard.push(news),
  )
  desk.clock.sleep(45 * MINUTE)
  await desk.settle()
  desk.clock.advance(30_000)
  expect(kinds(heard)).toEqual([['slot-missed', 2]])
  stop()
  brief(50)
  desk.clock.advance(60_000)
  expect(heard).toHaveLength(1)
})
