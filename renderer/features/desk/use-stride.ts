import { useEffect, useRef } from 'react'
import type { Id } from '../../../shared/ids.ts'

/** Walking through faster than this, ms, waits for a stop before an item is opened. */
const STRIDE = 130

/**
 * Walking through rows with a held or hurried key: an item is opened at once when somebody stops at every one, and only
 * the last one when they rush. `come` says which row was come to; `settle` ends the hurry and answers the row that had
 * yet to open, or null. Nothing opens any more when the list is gone.
 */
export const useStride = (openItem: (item: Id) => void): { come(to: Id): void; settle(): Id | null } => {
  const stride = useRef<{ at: number; timer: ReturnType<typeof setTimeout> | undefined; to: Id | null }>({
    at: 0,
    timer: undefined,
    to: null,
  })
  const settle = (): Id | null => {
    const { timer, to } = stride.current
    clearTimeout(timer)
    stride.current.to = null
    return to
  }
  const come = (to: Id): void => {
    settle()
    const now = performance.now()
    const hurried = now - stride.current.at < STRIDE
    stride.current.at = now
    if (!hurried) {
      openItem(to)
      return
    }
    stride.current.to = to
    stride.current.timer = setTimeout(() => {
      settle()
      openItem(to)
    }, STRIDE)
  }
  useEffect(() => {
    const { current } = stride
    return () => clearTimeout(current.timer)
  }, [])
  return { come, settle }
}
