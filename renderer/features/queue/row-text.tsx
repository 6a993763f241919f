import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { clockTime } from '../../lib/time.ts'
import { Age, SmallCaps, StateMark, shownState, useNow, useZone } from '../../ui/index.ts'
import { zoneName } from '../times/index.ts'
import type { Slot } from './by-time.ts'
import styles from './row-text.module.css'

/** What an item is called where it has no words yet. */
export const useTitle = (): ((row: ItemRow) => string) => {
  const { t } = useTranslation('common')
  return (row) => row.headline || t(row.kind === 'lead' ? 'untitledLead' : 'untitledBrief')
}

const Tag = ({ children, warn = false }: { children: ReactNode; warn?: boolean }): ReactNode => (
  <span className={styles['tag']} data-warn={warn}>
    {warn ? <TriangleAlert aria-hidden="true" /> : null}
    {children}
  </span>
)

/** A row of the timetable: its minute, its state, what it says, and what is to be said about its time. */
export const SlotText = ({ slot: { row, at, sameMinute } }: { slot: Slot }): ReactNode => {
  const { t } = useTranslation('queue')
  const title = useTitle()
  const zone = useZone()
  const now = useNow()
  const { publishAt, embargoUntil } = row
  const held = embargoUntil !== null && publishAt !== null && embargoUntil.instant > publishAt.instant
  return (
    <>
      <time className={styles['time']} dateTime={new Date(at).toISOString()}>
        {clockTime(at, zone)}
      </time>
      <StateMark state={shownState(row)} waiting={row.waiting} wordless />
      <span className={styles['text']} data-kind={row.kind}>
        <SmallCaps dateline={row.dateline} credits={row.credits} /> {title(row)}
      </span>
      <span className={styles['tags']}>
        {publishAt && publishAt.zone !== zone ? (
          <Tag>
            {t('row.inZone', {
              time: clockTime(publishAt.instant, publishAt.zone),
              zone: zoneName(publishAt.zone),
            })}
          </Tag>
        ) : null}
        {held ? <Tag>{t('row.heldByEmbargo', { time: clockTime(embargoUntil.instant, zone) })}</Tag> : null}
        {!held && embargoUntil && embargoUntil.instant > now ? (
          <Tag>{t('row.heldByEmbargo', { time: clockTime(embargoUntil.instant, zone) })}</Tag>
        ) : null}
        {sameMinute ? <Tag warn>{t('row.sameMinute')}</Tag> : null}
        {row.state === 'scheduled' ? null : (
          <Tag warn>{t(row.held ? 'row.heldBySubmission' : 'row.notApproved')}</Tag>
        )}
      </span>
    </>
  )
}

/** A row that has no time yet: the whole of its first words, because that is all there is to go by. */
export const WaitText = ({ row }: { row: ItemRow }): ReactNode => {
  const title = useTitle()
  return (
    <>
      <SmallCaps dateline={row.dateline} credits={row.credits} />
      <span className={styles['passage']} data-kind={row.kind}>
        {title(row)}
      </span>
      <span className={styles['meta']}>
        <StateMark state={shownState(row)} waiting={row.waiting} />
        <span className={styles['who']}>{row.authors[0]?.split(' ')[0]}</span>
        <Age at={row.touchedAt} />
      </span>
    </>
  )
}
