import type { ItemDetail } from '../../../shared/domain/view.ts'

/**
 * The number of the version that readers have, counted as the history counts versions; null while nothing is out or
 * it was killed. Pure.
 */
export const liveNumber = ({ state, revisions }: Pick<ItemDetail, 'state' | 'revisions'>): number | null => {
  const { live, killed } = state
  if (!live || killed) return null
  return revisions.find(({ hash }) => hash === live.revision)?.number ?? live.version
}

/** The version that readers have while the item is on its way with another one; null otherwise. Pure. */
export const stillOut = (detail: Pick<ItemDetail, 'row' | 'state' | 'revisions'>): number | null =>
  detail.row.state === 'published' ? null : liveNumber(detail)
