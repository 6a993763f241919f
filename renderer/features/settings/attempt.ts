import { useState } from 'react'
import { type Fault, faultOf } from '../../../shared/errors.ts'

/** Runs a change and keeps what went wrong with it, for the place where it was made. */
export const useAttempt = (): {
  attempt: (work: () => Promise<void>) => Promise<boolean>
  busy: boolean
  fault: Fault | null
  clear: () => void
} => {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true)
    setFault(null)
    try {
      await work()
      return true
    } catch (thrown) {
      setFault(faultOf(thrown))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { attempt, busy, fault, clear: () => setFault(null) }
}
