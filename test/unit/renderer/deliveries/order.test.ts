import { describe, expect, it } from 'vitest'
import {
  actionOf,
  type Delivery,
  deliveriesInOrder,
  latestByTarget,
  partOfDelivery,
  refusedField,
  together,
} from '../../../../renderer/features/deliveries/order.ts'
import { DeliveryReport, DeliveryStatus } from '../../../../shared/domain/delivery.ts'

const ITEM = '11111111-1111-4111-8111-111111111111'
const SITE = '22222222-2222-4222-8222-222222222222'
const PAPER = '33333333-3333-4333-8333-333333333333'

const delivery = (id: string, says: Partial<Delivery>): Delivery => ({
  ...DeliveryReport.parse({
    ...{ id, item: ITEM, target: SITE, action: 'publish', version: 1, status: 'delivered', attempts: 1 },
    ...{ nextAt: null, receipt: null, fault: null },
  }),
  headline: id,
  targetName: 'Site',
  ...says,
})
const receipt = (at: number) => ({ id: 'x', address: 'x', at })
const idsOf = (deliveries: readonly Delivery[]): string[] => deliveries.map(({ id }) => id)

describe('deliveriesInOrder', () => {
  it('shows dead letters first, then what waits by next attempt, then what is past, newest first', () => {
    const order = deliveriesInOrder([
      delivery('old', { receipt: receipt(1) }),
      delivery('given up', { status: 'given-up', createdAt: 3 }),
      delivery('new', { receipt: receipt(5) }),
      delivery('waits longer', { status: 'waiting', nextAt: 9 }),
      delivery('overtaken', { status: 'overtaken', createdAt: 2 }),
      delivery('waits', { status: 'waiting', nextAt: 5 }),
      delivery('failed', { status: 'failed' }),
    ])
    expect(idsOf(order)).toEqual(['failed', 'waits', 'waits longer', 'new', 'given up', 'overtaken', 'old'])
  })

  it('has a place for every status', () => {
    expect(DeliveryStatus.options.map((status) => partOfDelivery(delivery('x', { status })))).toEqual([
      'waiting',
      'past',
      'failed',
      'past',
      'past',
    ])
  })
})

describe('together', () => {
  it('keeps each delivery once, whatever answers it came in', () => {
    const one = delivery('one', {})
    expect(idsOf(together([one], undefined, [delivery('two', {}), one]))).toEqual(['one', 'two'])
  })
})

describe('latestByTarget', () => {
  it('takes the newest version for each target, and of one version what came last', () => {
    const latest = latestByTarget([
      delivery('second', { version: 2, createdAt: 2 }),
      delivery('first', { createdAt: 1 }),
      delivery('off', { version: 2, createdAt: 5, action: 'unpublish' }),
      delivery('paper', { target: PAPER }),
    ])
    expect(idsOf(latest)).toEqual(['off', 'paper'])
  })
})

describe('actionOf', () => {
  it('calls a release after the first a correction', () => {
    expect(actionOf(delivery('x', {}))).toBe('publish')
    expect(actionOf(delivery('x', { version: 3 }))).toBe('correction')
    expect(actionOf(delivery('x', { version: 2, action: 'kill' }))).toBe('kill')
  })
})

describe('refusedField', () => {
  it('knows the fields of an item, and no others', () => {
    const fault = (field: string) => ({ code: 'copy-not-ready' as const, params: { field } })
    expect(refusedField(delivery('x', { fault: fault('headline') }))).toBe('headline')
    expect(refusedField(delivery('x', { fault: fault('post_password') }))).toBeNull()
    expect(refusedField(delivery('x', {}))).toBeNull()
  })
})
