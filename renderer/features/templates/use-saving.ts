import { useState } from 'react'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { tell } from '../../lib/strip.ts'

/** Saves a form: what went wrong stays beside it, what went well is said and closes it. */
export const useSaving = (
  done: () => void,
): {
  fault: Fault | null
  save: (asked: () => Promise<unknown>, said: string) => void
} => {
  const [fault, setFault] = useState<Fault | null>(null)
  const save = (asked: () => Promise<unknown>, said: string): void => {
    setFault(null)
    asked().then(
      () => {
        tell(said)
        done()
      },
      (thrown: unknown) => setFault(faultOf(thrown)),
    )
  }
  return { fault, save }
}
