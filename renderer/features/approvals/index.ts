/** Reading what waits and deciding about it. */
export { ApprovalsView } from './approvals-view.tsx'
