/** What is out and on its way out, and taking copy out by hand. */
import '../../lib/late-sentences.ts'

export { DeliveriesView } from './deliveries-view.tsx'
export { OutView } from './out-view.tsx'
