import type { HistoryLine } from '../../../shared/domain/view.ts'

/** A decision that the hub refused, unless something was decided and accepted after it. Pure. */
export const openRefusal = (history: readonly HistoryLine[]): HistoryLine | null => {
  const newest = [...history].sort((a, b) => b.at - a.at)
  const line = newest.find(({ status }) => status !== 'waiting')
  return line?.status === 'refused' ? line : null
}
