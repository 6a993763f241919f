import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Id } from '../../../shared/ids.ts'
import { workingCopies } from './document-bridge.ts'
import type { CopyStatus, WorkingCopy } from './working-copy.ts'

const nothing = (): (() => void) => () => undefined

/**
 * The working copy of an item while the component is there, and how it stands. Null before it was asked for. It is
 * written down and closed when the last component lets go. `part` picks what of the status is worth drawing for: the
 * status changes with every batch, and typing must not draw.
 */
export const useWorkingCopy = <P>(
  item: Id,
  part: (status: CopyStatus) => P,
): { copy: WorkingCopy; status: P } | null => {
  const [copy, setCopy] = useState<WorkingCopy | null>(null)
  useEffect(() => {
    setCopy(workingCopies.acquire(item))
    return () => {
      setCopy(null)
      workingCopies.release(item)
    }
  }, [item])
  const status = useSyncExternalStore(copy?.subscribe ?? nothing, () => (copy ? part(copy.status()) : null))
  return copy && status !== null ? { copy, status } : null
}
