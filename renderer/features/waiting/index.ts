/** The way to the hub: what the status line says of it, what waits, and what Kopij asks when it stopped. */
export { panel, toggleTray } from './panels.ts'
export { RepairedNotice } from './repaired-notice.tsx'
export { WayMarks } from './way-marks.tsx'
export { WayPanels } from './way-panels.tsx'
export { WayToHub } from './way-to-hub.tsx'
