import type { Schedule } from '../../../../shared/domain/schedule.ts'
import type { ItemRow } from '../../../../shared/domain/view.ts'

/** A schedule at an instant (ms UTC); zone and wall time are those of UTC. */
export const at = (instant: number): Schedule => ({
  instant,
  zone: 'UTC',
  wall: new Date(instant).toISOString().slice(0, 16),
})

/** A brief in draft with nothing decided, and what the test says about it. */
export const row = (id: string, says: Partial<ItemRow> = {}): ItemRow => ({
  id,
  kind: 'brief',
  section: 'section',
  headline: `Kortje ${id}`,
  dateline: [],
  credits: [],
  state: 'draft',
  returned: false,
  waiting: false,
  changed: false,
  collided: false,
  fresh: false,
  authors: [],
  touchedAt: 0,
  publishAt: null,
  embargoUntil: null,
  shownAt: null,
  version: 0,
  held: false,
  goneAt: null,
  words: 0,
  ...says,
})
