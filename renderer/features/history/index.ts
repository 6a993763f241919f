/** The revisions of an item, and the difference between any two states of copy. */
import '../../lib/late-sentences.ts'

export { DifferenceView } from './difference-view.tsx'
export { HistoryView } from './history-view.tsx'
