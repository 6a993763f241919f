import { describe, expect, it } from 'vitest'
import { type Delivery, deliveriesInOrder } from '../../../../renderer/features/deliveries/order.ts'

const delivery = (id: string, says: Partial<Delivery>): Delivery => ({
  id,
  item: 'item',
  target: 'target',
  action: 'publish',
  version: 1,
  revision: null,
  createdAt: null,
  stages: { formatted: null, sent: null, accepted: null },
  seen: null,
  status: 'delivered',
  attempts: 1,
  nextAt: null,
  receipt: null,
  fault: null,
  headline: id,
  targetName: 'Map',
  ...says,
})
const receipt = (at: number) => ({ id: 'x', address: 'x', at })

describe('deliveriesInOrder', () => {
  it('shows what failed first, then what waits by next attempt, then receipts, newest first', () => {
    const order = deliveriesInOrder([
      delivery('old', { receipt: receipt(1) }),
      delivery('new', { receipt: receipt(2) }),
      delivery('waits longer', { status: 'waiting', nextAt: 9 }),
      delivery('waits', { status: 'waiting', nextAt: 5 }),
      delivery('failed', { status: 'failed' }),
    ])
    expect(order.map(({ id }) => id)).toEqual(['failed', 'waits', 'waits longer', 'new', 'old'])
  })
})
