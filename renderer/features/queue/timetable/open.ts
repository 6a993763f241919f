import type { Id } from '../../../../shared/ids.ts'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import type { ChosenTime } from '../../times/index.ts'

/** What stands open in the queue: a field for a time, or a question about rows. */
export type Open =
  /** `after`: the first of them and everything that comes after it move along. `missed`: asked about slots that went by. */
  | { type: 'time' | 'embargo' | 'after' | 'missed'; ids: readonly Id[] }
  | { type: 'read' | 'release'; rows: readonly QueueSlot[] }
  /** `until`: the earlier end that was typed; null is at once. */
  | { type: 'lift'; row: QueueSlot; until: ChosenTime | null }
  | null
