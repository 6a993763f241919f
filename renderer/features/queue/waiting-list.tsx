import type { PointerEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'
import { useStore } from '../../lib/store.ts'
import { SmallCaps, StateMark } from '../../ui/index.ts'
import { QueueGrid } from './queue-grid.tsx'
import styles from './row-text.module.css'
import type { QueueModel } from './timetable/model.ts'
import { Embargo, useTitle } from './timetable/slot-text.tsx'

/** A row that has no time yet: the whole of its first words, because that is all there is to go by. */
const WaitText = ({ row }: { row: QueueSlot }): ReactNode => {
  const { t } = useTranslation('timetable')
  const title = useTitle()
  return (
    <>
      <SmallCaps dateline={row.dateline} credits={row.credits} />
      <span className={styles['passage']} data-kind={row.kind}>
        {title(row)}
      </span>
      <span className={styles['meta']}>
        <StateMark state={row.state} waiting={row.waiting} />
        {row.embargoUntil ? <Embargo until={row.embargoUntil.instant} /> : null}
        <span className={styles['who']}>{row.who[0]?.split(' ')[0]}</span>
        <span className={styles['length']}>{t('words', { count: row.length })}</span>
      </span>
    </>
  )
}

/** Briefs that have no time: beside the day, from where they are dragged or sent to a minute. */
export const WaitingList = ({
  model,
  open,
  below,
  grab,
}: {
  model: QueueModel
  open: (id: string) => void
  /** The field that stands open under a row. */
  below: { id: string; field: ReactNode } | null
  grab: (id: string, event: PointerEvent<HTMLElement>) => void
}): ReactNode => {
  const { t } = useTranslation('queue')
  const { t: tt } = useTranslation('timetable')
  const loose = useStore(model.beside, (beside) => beside.loose)
  const more = useStore(model.beside, (beside) => beside.more)
  const ready = useStore(model.beside, (beside) => beside.ready)
  const selection = useStore(model.selection)
  if (!ready) return null
  return (
    <>
      {loose.length > 0 ? (
        <QueueGrid
          label={t('unscheduled.title')}
          look="passages"
          groups={[
            {
              key: 'loose',
              heading: null,
              rows: loose.map((row) => ({
                id: row.id,
                content: <WaitText row={row} />,
                below: below?.id === row.id ? below.field : null,
              })),
            },
          ]}
          selection={selection}
          select={model.selection.set}
          open={open}
          grab={grab}
        />
      ) : null}
      {more > 0 ? <p className={styles['hint']}>{tt('more', { count: more })}</p> : null}
      <p className={styles['hint']}>{loose.length > 0 ? tt('hint') : t('unscheduled.empty')}</p>
    </>
  )
}
