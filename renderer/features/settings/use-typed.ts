import { useState } from 'react'

/**
 * What stands in a field whose value is kept elsewhere and may be changed there: it follows, unless somebody is typing
 * something else here.
 */
export const useTyped = (kept: string): [typed: string, setTyped: (next: string) => void] => {
  const [typed, setTyped] = useState(kept)
  const [known, setKnown] = useState(kept)
  if (kept !== known) {
    setKnown(kept)
    if (typed === known) setTyped(kept)
  }
  return [typed, setTyped]
}
