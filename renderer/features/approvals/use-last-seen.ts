import { useEffect, useState } from 'react'
import type { Id, RevisionHash } from '../../../shared/ids.ts'
import { lastSeen, type Reader, rememberSeen } from './last-seen.ts'

/** Walking past is not reading: a revision counts as seen after this long, ms. */
const A_LOOK = 1500

/** What the reader had seen of `item` before `revision` came on screen; undefined until that is known. */
export type Seen = { revision: RevisionHash | null }

/**
 * What this person saw last of an item before now. The revision on screen is remembered when it leaves the screen,
 * so that the difference stays in sight for as long as somebody reads it.
 */
export const useLastSeen = (
  { desk, person }: Reader,
  item: Id | null,
  revision: RevisionHash | null,
): Seen | undefined => {
  const [seen, setSeen] = useState<(Seen & { of: string }) | undefined>(undefined)
  const of = `${desk} ${person} ${item} ${revision}`
  useEffect(() => {
    if (item === null || revision === null) return
    const reader = { desk, person }
    setSeen({ of: `${desk} ${person} ${item} ${revision}`, revision: lastSeen(localStorage, reader, item) })
    const since = performance.now()
    return () => {
      if (performance.now() - since >= A_LOOK) rememberSeen(localStorage, reader, item, revision)
    }
  }, [desk, person, item, revision])
  return seen?.of === of ? seen : undefined
}
