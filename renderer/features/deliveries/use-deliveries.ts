import type { Fault, FaultCode } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { type Delivery, deliveriesInOrder, together } from './order.ts'

/** What the list is limited to; null is all of it. */
export type DeliveryFilter = { target: Id | null; status: Delivery['status'] | null }
export const NO_FILTER: DeliveryFilter = { target: null, status: null }

const SHOWN = 500

/** Faults that only say that nobody answers at the moment: the list stays as it was last seen. */
const OFFLINE: readonly FaultCode[] = ['hub-unreachable', 'needs-connection']

/**
 * Deliveries as the desk has them. What failed and what waits is asked for by itself, so that a busy day of history never
 * hides it. `seenAt`: when the desk last answered, ms UTC. `offline`: it cannot at the moment.
 */
export const useDeliveries = ({
  target,
  status,
}: DeliveryFilter): {
  deliveries: readonly Delivery[] | null
  seenAt: number
  offline: boolean
  fault: Fault | null
} => {
  const all = useDeskQuery('deliveries.list', { item: null, target, status, limit: SHOWN }, { keep: true })
  const wide = status === null
  const ask = (part: 'failed' | 'waiting') => ({ item: null, target, status: part, limit: SHOWN }) as const
  const failed = useDeskQuery('deliveries.list', ask('failed'), { enabled: wide, keep: true })
  const waiting = useDeskQuery('deliveries.list', ask('waiting'), { enabled: wide, keep: true })
  const fault = all.error?.fault ?? null
  const offline = fault !== null && OFFLINE.includes(fault.code)
  const known = all.data
    ? deliveriesInOrder(wide ? together(failed.data, waiting.data, all.data) : all.data)
    : null
  return { deliveries: known, seenAt: all.dataUpdatedAt, offline, fault: offline ? null : fault }
}
