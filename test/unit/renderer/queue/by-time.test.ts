import { describe, expect, it } from 'vitest'
import { queueGroups } from '../../../../renderer/features/queue/by-time.ts'
import { goesOutAt } from '../../../../shared/domain/goes-out.ts'
import { at, row } from './row.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 10, 18, 13, 3)

describe('goesOutAt', () => {
  it('is the publish time, or the end of a later embargo', () => {
    expect(goesOutAt(row('a'))).toBeNull()
    expect(goesOutAt(row('a', { embargoUntil: at(NOW) }))).toBeNull()
    expect(goesOutAt(row('a', { publishAt: at(NOW) }))).toBe(NOW)
    expect(goesOutAt(row('a', { publishAt: at(NOW), embargoUntil: at(NOW + MINUTE) }))).toBe(NOW + MINUTE)
    expect(goesOutAt(row('a', { publishAt: at(NOW), embargoUntil: at(NOW - MINUTE) }))).toBe(NOW)
  })
})

describe('queueGroups', () => {
  it('says which slots went by and by how long, the oldest first', () => {
    const groups = queueGroups(
      [
        row('late', { state: 'scheduled', publishAt: at(NOW - 16 * MINUTE) }),
        row('later', { state: 'draft', publishAt: at(NOW - 20 * MINUTE) }),
      ],
      NOW,
    )
    expect(groups.missed.map(({ row: { id }, late }) => [id, late / MINUTE])).toEqual([
      ['later', 20],
      ['late', 16],
    ])
    expect(groups.scheduled).toEqual([])
  })

  it('gives the hub a minute before a slot is missed', () => {
    const due = row('due', { state: 'scheduled', publishAt: at(NOW - MINUTE + 1) })
    expect(queueGroups([due], NOW).missed).toEqual([])
    expect(queueGroups([due], NOW + 1).missed).toHaveLength(1)
  })

  it('does not call a slot missed that an embargo holds back', () => {
    const held = row('held', { publishAt: at(NOW - 10 * MINUTE), embargoUntil: at(NOW + MINUTE) })
    expect(queueGroups([held], NOW).missed).toEqual([])
    expect(queueGroups([held], NOW).scheduled[0]?.at).toBe(NOW + MINUTE)
  })

  it('orders what comes by time and marks what shares a minute', () => {
    const { scheduled } = queueGroups(
      [
        row('c', { publishAt: at(NOW + 30 * MINUTE) }),
        row('b', { publishAt: at(NOW + 10 * MINUTE) }),
        row('a', { publishAt: at(NOW + 10 * MINUTE + 1000) }),
      ],
      NOW,
    )
    expect(scheduled.map((slot) => [slot.row.id, slot.sameMinute])).toEqual([
      ['b', true],
      ['a', true],
      ['c', false],
    ])
  })

  it('keeps what has no time apart, newest first, and leaves out what is out, killed or spiked', () => {
    const { unscheduled } = queueGroups(
      [
        row('old', { touchedAt: 1 }),
        row('new', { touchedAt: 2 }),
        row('out', { state: 'published' }),
        row('killed', { state: 'killed' }),
        row('spiked', { state: 'spiked', publishAt: at(NOW - MINUTE * 9) }),
      ],
      NOW,
    )
    expect(unscheduled.map(({ id }) => id)).toEqual(['new', 'old'])
  })

  it('keeps a correction with a time in the queue while its item is out', () => {
    const correction = row('fix', { state: 'published', publishAt: at(NOW + MINUTE) })
    expect(queueGroups([correction], NOW).scheduled).toHaveLength(1)
  })
})
