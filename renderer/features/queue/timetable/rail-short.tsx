import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeskQuery } from '../../../lib/queries.ts'
import { useStore } from '../../../lib/store.ts'
import { clockTime } from '../../../lib/time.ts'
import { useNow, useZone } from '../../../ui/index.ts'
import type { QueueModel } from './model.ts'
import { type RailStep, railShort } from './rules.ts'
import styles from './timetable.module.css'

/** What comes onto a section's rail on this day and goes off it, moves that are under way included. */
const stepsOf = (model: QueueModel, section: string): RailStep[] =>
  model.drawing.get().standing.flatMap(({ row, at }): RailStep[] => {
    if (row.section !== section || row.kind !== 'brief') return []
    const comes: RailStep[] = at > model.now() && row.approved && row.outAt === null ? [{ at, by: 1 }] : []
    return row.takeOffAt ? [...comes, { at: row.takeOffAt.instant, by: -1 }] : comes
  })

/** Says that a rail will hold fewer briefs than the desk wants, and from when; it follows what is being moved. */
export const RailShort = ({
  model,
  section,
  keep,
}: {
  model: QueueModel
  section: string
  keep: number
}): ReactNode => {
  const { t } = useTranslation('timetable')
  const zone = useZone()
  const now = useNow()
  const { data } = useDeskQuery('rail.at', { section, at: null, lead: null }, { keep: true })
  const on = data?.page.briefs.length ?? null
  const found = useStore(model.drawing, () => {
    const short = on === null ? null : railShort(stepsOf(model, section), { on, keep, now })
    return short ? `${short.at} ${short.count}` : ''
  })
  if (found === '') return null
  const [at = now, count = 0] = found.split(' ').map(Number)
  return (
    <p className={styles['short']} role="status">
      <TriangleAlert aria-hidden="true" />
      {t('short', { count, time: clockTime(at, zone), rule: keep })}
    </p>
  )
}
