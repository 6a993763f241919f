/** Writing an item: its working copy, its galley, and what may be known of both from outside. */

export { flushWorkingCopy } from './document-bridge.ts'
export { useRestedCopy } from './facts.ts'
export { setField, useField } from './fields.ts'
export { leaveFinding, useFindings } from './findings.ts'
export { GalleyView } from './galley-view.tsx'
export { focusGalley, goToFinding } from './galleys.ts'
export type { NumberedFinding } from './number-findings.ts'
export { PasteCard } from './paste-card.tsx'
export { undoKey } from './undo-key.ts'
export { useWorkingCopy } from './use-working-copy.ts'
export type { WorkingCopy } from './working-copy.ts'
