import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { WrongDays } from '../../../shared/ipc/rail.ts'
import { leftDays, stillWrong } from '../../lib/left-days.ts'
import { usePlace } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { createStore, useStore } from '../../lib/store.ts'
import type { QueueModel } from './timetable/model.ts'

const DayWordNote = lazy(() =>
  import('../day-words/index.ts').then((part) => ({ default: part.DayWordNote })),
)

/** What the shown day says of days, by item: outside React, so that a row draws for its own words alone. */
const wrong = createStore<ReadonlyMap<string, WrongDays>>(new Map())

/** The word of a brief that will be wrong at its time, or null. */
export const useWrongDay = (item: string): string | null => {
  const { t } = useTranslation('rail')
  const word = useStore(wrong, (all) => all.get(item)?.words[0]?.word ?? null)
  return word === null ? null : t('days.tag', { word })
}

/** Keeps what the rows say of days, and says it whole of the row at the cursor, with what helps. */
export const QueueDayWords = ({ model }: { model: QueueModel }): ReactNode => {
  const section = usePlace((place) => place.section)
  const day = useStore(model.drawing, ({ scale }) => scale.day)
  const cursor = useStore(model.selection, (selection) => selection.cursor)
  const found = useStore(wrong, (all) => (cursor === null ? undefined : all.get(cursor)))
  const { data } = useDeskQuery(
    'queue.day-words',
    { from: day.start, to: day.end, section, items: null },
    { keep: true },
  )
  const left = useStore(leftDays)
  useEffect(() => {
    const told = (data?.found ?? []).flatMap((one) => stillWrong(one, left) ?? [])
    wrong.set(new Map(told.map((one) => [one.item, one])))
  }, [data, left])
  const row = found ? model.row(found.item) : undefined
  if (!found || !row) return null
  return (
    <Suspense fallback={null}>
      <DayWordNote found={found} mend={{ out: row.outAt !== null, approved: row.approved }} />
    </Suspense>
  )
}
