/** Taking decisions about items, and saying what became of them: shared by the lists that decide. */
export { type Decided, decide, tellDecided, together } from './decide.ts'
export { ReleaseDialog } from './release-dialog.tsx'
export {
  chooseTo,
  moveCursor,
  NOTHING_CHOSEN,
  pointAt,
  type Selection,
  subjects,
  toggleChosen,
} from './selection.ts'
