import type { DoorField as Field } from '../../../shared/domain/door-profile.ts'
import { DoorField } from '../../../shared/domain/door-profile.ts'
import type { Output } from '../../../shared/ipc/contract.ts'

/** A delivery as the list has it. */
export type Delivery = Output<'desk', 'deliveries.list'>[number]

/** What needs somebody, what is on its way by itself, and what is past. */
export type DeliveryPart = 'failed' | 'waiting' | 'past'
export const DELIVERY_PARTS: readonly DeliveryPart[] = ['failed', 'waiting', 'past']

/** Under which heading a delivery stands. */
export const partOfDelivery = ({ status }: Delivery): DeliveryPart =>
  status === 'failed' || status === 'waiting' ? status : 'past'

const lastMoment = ({ receipt, createdAt }: Delivery): number => receipt?.at ?? createdAt ?? 0

/** Deliveries in the order in which they need somebody: dead letters, waiting by next attempt, the rest newest first. */
export const deliveriesInOrder = (deliveries: readonly Delivery[]): Delivery[] =>
  [...deliveries].sort((a, b) => {
    const [first, second] = [partOfDelivery(a), partOfDelivery(b)]
    if (first !== second) return DELIVERY_PARTS.indexOf(first) - DELIVERY_PARTS.indexOf(second)
    if (first === 'waiting') return (a.nextAt ?? 0) - (b.nextAt ?? 0)
    return lastMoment(b) - lastMoment(a)
  })

/** Several answers to different questions as one list, each delivery once. */
export const together = (...lists: readonly (readonly Delivery[] | undefined)[]): Delivery[] => [
  ...new Map(lists.flatMap((list) => list ?? []).map((delivery) => [delivery.id, delivery])).values(),
]

/** The newest delivery of an item to each target: how it stands there now. */
export const latestByTarget = (deliveries: readonly Delivery[]): Delivery[] => {
  const latest = new Map<string, Delivery>()
  for (const delivery of deliveries) {
    const known = latest.get(delivery.target)
    const isNewer =
      !known ||
      delivery.version > known.version ||
      (delivery.version === known.version && (delivery.createdAt ?? 0) > (known.createdAt ?? 0))
    if (isNewer) latest.set(delivery.target, delivery)
  }
  return [...latest.values()]
}

/** The words for what is sent: a release after the first is a correction to whoever gets it. */
export const actionOf = ({ action, version }: Delivery): Delivery['action'] | 'correction' =>
  action === 'publish' && version > 1 ? 'correction' : action

/** The field of the item that a target said no to, where it is one of ours. */
export const refusedField = ({ fault }: Delivery): Field | null => {
  const parsed = DoorField.safeParse(fault?.params['field'])
  return parsed.success ? parsed.data : null
}
