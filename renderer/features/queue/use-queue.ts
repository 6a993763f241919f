import { useMemo } from 'react'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { Fault } from '../../../shared/errors.ts'
import { usePlace } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useNow } from '../../ui/index.ts'
import { type QueueGroups, queueGroups } from './by-time.ts'

/** What the queue shows: the groups by time, what readers have, and every row by its id. */
export type Queue = QueueGroups & {
  out: readonly ItemRow[]
  rowOf: ReadonlyMap<string, ItemRow>
  ready: boolean
  fault: Fault | null
}

const OUT_SHOWN = 50

/** Reads the queue of the section that the window shows, sorted anew as the clock runs. */
export const useQueue = (): Queue => {
  const section = usePlace((place) => place.section)
  const now = useNow()
  const waiting = useDeskQuery(
    'items.list',
    { list: 'queue', section, kind: null, states: [], offset: 0, limit: 500 },
    { keep: true },
  )
  const out = useDeskQuery(
    'items.list',
    { list: 'out', section, kind: 'brief', states: ['published'], offset: 0, limit: OUT_SHOWN },
    { keep: true },
  )
  const rows = waiting.data?.rows
  return useMemo(
    () => ({
      ...queueGroups(rows ?? [], now),
      out: [...(out.data?.rows ?? [])].sort((a, b) => (b.shownAt ?? 0) - (a.shownAt ?? 0)),
      rowOf: new Map((rows ?? []).map((row) => [row.id, row])),
      ready: rows !== undefined,
      fault: waiting.error?.fault ?? out.error?.fault ?? null,
    }),
    [rows, out.data, now, waiting.error, out.error],
  )
}
