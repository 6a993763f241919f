import { useMemo, useState } from 'react'
import type { Copy } from '../../../shared/domain/copy.ts'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Id, RevisionHash } from '../../../shared/ids.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { type Comparison, comparisons } from './compare-with.ts'
import { useLastSeen } from './use-last-seen.ts'

/** Everything that a person needs to judge a submitted revision. Undefined parts are still on their way. */
export type Reading = {
  detail: ItemDetail | undefined
  /** The revision on screen: what waits, and what an approval names. */
  revision: RevisionHash | null
  number: number | null
  copy: Copy | undefined
  /** What it can be compared with, and what it is compared with now. */
  options: Comparison[]
  comparison: Comparison | null
  before: Copy | undefined
  compareWith: (revision: RevisionHash) => void
  /** This person has had exactly this revision on screen before. */
  seenAlready: boolean
  fault: Fault | null
}

const NOTHING = '0'.repeat(64)

/** Reads the submitted revision of an item, and what it is best compared with. */
export const useReading = (item: Id): Reading => {
  const { session, person } = useSession()
  const detail = useDeskQuery('items.get', { item })
  const revision = detail.data?.state.submitted ?? null
  const text = useDeskQuery(
    'items.revision',
    { item, revision: revision ?? NOTHING },
    { enabled: revision !== null },
  )
  const seen = useLastSeen({ desk: session.desk.id, person: person.id }, item, revision)

  const data = detail.data
  const options = useMemo(
    () => (data && revision !== null && seen ? comparisons(data, revision, seen.revision) : []),
    [data, revision, seen],
  )
  const [wish, setWish] = useState<RevisionHash | null>(null)
  const comparison = options.find((option) => option.revision === wish) ?? options[0] ?? null
  const before = useDeskQuery(
    'items.revision',
    { item, revision: comparison?.revision ?? NOTHING },
    { enabled: comparison !== null },
  )
  return {
    detail: data,
    revision,
    number: text.data?.number ?? null,
    copy: text.data?.copy,
    options,
    comparison,
    before: comparison ? before.data?.copy : undefined,
    compareWith: setWish,
    seenAlready: seen?.revision !== undefined && seen.revision !== null && seen.revision === revision,
    fault: detail.error?.fault ?? text.error?.fault ?? before.error?.fault ?? null,
  }
}
