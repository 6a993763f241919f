import { describe, expect, test } from 'vitest'
import { type TargetInfo, usualFolder, WordpressSettings } from '../../../../shared/domain/target.ts'
import { isHandedAhead, readyAhead, targetsReadyAhead } from '../../../../shared/domain/target-ahead.ts'
import { type ItemState, NEW_ITEM, transition } from '../../../../shared/domain/workflow.ts'
import { HUB_AUTHOR } from '../../../../shared/ids.ts'

const NOON = Date.UTC(2026, 10, 18, 11)
const REVISION = 'a'.repeat(64)
const at = (instant: number) => ({ instant, zone: 'UTC', wall: new Date(instant).toISOString().slice(0, 16) })
const scheduled: ItemState = {
  ...NEW_ITEM,
  ...{ state: 'scheduled', approved: REVISION, approvedBy: 'x', publishAt: at(NOON) },
}
const live = { revision: REVISION, version: 1, firstAt: NOON - 1, at: NOON - 1 }

describe('what may lie ready', () => {
  test('is approved, has a time, and never went out', () => {
    expect(readyAhead(scheduled)).toEqual({ revision: REVISION, at: NOON })
  })
  test.each<[string, Partial<ItemState>]>([
    ['waits for approval', { state: 'submitted' }],
    ['has no time', { publishAt: null }],
    ['is approved by nobody', { approved: null }],
    ['is under embargo, also one that is over', { embargoUntil: at(NOON - 86_400_000) }],
    ['is out', { live }],
    [
      'was out',
      { unpublished: { by: 'x', reason: '', at: NOON, revision: REVISION, version: 2, firstAt: 1 } },
    ],
    ['is shown later', { shownAt: NOON + 1 }],
  ])('is nothing that %s', (_, change) => {
    expect(readyAhead({ ...scheduled, ...change })).toBeNull()
  })
})

describe('where', () => {
  const settings = (handAhead?: boolean) =>
    WordpressSettings.parse({ kind: 'wordpress', url: 'https://site.example', user: 'r', handAhead })
  const site = (change: Partial<TargetInfo> = {}): TargetInfo => ({
    ...usualFolder({ id: '11111111-1111-4111-8111-111111111111', name: 'Site', active: true }),
    ...{ kind: 'wordpress', settings: settings(true) },
    ...change,
  })
  test('a site that somebody said so of, unless it is held back or gone', () => {
    expect(isHandedAhead(site())).toBe(true)
    for (const change of [{ paused: true }, { active: false }, { settings: settings() }])
      expect(isHandedAhead(site(change))).toBe(false)
    const { kind, settings: folder } = usualFolder({ id: site().id, name: 'Map', active: true })
    expect(isHandedAhead(site({ kind, settings: folder }))).toBe(false)
  })
  test('what may lie ready at one that is held back is still asked about', () => {
    expect(targetsReadyAhead([site({ paused: true, active: false })])).toBe(true)
    expect(targetsReadyAhead([site({ settings: settings() })])).toBe(false)
  })
})

test('a release of what a site brought out counts from then, and never from later than now', () => {
  const released = (since: number) =>
    transition(
      scheduled,
      { type: 'released', revision: REVISION, since },
      { by: HUB_AUTHOR, at: NOON + 1000 },
    )
  expect(released(NOON)).toMatchObject({ ok: true, state: { live: { version: 1, firstAt: NOON, at: NOON } } })
  expect(released(NOON + 9000)).toMatchObject({ ok: true, state: { live: { firstAt: NOON + 1000 } } })
})
