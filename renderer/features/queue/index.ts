/** Briefs, one after another, and when they go out. */
import '../../lib/late-sentences.ts'

export { QueueView } from './queue-view.tsx'
