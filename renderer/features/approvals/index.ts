/** Reading what waits and deciding about it. */
import '../../lib/late-sentences.ts'

export { ApprovalsView } from './approvals-view.tsx'
