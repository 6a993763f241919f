/** Briefs, one after another, and when they go out. */
export { QueueView } from './queue-view.tsx'
