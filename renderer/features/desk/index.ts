/** The frame of the window: rail, list, panes, status line. */
export { Desk } from './desk.tsx'
export { openDeskFile, revealData, saveDeskAs } from './desk-files.ts'
export { startForesight } from './foresee.ts'
export { beginItem } from './new-item.ts'
export { Row } from './row.tsx'
