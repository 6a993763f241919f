import { useState } from 'react'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'

/** Tries the way to the hub now. `fault` says why it did not work, until the next try. */
export const useTrying = (): { trying: boolean; fault: Fault | null; tryNow: () => void } => {
  const [trying, setTrying] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const tryNow = (): void => {
    setTrying(true)
    setFault(null)
    call('desk', 'sync.now', {})
      .catch((thrown: unknown) => setFault(faultOf(thrown)))
      .finally(() => setTrying(false))
  }
  return { trying, fault, tryNow }
}
