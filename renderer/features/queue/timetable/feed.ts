/**
 * Keeps a model true. A day is read whole once; after that, what the desk says has changed is read, and nothing else: a
 * move on a day of two thousand briefs costs as much as one on a day of forty.
 */
import { QueryObserver } from '@tanstack/react-query'
import type { Fault, FaultError } from '../../../../shared/errors.ts'
import type { Output } from '../../../../shared/ipc/contract.ts'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import { call, subscribe } from '../../../lib/client.ts'
import { deskKey, queryClient } from '../../../lib/queries.ts'
import type { Day } from './geometry.ts'

/** How many briefs without a time are shown. */
const LOOSE = 300
/** When more than this changed at once, the day is read whole. */
const PATCH = 100

/** `more`: how many briefs without a time there are besides. */
type Read = { slots: ReadonlyMap<string, QueueSlot>; more: number }

const asMap = ({ slots, missed, loose }: Output<'desk', 'queue.day'>): ReadonlyMap<string, QueueSlot> =>
  new Map([...loose, ...missed, ...slots].map((slot) => [slot.id, slot]))

/**
 * Whether an item that changed stands in the queue, as `queue.day` would answer it: anything with a time or with readers,
 * and beside it briefs alone. A lead that somebody writes at is no business of the queue.
 */
export const standsInQueue = (slot: QueueSlot): boolean =>
  slot.publishAt !== null ||
  slot.lastOutAt !== null ||
  slot.takeOffAt !== null ||
  (slot.kind === 'brief' && ['draft', 'submitted', 'approved'].includes(slot.state))

/** Starts reading a day of a section (null: of all). `hear` gets every reading; the answer stops it. */
export const feed = (
  { day, section }: { day: Day; section: string | null },
  hear: (slots: readonly QueueSlot[], more: number, fault: Fault | null) => void,
): (() => void) => {
  const input = { from: day.start, to: day.end, section, loose: LOOSE }
  /** What changed and has not been read since, by the number of the change; null: anything may have. */
  let dirty: Map<string, number> | null = null
  let changes = 0
  let known: Read | null = null

  const stopChanges = subscribe('desk', 'changed', ({ topics, items }) => {
    if (!topics.includes('items')) return
    changes += 1
    if (items.length === 0) dirty = null
    else for (const id of items) dirty?.set(id, changes)
  })

  const whole = async (): Promise<Read> => {
    const answer = await call('desk', 'queue.day', input)
    return { slots: asMap(answer), more: answer.looseTotal - answer.loose.length }
  }

  const patched = async (before: Read, ids: readonly string[]): Promise<Read> => {
    const { slots } = await call('desk', 'queue.slots', { items: [...ids] })
    const next = new Map(before.slots)
    const found = new Map(slots.map((slot) => [slot.id, slot]))
    // What is new stands first, as the desk gives briefs without a time: touched last first.
    const added: [string, QueueSlot][] = []
    for (const id of [...ids].reverse()) {
      const slot = found.get(id)
      const belongs = slot && standsInQueue(slot) && (section === null || slot.section === section)
      if (!belongs) next.delete(id)
      else if (next.has(id)) next.set(id, slot)
      else added.push([id, slot])
    }
    return { more: before.more, slots: added.length === 0 ? next : new Map([...added, ...next]) }
  }

  const read = async (): Promise<Read> => {
    // A change is told to everybody before anybody reads.
    await Promise.resolve()
    const wanted = dirty && known ? [...dirty.keys()] : null
    const upTo = changes
    // Read again without a change: a new connection, or another person. Nothing is known then.
    const full = wanted === null || wanted.length === 0 || wanted.length > PATCH || !known
    if (full) dirty = new Map()
    const made = full || !known ? await whole() : await patched(known, wanted)
    // What changed meanwhile is still to be read.
    for (const [id, change] of dirty ?? []) if (!full && change <= upTo) dirty?.delete(id)
    known = made
    return made
  }

  const observer = new QueryObserver<Read, FaultError>(queryClient, {
    queryKey: deskKey('queue.day', input),
    queryFn: read,
    gcTime: 0,
  })
  let told: Read | undefined
  const stop = observer.subscribe(({ data, error, isSuccess }) => {
    if (isSuccess && data && data !== told) {
      told = data
      hear([...data.slots.values()], data.more, null)
    } else if (error) hear([], 0, error.fault)
  })
  return () => {
    stop()
    stopChanges()
  }
}
