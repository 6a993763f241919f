/** What is out and on its way out, what a target would get, and taking copy out by hand. */
import '../../lib/late-sentences.ts'

export { DeliveriesView } from './deliveries-view.tsx'
export { ItemDeliveries } from './item-deliveries.tsx'
export { OutView } from './out-view.tsx'
export { WhatIsSent } from './what-is-sent.tsx'
