import { describe, expect, it } from 'vitest'
import { waitingOrder } from '../../../../renderer/features/approvals/waiting-order.ts'
import { at, row } from '../queue/row.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 10, 18, 13, 3)

describe('waitingOrder', () => {
  it('puts what waits longest on top', () => {
    const rows = [row('new', { touchedAt: 3 }), row('old', { touchedAt: 1 }), row('mid', { touchedAt: 2 })]
    expect(waitingOrder(rows, NOW).map(({ id }) => id)).toEqual(['old', 'mid', 'new'])
  })

  it('lets a near publish time go first, the nearest of all on top', () => {
    const rows = [
      row('old', { touchedAt: 1 }),
      row('far', { touchedAt: 2, publishAt: at(NOW + 31 * MINUTE) }),
      row('soon', { touchedAt: 3, publishAt: at(NOW + 30 * MINUTE) }),
      row('past', { touchedAt: 4, publishAt: at(NOW - MINUTE) }),
    ]
    expect(waitingOrder(rows, NOW).map(({ id }) => id)).toEqual(['past', 'soon', 'old', 'far'])
  })
})
