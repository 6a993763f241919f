/** Files that come in, and where items came from. */
import '../../lib/late-sentences.ts'

export { ImportDialog } from './import-dialog.tsx'
export { ItemSource } from './item-source.tsx'
