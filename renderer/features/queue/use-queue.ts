import { useMemo } from 'react'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { Fault } from '../../../shared/errors.ts'
import { usePlace } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useNow } from '../../ui/index.ts'
import { type QueueGroups, queueGroups } from './by-time.ts'

/** What the queue shows: the groups by time, and every row by its id. */
export type Queue = QueueGroups & {
  rowOf: ReadonlyMap<string, ItemRow>
  ready: boolean
  fault: Fault | null
}

/** Reads the queue of the section that the window shows, sorted anew as the clock runs. */
export const useQueue = (): Queue => {
  const section = usePlace((place) => place.section)
  const now = useNow()
  const waiting = useDeskQuery(
    'items.list',
    { list: 'queue', section, kind: null, states: [], offset: 0, limit: 500 },
    { keep: true },
  )
  const rows = waiting.data?.rows
  return useMemo(
    () => ({
      ...queueGroups(rows ?? [], now),
      rowOf: new Map((rows ?? []).map((row) => [row.id, row])),
      ready: rows !== undefined,
      fault: waiting.error?.fault ?? null,
    }),
    [rows, now, waiting.error],
  )
}
