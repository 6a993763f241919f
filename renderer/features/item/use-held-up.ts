import { useMemo } from 'react'
import type { Copy } from '../../../shared/domain/copy.ts'
import type { ItemState } from '../../../shared/domain/workflow.ts'
import { type HeldUp, heldUp } from '../../../shared/formats/desk-door.ts'
import { useOverview } from '../../lib/session.tsx'

const NONE: readonly HeldUp[] = []

/**
 * What would keep copy in if it were released as it stands, or at its time: by the same rules that the hub holds it to.
 * Nothing for a page that is still empty: a new item begins without a reproach.
 */
export const useHeldUp = (copy: Copy, state: ItemState): readonly HeldUp[] => {
  const overview = useOverview()
  return useMemo(() => {
    if (!overview || state.killed || (copy.headline === '' && copy.body.length === 0)) return NONE
    const embargoUntil = state.embargoUntil?.instant ?? null
    const publishAt = state.publishAt?.instant ?? embargoUntil ?? 0
    return heldUp({ copy, live: null, publishAt, embargoUntil }, overview)
  }, [copy, overview, state])
}
