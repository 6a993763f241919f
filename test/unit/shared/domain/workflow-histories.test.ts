/** What must hold after any history at all. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemEvent } from '../../../../shared/domain/event.ts'
import {
  type ItemState,
  lastOut,
  NEW_ITEM,
  ItemState as Stored,
  transition,
} from '../../../../shared/domain/workflow.ts'
import { runs } from '../../../support/arbitrary-copy.ts'
import { hash, NOW, ONE, THREE, TWO, time } from '../../../support/workflow-items.ts'

/** Stands for the revision that a decision is about at that moment; a history of wild guesses gets nowhere. */
const CURRENT = hash('c')
const revision = fc.constantFrom(CURRENT, CURRENT, CURRENT, ONE, TWO)
const aimed = (event: ItemEvent, item: ItemState): ItemEvent => {
  if (event.type === 'submitted' && event.revision === CURRENT) return { ...event, revision: THREE }
  if (event.type === 'approved' && event.revision === CURRENT)
    return { ...event, revision: item.submitted ?? THREE }
  if (event.type === 'released' && event.revision === CURRENT)
    return { ...event, revision: item.approved ?? THREE }
  return event
}
const moment = fc.integer({ min: -5, max: 5 }).map((step) => time(NOW + step * 60_000))
const anyEvent: fc.Arbitrary<ItemEvent> = fc.oneof(
  fc.record({ type: fc.constant('created' as const), kind: fc.constant('lead' as const) }),
  { weight: 4, arbitrary: revision.map((one) => ({ type: 'submitted' as const, revision: one })) },
  fc.constant({ type: 'withdrawn' as const }),
  {
    weight: 6,
    arbitrary: fc
      .record({ revision, bypass: fc.constantFrom(null, null, 'reden', '') })
      .map((one) => ({ type: 'approved' as const, ...one })),
  },
  fc.constant({ type: 'returned' as const, note: 'nee' }),
  revision.map((one) => ({ type: 'returned' as const, note: 'nee', revision: one })),
  moment.map((schedule) => ({ type: 'scheduled' as const, schedule })),
  fc.constant({ type: 'unscheduled' as const }),
  fc.option(moment, { nil: null }).map((until) => ({ type: 'embargoed' as const, until })),
  fc.option(moment, { nil: null }).map((until) => ({ type: 'lift-asked' as const, until, reason: 'mag' })),
  fc.constant({ type: 'lift-dropped' as const }),
  fc
    .record({ until: fc.option(moment, { nil: null }), bypass: fc.constantFrom(null, 'nacht') })
    .map((one) => ({ type: 'lifted' as const, reason: 'mag', ...one })),
  fc.option(moment, { nil: null }).map((off) => ({ type: 'taken-off-at' as const, at: off })),
  fc.record({ type: fc.constant('shown' as const), at: fc.constantFrom(null, NOW) }),
  { weight: 6, arbitrary: revision.map((one) => ({ type: 'released' as const, revision: one })) },
  fc.constantFrom(null, 'nacht').map((bypass) => ({ type: 'killed' as const, reason: 'fout', bypass })),
  fc.constant({ type: 'kill-asked' as const, reason: 'fout' }),
  fc.constant({ type: 'kill-dropped' as const }),
  fc.constant({ type: 'unpublished' as const, reason: '' }),
  fc.constant({ type: 'spiked' as const }),
  { weight: 4, arbitrary: fc.constant({ type: 'unspiked' as const }) },
  fc.constant({ type: 'deleted' as const }),
  { weight: 4, arbitrary: fc.constant({ type: 'undeleted' as const }) },
)
const history = fc.array(fc.record({ event: anyEvent, minutes: fc.integer({ min: 0, max: 2 }) }), {
  minLength: 1,
  maxLength: 60,
  size: 'max',
})

describe('after any history', () => {
  test('killed is final, versions only grow, nothing is out that nobody approved, no embargo is passed', () => {
    let releases = 0
    let kills = 0
    let takenOff = 0
    fc.assert(
      fc.property(history, (steps) => {
        let item: ItemState = NEW_ITEM
        let at = NOW - 10 * 60_000
        const submitted = new Set<string>()
        const approved = new Set<string>()
        for (const { event: wanted, minutes } of steps) {
          const event = aimed(wanted, item)
          at += minutes * 60_000
          const found = transition(item, event, { by: 'merel', at })
          if (item.state === 'killed') expect(found.ok).toBe(false)
          if (item.state === 'spiked')
            expect(found.ok).toBe(event.type === 'unspiked' || event.type === 'deleted')
          if (item.state === 'deleted') expect(found.ok).toBe(event.type === 'undeleted')
          if (!found.ok) continue
          const next = found.state
          if (event.type === 'submitted') submitted.add(event.revision)
          if (event.type === 'approved') approved.add(event.revision)
          if (event.type === 'killed') kills += 1
          expect(Stored.safeParse(next).success).toBe(true)

          // A release and a taking off have a number each, and none is ever used again.
          const counts = event.type === 'released' || event.type === 'unpublished'
          expect(lastOut(next)?.version ?? 0).toBe((lastOut(item)?.version ?? 0) + (counts ? 1 : 0))
          if (lastOut(item)) expect(lastOut(next)?.firstAt).toBe(lastOut(item)?.firstAt)
          if (next.submitted !== null) expect(submitted).toContain(next.submitted)
          if (next.approved !== null) expect(submitted).toContain(next.approved)
          if (next.approved !== null) expect(approved).toContain(next.approved)
          if (next.live) expect(approved).toContain(next.live.revision)
          if (event.type === 'released') {
            releases += 1
            expect(event.revision).toBe(item.approved)
            expect(item.embargoUntil?.instant ?? 0).toBeLessThanOrEqual(at)
          } else if (event.type === 'unpublished') {
            takenOff += 1
            expect(next.live).toBeNull()
          } else if (event.type === 'killed') expect(next.live).toEqual(lastOut(item))
          else expect(next.live).toEqual(item.live)

          // What a state says is there, is there.
          expect(next.state === 'submitted').toBe(
            next.submitted !== null && !['spiked', 'deleted', 'killed'].includes(next.state),
          )
          if (next.state === 'approved')
            expect([next.approved !== null, next.publishAt]).toEqual([true, null])
          if (next.state === 'scheduled') expect(next.approved !== null && next.publishAt !== null).toBe(true)
          if (next.state === 'published') expect(next.live !== null && next.approved === null).toBe(true)
          if (next.state === 'draft') expect(lastOut(next) !== null || next.approved !== null).toBe(false)
          if (next.state === 'unpublished')
            expect([next.live, next.approved, next.unpublished === null]).toEqual([null, null, false])
          if (next.live) expect(next.unpublished).toBeNull()
          if (next.killAsked) expect(lastOut(next)).not.toBeNull()
          if (next.liftAsked) expect(next.embargoUntil).not.toBeNull()
          // By a lift an embargo ends earlier, and by nothing else but being set anew.
          if (event.type === 'lifted')
            expect(next.embargoUntil?.instant ?? 0).toBeLessThan(item.embargoUntil?.instant ?? 0)
          else if (event.type !== 'embargoed') expect(next.embargoUntil).toEqual(item.embargoUntil)
          if (next.state === 'spiked' || next.state === 'deleted') expect(next.live).toBeNull()
          expect(next.killed !== null).toBe(next.state === 'killed')
          item = next
        }
      }),
      runs(3000),
    )
    // A property over histories that never get anywhere would hold and say nothing.
    expect(releases).toBeGreaterThan(300)
    expect(kills).toBeGreaterThan(50)
    expect(takenOff).toBeGreaterThan(50)
  })
})
