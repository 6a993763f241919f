import type { QueueSlot } from '../../../../../shared/ipc/queue.ts'

/** A brief in draft with nothing decided, and what the test says about it. `at` gives it a publish time, ms UTC. */
export const slot = (id: string, at: number | null = null, says: Partial<QueueSlot> = {}): QueueSlot => ({
  id,
  kind: 'brief',
  section: 'section',
  words: `Kortje ${id}`,
  dateline: [],
  credits: [],
  state: 'draft',
  publishAt: at === null ? null : { instant: at, zone: 'UTC', wall: new Date(at).toISOString().slice(0, 16) },
  embargoUntil: null,
  takeOffAt: null,
  shownAt: null,
  outAt: null,
  lastOutAt: null,
  dueAt: at,
  approved: false,
  themselves: false,
  changed: false,
  held: false,
  waiting: false,
  missed: null,
  liftAsked: false,
  who: [],
  length: 0,
  ...says,
})
