import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../../ui/index.ts'
import type { ChosenTime } from '../../times/index.ts'
import { TimeField } from '../../times/index.ts'
import type { Queue } from '../use-queue.ts'
import type { Open } from './open.ts'
import type { Planning } from './planning.ts'

/** The field in which a time is typed, for whatever it was opened for. */
export const TimeAsk = ({
  queue: { model, acts },
  planning,
  open,
  setOpen,
}: {
  queue: Queue
  planning: Planning
  open: Extract<Open, { ids: readonly string[] }>
  setOpen: (open: Open) => void
}): ReactNode => {
  const { t } = useTranslation('timetable')
  const now = useNow()
  const { type, ids } = open
  const rows = ids.flatMap((id) => model.row(id) ?? [])
  const times = rows.map((row) => (type === 'embargo' ? row.embargoUntil : row.publishAt))
  const zones = new Set(times.map((time) => time?.zone))
  /** What is typed with a sign counts from where the first of them stands, once that is still to come. */
  const standing = rows.flatMap((row) => (planning.timed(row) ? (model.timeOf(row) ?? []) : []))
  const first = Math.min(...standing)
  const ahead = (type === 'time' || type === 'after') && standing.length === rows.length && first > now
  const close = (): void => setOpen(null)

  const set = (time: ChosenTime): void => {
    close()
    if (type !== 'embargo') {
      planning.time(ids, time, type === 'after')
      return
    }
    // One that ends earlier than was promised is lifted, by two.
    const [row] = rows
    const shorter = rows.some(
      ({ embargoUntil }) => embargoUntil !== null && time.instant < embargoUntil.instant,
    )
    if (shorter && rows.length === 1 && row) setOpen({ type: 'lift', row, until: time })
    else acts.embargo(rows, time)
  }
  const clear = (): void => {
    close()
    const [row] = rows
    if (type === 'embargo') {
      if (rows.length === 1 && row) setOpen({ type: 'lift', row, until: null })
    } else planning.clear(ids)
  }
  const clearable = type === 'embargo' ? rows.length === 1 && times[0] != null : rows.some(planning.timed)
  return (
    <TimeField
      key={`${type} ${ids[0]}`}
      kind={type === 'embargo' ? 'embargo' : 'publish'}
      {...(type === 'after' ? { label: t('after') } : {})}
      from={ahead ? first : undefined}
      zone={zones.size === 1 ? [...zones][0] : undefined}
      set={set}
      clear={clearable && type !== 'after' ? clear : null}
      cancel={close}
    />
  )
}
