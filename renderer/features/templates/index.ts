/** What is made after an example: briefs out of leads, templates, slots that return. */
import '../../lib/late-sentences.ts'

export { MakingDialog } from './making-dialog.tsx'
