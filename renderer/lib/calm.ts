import { useEffect, useState } from 'react'

/** How long a busy window waits before it does what can wait all the same, ms. */
const LONGEST = 2000

let wasCalm = false

/**
 * Whether the window has had a quiet moment since it began: what nobody writes with is read after that, so that a start
 * does not wait for it.
 */
export const useCalm = (): boolean => {
  const [calm, setCalm] = useState(wasCalm)
  useEffect(() => {
    if (calm) return
    const waiting = requestIdleCallback(
      () => {
        wasCalm = true
        setCalm(true)
      },
      { timeout: LONGEST },
    )
    return () => cancelIdleCallback(waiting)
  }, [calm])
  return calm
}
