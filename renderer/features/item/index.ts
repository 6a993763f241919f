/** The open item: the pane it is written in, and its details. */
export { Inspector } from './inspector.tsx'
export { ItemPane } from './item-pane.tsx'
