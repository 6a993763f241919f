/** What a target asks for may change after copy was given its time: nobody is surprised by it at the minute itself. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeDesk } from '../../../main/desk/desk-register.ts'
import { queueOfDay, stoppedNow } from '../../../main/desk/queue.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { wouldStop } from '../../../main/desk/target-preview.ts'
import { USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import { usualFolder } from '../../../shared/domain/target.ts'
import { NOON, openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let chief: string
beforeEach(async () => {
  desk = await openTestDesk()
  chief = await desk.add('Hanneke de Wit', ['chief'])
})
afterEach(() => desk.remove())

const TARGET = usualFolder({ id: randomUUID(), name: 'Website', active: true })

const asks = async (required: readonly ('kicker' | 'headline')[]): Promise<void> => {
  const { context, sync } = desk.desk
  const profiles = { ...USUAL_PROFILES, lead: { ...USUAL_PROFILES.lead, required: [...required] } }
  const target = { ...TARGET, profiles }
  changeDesk(context, actorOf(context.db, desk.founder), [{ type: 'target', target }])
  await sync.settle()
}

/** Approved, with a time ten minutes from now. */
const planned = async (): Promise<string> => {
  const item = desk.make(desk.founder, 'lead', {
    headline: 'Veerboot Meeuw vaart weer',
    body: paragraphs('De veerboot vaart weer.'),
  })
  for (const decision of [
    { type: 'submit' } as const,
    { type: 'schedule', wall: '2026-11-18T12:10', zone: 'Europe/Amsterdam', instant: null } as const,
  ])
    expect(desk.decide(desk.founder, item, decision).fault).toBeNull()
  const revision = desk.detail(item).state.submitted ?? ''
  expect(desk.decide(chief, item, { type: 'approve', revision, bypass: null }).fault).toBeNull()
  await desk.settle()
  expect(desk.detail(item).state).toMatchObject({
    state: 'scheduled',
    publishAt: { instant: NOON + 600_000 },
  })
  return item
}

test('whoever changes what a target asks is told what it would stop, before it is saved', async () => {
  await asks(['headline'])
  const item = await planned()
  const stops = (some: Partial<typeof TARGET>) => {
    const { name, rules, profiles } = { ...TARGET, ...some }
    return wouldStop(desk.desk.context, { name, rules, profiles })
  }
  const strict = { ...USUAL_PROFILES, lead: { ...USUAL_PROFILES.lead, required: ['kicker' as const] } }
  expect(stops({})).toEqual({ planned: 1, count: 0, first: [] })
  const fault = { code: 'door-field-missing', params: { field: 'kicker', target: 'Website' } }
  const headline = 'Veerboot Meeuw vaart weer'
  expect(stops({ profiles: strict })).toEqual({
    planned: 1,
    count: 1,
    first: [{ item, headline, at: NOON + 600_000, fault }],
  })
  // What does not go there is not stopped there.
  expect(stops({ profiles: strict, rules: { ...TARGET.rules, kinds: ['brief'] } }).count).toBe(0)
  // What was written since its approval does not go out, and mends nothing.
  desk.write(desk.founder, item, { kicker: 'Noordermeer' })
  expect(stops({ profiles: strict }).count).toBe(1)
})

test('a release that a target stopped goes through once the target takes it again', async () => {
  await asks(['headline'])
  const item = await planned()
  await asks(['kicker'])
  desk.clock.advance(600_000)
  await desk.settle()
  expect(desk.detail(item).state.state).toBe('scheduled')
  await asks(['headline'])
  await desk.settle()
  expect(desk.detail(item).state).toMatchObject({ state: 'published', live: { version: 1 } })
})

test('a slot that went by because a target stopped it says what stands in the way', async () => {
  await asks(['headline'])
  const item = await planned()
  const stopped = () => stoppedNow(desk.desk.context, [item])
  expect(stopped()).toEqual([])
  await asks(['kicker'])
  desk.clock.advance(1_200_000)
  await desk.settle()
  const day = queueOfDay(desk.desk.context, {
    ...{ from: NOON - 3_600_000, to: NOON + 3_600_000, section: null, loose: 10 },
  })
  expect(day.slots).toMatchObject([{ id: item, missed: 'late', approved: true, held: false }])
  const fault = { code: 'door-field-missing', params: { field: 'kicker', target: 'Website' } }
  expect(stopped()).toEqual([{ item, fault }])
  // The hub says the same of it.
  expect(desk.decide(desk.founder, item, { type: 'release' }).fault).toEqual(fault)
  await asks(['headline'])
  expect(stopped()).toEqual([])
  // Nothing is approved of a draft, so that nothing is asked of it.
  await asks(['kicker'])
  const draft = desk.make(desk.founder, 'lead', { headline: 'Nog niet' })
  expect(stoppedNow(desk.desk.context, [draft])).toEqual([])
})
