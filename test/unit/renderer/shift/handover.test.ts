import { describe, expect, it } from 'vitest'
import { handoverOf, type NamedDelivery } from '../../../../renderer/features/shift/handover.ts'
import { COLUMNS, planRows } from '../../../../renderer/features/shift/plan-rows.ts'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'

const NOON = Date.UTC(2026, 10, 18, 11)
const slot = (id: string, minutes: number | null, more: Partial<QueueSlot> = {}): QueueSlot => ({
  ...{
    id,
    kind: 'brief',
    section: 's',
    words: id,
    dateline: ['TAMAR'],
    credits: ['ANP'],
    state: 'scheduled',
  },
  ...{ publishAt: null, embargoUntil: null, takeOffAt: null, shownAt: null, outAt: null, lastOutAt: null },
  ...{ dueAt: minutes === null ? null : NOON + minutes * 60_000, approved: true, themselves: false },
  ...{
    changed: false,
    held: false,
    waiting: false,
    missed: null,
    liftAsked: false,
    who: ['Merel'],
    length: 4,
  },
  ...more,
})
const delivery = (
  id: string,
  status: NamedDelivery['status'],
  seen: NamedDelivery['seen'] = null,
): NamedDelivery => ({
  ...{ id, item: id, target: 't', action: 'publish', version: 1, revision: null, status, attempts: 1 },
  ...{
    createdAt: null,
    stages: { formatted: null, sent: null, accepted: null },
    nextAt: null,
    receipt: null,
  },
  ...{
    seen,
    fault: null,
    aheadAt: null,
    standsAt: null,
    standsRevision: null,
    headline: id,
    targetName: 'Site',
  },
})
const ids = (slots: readonly { id: string }[]): string[] => slots.map(({ id }) => id)

describe('a handover', () => {
  const day = {
    ...{ now: NOON, looseTotal: 2 },
    slots: [
      slot('later', 60),
      slot('soon', 5, { state: 'submitted', approved: false }),
      slot('just missed', -10, { missed: 'late' }),
      slot('out', -60, { state: 'published', outAt: NOON - 3_600_000, dueAt: null }),
    ],
    missed: [slot('yesterday', -900, { missed: 'unapproved', state: 'draft' })],
    loose: [slot('loose', null, { state: 'submitted' }), slot('draft', null, { state: 'draft' })],
  }
  it('says what was missed, what waits, and what comes, each by its time', () => {
    const found = handoverOf(day, [], [])
    expect([ids(found.missed), ids(found.waiting), ids(found.queued)]).toEqual([
      ['yesterday', 'just missed'],
      ['soon', 'loose'],
      ['soon', 'later'],
    ])
  })

  it('names dead letters, and what does not stand at a target as it was sent', () => {
    const seen = (state: 'live' | 'changed' | 'scheduled') => ({ state, when: null, at: NOON })
    const found = handoverOf(
      day,
      [
        delivery('dead', 'failed'),
        delivery('fine', 'delivered', seen('live')),
        delivery('changed', 'delivered', seen('changed')),
        delivery('ahead', 'delivered', seen('scheduled')),
        delivery('on its way', 'waiting'),
        { ...delivery('not taken back', 'waiting'), action: 'unschedule', standsAt: NOON },
        { ...delivery('given up', 'given-up'), action: 'unschedule', standsAt: NOON },
        { ...delivery('is out', 'overtaken', seen('scheduled')), action: 'schedule', standsAt: NOON },
      ],
      [],
    )
    expect([ids(found.failed), ids(found.watched)]).toEqual([
      ['dead'],
      ['changed', 'ahead', 'not taken back', 'given up'],
    ])
  })

  it('is a file of rows by time, in the words of the desk', () => {
    const rows = planRows(day.slots, {
      zone: 'Europe/Amsterdam',
      sectionOf: () => 'Buitenland',
      stateOf: (state) => state,
      column: (name) => name,
    })
    expect(rows[0]).toEqual([...COLUMNS])
    expect(rows.slice(1).map((row) => `${row[1]} ${row[7]}`)).toEqual([
      '11:00 out',
      '11:50 just missed',
      '12:05 soon',
      '13:00 later',
    ])
    expect(rows.every((row) => row.length === COLUMNS.length)).toBe(true)
  })
})
