import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Id } from '../../../shared/ids.ts'
import { workingCopies } from './document-bridge.ts'
import type { CopyStanding, WorkingCopy } from './working-copy.ts'

const nothing = (): (() => void) => () => undefined

/**
 * The working copy of an item while the component is there, and how it stands. Null before it was asked for. It is
 * written down and closed when the last component lets go. Typing changes the working copy without drawing this.
 */
export const useWorkingCopy = (item: Id): { copy: WorkingCopy; standing: CopyStanding } | null => {
  const [copy, setCopy] = useState<WorkingCopy | null>(null)
  useEffect(() => {
    setCopy(workingCopies.acquire(item))
    const stop = workingCopies.hearReplaced(item, setCopy)
    return () => {
      stop()
      setCopy(null)
      workingCopies.release(item)
    }
  }, [item])
  const standing = useSyncExternalStore(copy?.subscribe ?? nothing, () => copy?.standing() ?? null)
  return copy && standing ? { copy, standing } : null
}
