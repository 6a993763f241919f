/** Which reads a change makes stale. Pure, so that a missing line shows in a test and not on a desk. */
import type { Id } from '../../shared/ids.ts'
import type { EventPayload, RequestName } from '../../shared/ipc/contract.ts'

type Topic = EventPayload<'desk', 'changed'>['topics'][number]

/** The requests that only read, and what they read: which topics, and whether of one item only. */
export const READS = {
  'desks.list': { topics: ['session'], ofItem: false },
  'session.get': { topics: ['session'], ofItem: false },
  'desk.overview': { topics: ['overview', 'items', 'deliveries', 'session'], ofItem: false },
  'desk.safety': { topics: [], ofItem: false },
  'items.list': { topics: ['items'], ofItem: false },
  'items.search': { topics: ['items'], ofItem: false },
  'items.get': { topics: ['items'], ofItem: true },
  // A revision never changes.
  'items.revision': { topics: [], ofItem: true },
  'items.copy': { topics: ['items'], ofItem: true },
  'items.collisions': { topics: ['items'], ofItem: true },
  // Other items carry it or do not.
  'items.carrying': { topics: ['items'], ofItem: false },
  'document.refused': { topics: ['items'], ofItem: true },
  'page.at': { topics: ['items'], ofItem: false },
  // Its lines are read again one by one (`queue.slots`) by whoever shows a whole day.
  'queue.day': { topics: ['items', 'overview'], ofItem: false },
  'queue.stopped': { topics: ['items', 'overview'], ofItem: false },
  'queue.day-words': { topics: ['items', 'overview'], ofItem: false },
  'rail.at': { topics: ['items', 'overview'], ofItem: false },
  'hosting.get': { topics: ['session', 'overview'], ofItem: false },
  'people.invitations': { topics: ['session', 'overview'], ofItem: false },
  'devices.list': { topics: ['session', 'overview'], ofItem: false },
  'sync.waiting': { topics: ['items', 'overview'], ofItem: false },
  // What an item would be like for a target, with rules and settings as they are asked about.
  'targets.try-rules': { topics: ['items'], ofItem: false },
  'targets.preview': { topics: ['items', 'overview'], ofItem: true },
  'targets.preview-draft': { topics: ['items', 'overview'], ofItem: true },
  'targets.would-stop': { topics: ['items', 'overview'], ofItem: false },
  'deliveries.list': { topics: ['deliveries'], ofItem: false },
} as const satisfies Partial<Record<RequestName<'desk'>, { topics: readonly Topic[]; ofItem: boolean }>>

export type ReadName = keyof typeof READS

/** Whether a read with this input is stale after this change. No items named means: any item. */
export const isStale = (name: ReadName, input: unknown, change: EventPayload<'desk', 'changed'>): boolean => {
  const read = READS[name]
  if (!read.topics.some((topic) => (change.topics as readonly Topic[]).includes(topic))) return false
  if (!read.ofItem || change.items.length === 0) return true
  return change.items.includes((input as { item: Id }).item)
}
