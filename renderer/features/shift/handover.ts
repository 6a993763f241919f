/** What whoever takes over has to know, in the order in which it presses. Pure; times are ms UTC. */
import { type DeliveryReport, isTakingBack, standsOtherwise } from '../../../shared/domain/delivery.ts'
import type { Placeholder } from '../../../shared/domain/recurring.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'

/** A delivery as the list of the desk names it. */
export type NamedDelivery = DeliveryReport & { headline: string; targetName: string }

/**
 * `missed`: slots that went by. `failed`: dead letters. `waiting`: submitted, or somebody asked to lift an embargo. `watched`:
 * what a target has and readers do not have as the desk sent it, or may get although the desk decided otherwise. `queued`:
 * everything with a time to come, by time.
 */
export type Handover = {
  missed: QueueSlot[]
  failed: NamedDelivery[]
  waiting: QueueSlot[]
  watched: NamedDelivery[]
  queued: QueueSlot[]
  empty: Placeholder[]
}

const waits = ({ state, liftAsked, held }: QueueSlot): boolean => state === 'submitted' || liftAsked || held

/** Whether a target said of what it has that readers do not have it as it was sent. */
const differs = ({ status, seen, action }: NamedDelivery): boolean =>
  status === 'delivered' &&
  seen !== null &&
  seen.state !== 'live' &&
  !(seen.state === 'gone' && isTakingBack(action))

/** Sorts what the desk said into what it means for the next shift. */
export const handoverOf = (
  day: Output<'desk', 'queue.day'>,
  deliveries: readonly NamedDelivery[],
  empty: readonly Placeholder[],
): Handover => {
  const { slots, missed, loose, now } = day
  const late = [...missed, ...slots.filter((slot) => slot.missed !== null)]
  const lateIds = new Set(late.map(({ id }) => id))
  const coming = slots.filter(({ id, dueAt }) => dueAt !== null && dueAt > now && !lateIds.has(id))
  return {
    missed: late.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0)),
    failed: deliveries.filter(({ status }) => status === 'failed'),
    waiting: [...coming, ...loose].filter(waits),
    watched: deliveries.filter(
      (delivery) => (delivery.status !== 'failed' && standsOtherwise(delivery)) || differs(delivery),
    ),
    queued: coming.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0)),
    empty: [...empty],
  }
}
