import type { Id } from '../../../../shared/ids.ts'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'

/** What stands open in the queue: a field for a time, or a question about rows. */
export type Open =
  /** `after`: the first of them and everything that comes after it move along. `missed`: asked about slots that went by. */
  | { type: 'time' | 'embargo' | 'after' | 'missed'; ids: readonly Id[] }
  | { type: 'read' | 'release'; rows: readonly QueueSlot[] }
  | { type: 'lift'; row: QueueSlot }
  | null
