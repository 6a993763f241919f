import type { ReactNode } from 'react'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { leftDays, stillWrong } from '../../lib/left-days.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { useStore } from '../../lib/store.ts'
import { DayWordNote } from './note.tsx'

/** What an open item says of days that will not be so when it appears. Nothing while it has no time. */
export const ItemDayWords = ({ row, approved }: { row: ItemRow; approved: boolean }): ReactNode => {
  const at = row.publishAt?.instant ?? 0
  const { data } = useDeskQuery(
    'queue.day-words',
    { from: at, to: at + 1, section: null, items: [row.id] },
    { enabled: row.publishAt !== null },
  )
  const left = useStore(leftDays)
  const [told] = row.publishAt === null ? [] : (data?.found ?? [])
  const found = told && stillWrong(told, left)
  return found ? <DayWordNote found={found} mend={{ out: row.version > 0, approved }} /> : null
}
