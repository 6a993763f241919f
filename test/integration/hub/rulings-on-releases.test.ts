/** What the clock of the hub releases, and what it leaves to people. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import type { ItemEvent } from '../../../shared/domain/event.ts'
import { lateLimit } from '../../../shared/domain/goes-out.ts'
import { approve, createClient } from '../../support/own-client.ts'
import { openRuledDesk, type RuledDesk } from '../../support/ruled-desk.ts'

let ruled: RuledDesk
beforeEach(async () => {
  ruled = await openRuledDesk()
})
afterEach(() => ruled.desk.remove())

describe('the clock of releases', () => {
  const approved = async (): Promise<{ item: string; revision: string }> => {
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const revision = await client.submit(editor, item)
    await client.push(chief, client.event(chief, item, approve(revision)))
    return { item, revision }
  }
  const schedule = async (item: string, instant: number): Promise<void> => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const event: ItemEvent = {
      type: 'scheduled',
      schedule: { instant, zone: 'Europe/Amsterdam', wall: '2026-11-18T12:10' },
    }
    expect(await client.push(editor, client.event(editor, item, event))).toEqual(['accepted'])
  }
  const releasesOf = async (item: string): Promise<number> =>
    (await ruled.desk.hub.connection.pull(0, 1000)).entries.filter(
      ({ entry }) => entry.kind === 'event' && entry.item === item && entry.event.type === 'released',
    ).length

  test('does not release what is later than the limit: that is a missed slot', async () => {
    const { desk } = ruled
    const LATE_LIMIT = lateLimit({ sendWithin: 2 })
    const early = await approved()
    await schedule(early.item, desk.clock.now() - LATE_LIMIT)
    const inTime = await approved()
    await schedule(inTime.item, desk.clock.now() - LATE_LIMIT + 1)
    await desk.settle()
    expect(desk.detail(early.item).state.state).toBe('scheduled')
    expect(desk.detail(inTime.item).state.state).toBe('published')
    desk.clock.advance(3_600_000)
    await desk.settle()
    expect(desk.detail(early.item).state.state).toBe('scheduled')
    expect(await releasesOf(early.item)).toBe(0)
  })

  test('releases by itself what is as late as the desk lets it, and nothing that is later', async () => {
    const { desk } = ruled
    const client = createClient(desk)
    const settings = { ...USUAL_SETTINGS, missed: { sendWithin: 45 } }
    await client.push(desk.founder, client.deskEvent(desk.founder, { type: 'settings', settings }))
    const later = await approved()
    await schedule(later.item, desk.clock.now() - 45 * 60_000)
    const late = await approved()
    await schedule(late.item, desk.clock.now() - 45 * 60_000 + 1)
    await desk.settle()
    expect(desk.detail(later.item).state.state).toBe('scheduled')
    expect(desk.detail(late.item).state.state).toBe('published')
  })

  test('refuses times that contradict each other from whoever plays by no rules', async () => {
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const until = (hours: number) => ({
      instant: desk.clock.now() + hours * 3_600_000,
      zone: 'Europe/Amsterdam',
      wall: '2026-11-18T16:00',
    })
    const says = (event: ItemEvent, by = editor): Promise<string[]> =>
      client.push(by, client.event(by, item, event))
    expect(await says({ type: 'embargoed', until: until(4) })).toEqual(['accepted'])
    expect(await says({ type: 'embargoed', until: until(3) })).toEqual(['refused-embargo-shorter'])
    expect(await says({ type: 'embargoed', until: null }, chief)).toEqual(['refused-embargo-shorter'])
    expect(await says({ type: 'scheduled', schedule: until(3) })).toEqual(['refused-before-embargo'])
    expect(await says({ type: 'scheduled', schedule: until(4) })).toEqual(['accepted'])
    expect(await says({ type: 'taken-off-at', at: until(4) })).toEqual(['refused-off-before-out'])
    const lift = (bypass: string | null): ItemEvent => ({
      type: 'lifted',
      until: null,
      reason: 'mag',
      bypass,
    })
    expect(await says(lift(null), chief)).toEqual(['refused-second-eyes'])
    expect(await says(lift('haast'), chief)).toEqual(['refused-second-eyes'])
    expect(await says({ type: 'lift-asked', until: until(2), reason: 'mag' })).toEqual(['accepted'])
    // More than was asked.
    expect(await says(lift(null), chief)).toEqual(['refused-state'])
    expect(await says({ type: 'lifted', until: until(2), reason: 'mag', bypass: null }, chief)).toEqual([
      'accepted',
    ])
    expect(await says({ type: 'taken-off-at', at: until(6) })).toEqual(['accepted'])
    expect(await says({ type: 'embargoed', until: until(6) })).toEqual(['refused-off-before-out'])
    expect(await says({ type: 'embargoed', until: until(5) })).toEqual(['accepted'])
  })

  test('lets nobody but whom the desk names release a brief alone, and no lead', async () => {
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
    const settings = { ...USUAL_SETTINGS, releaseThemselves: [editor] }
    await client.push(desk.founder, client.deskEvent(desk.founder, { type: 'settings', settings }))
    const lead = await client.begin(editor)
    const revision = await client.submit(editor, lead)
    const alone: ItemEvent = { type: 'approved', revision, bypass: null, themselves: true }
    expect(await client.push(editor, client.event(editor, lead, alone))).toEqual(['refused-not-themselves'])
    expect(await client.push(chief, client.event(chief, lead, alone))).toEqual(['refused-not-themselves'])
  })

  test('releases once when two look at once, and once when a person is as quick', async () => {
    const { desk, editor } = ruled
    const { item, revision } = await approved()
    await schedule(item, desk.clock.now() + 1000)
    desk.clock.advance(1500)
    const client = createClient(desk)
    const byHand = client.event(editor, item, { type: 'released', revision })
    await Promise.all([desk.hub.wake(), client.push(editor, byHand), desk.hub.wake(), desk.hub.wake()])
    await desk.settle()
    expect(await releasesOf(item)).toBe(1)
    expect(desk.detail(item).state.live?.version).toBe(1)
  })

  test('releases in the order of the times, the revision that was approved and not what was written since', async () => {
    const { desk, editor } = ruled
    const [late, soon] = [await approved(), await approved()]
    await schedule(late.item, desk.clock.now() + 60_000)
    await schedule(soon.item, desk.clock.now() + 30_000)
    await desk.settle()
    desk.write(editor, late.item, { headline: 'Na de goedkeuring' })
    await desk.settle()
    desk.clock.advance(61_000)
    await desk.settle()
    const { entries } = await desk.hub.connection.pull(0, 1000)
    const released = entries.flatMap(({ entry }) =>
      entry.kind === 'event' && entry.event.type === 'released' ? [[entry.item, entry.event.revision]] : [],
    )
    expect(released).toEqual([
      [soon.item, soon.revision],
      [late.item, late.revision],
    ])
    expect(desk.detail(late.item).row).toMatchObject({ changed: true, headline: 'Na de goedkeuring' })
  })
})
