import { Lock, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import { clockTime } from '../../../lib/time.ts'
import { SmallCaps, StateMark, useNow, useZone } from '../../../ui/index.ts'
import { offsetName, shortDuration, zoneName } from '../../times/index.ts'
import { useWrongDay } from '../queue-day-words.tsx'
import type { Card } from './lay-out.ts'
import styles from './timetable.module.css'

/** What an item is called where it has no words yet. */
export const useTitle = (): ((row: Pick<QueueSlot, 'words' | 'kind'>) => string) => {
  const { t } = useTranslation('common')
  return ({ words, kind }) => words || t(kind === 'lead' ? 'untitledLead' : 'untitledBrief')
}

const Tag = ({
  children,
  look = 'plain',
}: {
  children: ReactNode
  look?: 'plain' | 'warn' | 'stop'
}): ReactNode => (
  <span className={styles['tag']} data-warn={look === 'warn'} data-stop={look === 'stop'}>
    {look === 'warn' ? <TriangleAlert aria-hidden="true" /> : null}
    {look === 'stop' ? <Lock aria-hidden="true" /> : null}
    {children}
  </span>
)

/** How long an embargo lasts yet; it runs by itself, so that the card beside it need not be drawn again. */
export const Embargo = ({ until }: { until: number }): ReactNode => {
  const { t, i18n } = useTranslation('timetable')
  const zone = useZone()
  const now = useNow()
  if (until <= now) return null
  const left = until - now
  return (
    <Tag look="stop">
      {left < 24 * 3_600_000
        ? t('tag.embargo', { left: shortDuration(Math.ceil(left / 60_000) * 60_000, i18n.language) })
        : t('tag.embargoUntil', { time: clockTime(until, zone) })}
    </Tag>
  )
}

const Late = ({ due }: { due: number }): ReactNode => {
  const { t, i18n } = useTranslation('timetable')
  const now = useNow()
  return <Tag look="warn">{t('tag.late', { late: shortDuration(now - due, i18n.language) })}</Tag>
}

/** A word that names another day by the time that readers get it. */
const WrongDay = ({ id }: { id: string }): ReactNode => {
  const wrong = useWrongDay(id)
  return wrong === null ? null : <Tag look="warn">{wrong}</Tag>
}

/** Whether the clock shows this time twice on its day: a shift is an hour, and half of one on Lord Howe. */
const isDoubled = (at: number, zone: string): boolean =>
  [-60, -30, 30, 60].some((minutes) => clockTime(at + minutes * 60_000, zone) === clockTime(at, zone))

/** What is to be said about the time of a brief, the worst first. There is room for two. */
const Tags = ({ card: { row, near, kind, at } }: { card: Card }): ReactNode => {
  const { t } = useTranslation('queue')
  const { t: tt } = useTranslation('timetable')
  const zone = useZone()
  if (kind === 'out') return null
  const { publishAt, embargoUntil, takeOffAt } = row
  const tags: ReactNode[] = []
  if (kind === 'late') tags.push(<Late key="late" due={at} />)
  if (near)
    tags.push(
      <Tag key="near" look="warn">
        {near.kind === 'same' ? t('row.sameMinute') : tt('tag.closeShort', { count: near.minutes })}
      </Tag>,
    )
  if (embargoUntil) tags.push(<Embargo key="embargo" until={embargoUntil.instant} />)
  if (row.liftAsked)
    tags.push(
      <Tag key="lift" look="warn">
        {tt('tag.liftAsked')}
      </Tag>,
    )
  if (!row.approved || row.held)
    tags.push(
      <Tag key="approved" look={row.state === 'draft' ? 'plain' : 'warn'}>
        {t(row.held ? 'row.heldBySubmission' : 'row.notApproved')}
      </Tag>,
    )
  if (publishAt && publishAt.zone !== zone)
    tags.push(
      <Tag key="zone">
        {t('row.inZone', { time: clockTime(at, publishAt.zone), zone: zoneName(publishAt.zone) })}
      </Tag>,
    )
  // The hour that comes twice: which of the two it is.
  else if (isDoubled(at, zone)) tags.push(<Tag key="twice">{offsetName(at, zone)}</Tag>)
  if (takeOffAt) tags.push(<Tag key="off">{tt('tag.off', { time: clockTime(takeOffAt.instant, zone) })}</Tag>)
  if (row.themselves) tags.push(<Tag key="themselves">{tt('tag.themselves')}</Tag>)
  if (row.changed && row.approved) tags.push(<Tag key="changed">{tt('tag.changed')}</Tag>)
  return (
    <span className={styles['tags']}>
      <WrongDay id={row.id} />
      {tags.slice(0, 2)}
    </span>
  )
}

/** A brief of the timetable: its minute, its state, what it says, and what is to be said about its time. */
export const SlotText = ({ card }: { card: Card }): ReactNode => {
  const title = useTitle()
  const zone = useZone()
  const { row, at } = card
  return (
    <>
      <time className={styles['at']} data-kind={card.kind} dateTime={new Date(at).toISOString()}>
        {clockTime(at, zone)}
      </time>
      <StateMark state={row.state} waiting={row.waiting} wordless />
      <span className={styles['text']} data-kind={row.kind}>
        <SmallCaps dateline={row.dateline} credits={row.credits} /> {title(row)}
      </span>
      <Tags card={card} />
    </>
  )
}
