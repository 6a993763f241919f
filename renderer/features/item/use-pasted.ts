import { useEffect, useRef, useState } from 'react'
import type { PastePage } from '../../../shared/paste/page-types.ts'
import type { WorkingCopy } from '../editor/index.ts'

type Pasted = { page: PastePage; stands: boolean }

/** The page that was pasted into the open item, and whether its structure stands or was taken back by an undo. */
export const usePasted = (
  copy: WorkingCopy,
): {
  pasted: Pasted | null
  /** To be called at once, while structuring the page is the last step. */
  showPasted: (page: PastePage) => void
  closePasted: () => void
} => {
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const stop = useRef<(() => void) | null>(null)
  const closePasted = (): void => {
    stop.current?.()
    stop.current = null
    setPasted(null)
  }
  const showPasted = (page: PastePage): void => {
    stop.current?.()
    stop.current = copy.steps.followLast((stands) => setPasted({ page, stands }))
    setPasted({ page, stands: true })
  }
  useEffect(() => () => stop.current?.(), [])
  return { pasted, showPasted, closePasted }
}
