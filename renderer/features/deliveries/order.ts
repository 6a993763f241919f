import type { Output } from '../../../shared/ipc/contract.ts'

/** A delivery as the list has it. */
export type Delivery = Output<'desk', 'deliveries.list'>[number]

const URGENCY = {
  failed: 0,
  waiting: 1,
  delivered: 2,
  overtaken: 3,
  'given-up': 3,
} as const satisfies Record<Delivery['status'], number>

/** Deliveries in the order in which they need somebody: failed, waiting by next attempt, delivered newest first. */
export const deliveriesInOrder = (deliveries: readonly Delivery[]): Delivery[] =>
  [...deliveries].sort((a, b) => {
    const urgency = URGENCY[a.status] - URGENCY[b.status]
    if (urgency !== 0) return urgency
    if (a.status === 'waiting') return (a.nextAt ?? 0) - (b.nextAt ?? 0)
    return (b.receipt?.at ?? 0) - (a.receipt?.at ?? 0)
  })
