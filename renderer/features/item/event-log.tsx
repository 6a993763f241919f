import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemEventType } from '../../../shared/domain/event.ts'
import type { HistoryLine, ItemDetail } from '../../../shared/domain/view.ts'
import { HUB_AUTHOR } from '../../../shared/ids.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { useSession } from '../../lib/session.tsx'
import { clockTime, dayOf, fullTime, locale, shortDate } from '../../lib/time.ts'
import { LinkButton, type ShownState, StateMark, useNow, useZone } from '../../ui/index.ts'
import styles from './inspector.module.css'
import { showMode } from './pane-mode.ts'
import { Part } from './part.tsx'

/** The shape beside an event: the state that it brought about. */
const SHAPE: Record<ItemEventType, ShownState> = {
  created: 'draft',
  submitted: 'submitted',
  withdrawn: 'draft',
  approved: 'approved',
  returned: 'returned',
  scheduled: 'scheduled',
  unscheduled: 'approved',
  embargoed: 'scheduled',
  shown: 'scheduled',
  'lift-asked': 'scheduled',
  'lift-dropped': 'scheduled',
  lifted: 'scheduled',
  'taken-off-at': 'unpublished',
  released: 'published',
  killed: 'killed',
  'kill-asked': 'killed',
  'kill-dropped': 'published',
  unpublished: 'unpublished',
  spiked: 'spiked',
  unspiked: 'draft',
  deleted: 'deleted',
  undeleted: 'draft',
  erased: 'erased',
  'collision-settled': 'draft',
}

/** What somebody wrote about it stands behind it. */
const NOTED: readonly ItemEventType[] = [
  'submitted',
  'returned',
  'approved',
  'killed',
  'kill-asked',
  'unpublished',
  'lift-asked',
  'lifted',
]

/** `2026-11-22T15:19 Europe/Amsterdam` as people write it; the zone only where it is not the desk's. Pure. */
export const wallInWords = (text: string, deskZone: string, language: string): string => {
  const [, day, time, zone] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?: (\S+))?$/u.exec(text) ?? []
  if (day === undefined || time === undefined) return text
  // A wall time has no zone of its own: printed as if it were UTC, nothing shifts it.
  const date = new Intl.DateTimeFormat(locale(language), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T12:00:00Z`))
  return `${date} ${time}${zone === undefined || zone === deskZone ? '' : ` (${zone})`}`
}

/** As many as are looked at without being asked for. */
const FEW = 6

/** What was decided about the item, newest first, and by whom. */
export const EventLog = ({ detail }: { detail: ItemDetail }): ReactNode => {
  const { t } = useTranslation('item')
  const [all, setAll] = useState(false)
  const { history, chain, row } = detail
  const newest = [...history].sort((a, b) => b.at - a.at)
  const shown = all ? newest : newest.slice(0, FEW)
  return (
    <Part
      title={t('inspector.history')}
      beside={
        <span className={styles['beside']}>
          <LinkButton onClick={() => showMode(row.id, 'history')}>{t('inspector.allVersions')}</LinkButton>
        </span>
      }
    >
      {chain === 'broken' ? (
        <p role="alert" className={styles['broken']}>
          {t('inspector.broken')}
        </p>
      ) : null}
      <div className={styles['log']}>
        {shown.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </div>
      {newest.length > shown.length ? (
        <LinkButton onClick={() => setAll(true)}>{t('inspector.earlier')}</LinkButton>
      ) : null}
    </Part>
  )
}

const Line = ({ line }: { line: HistoryLine }): ReactNode => {
  const { t, i18n } = useTranslation('item')
  const { language } = useSession()
  const zone = useZone()
  const now = useNow()
  const { type, at, by, byName, text, number, status, fault } = line
  const name = by === HUB_AUTHOR ? t('inspector.hub') : byName
  const time =
    dayOf(at, zone) === dayOf(now, zone) ? clockTime(at, zone) : shortDate(at, now, zone, i18n.language)
  const noted = NOTED.includes(type)
  return (
    <Fragment>
      <time dateTime={new Date(at).toISOString()} title={fullTime(at, zone, i18n.language)}>
        {time}
      </time>
      <StateMark state={SHAPE[type]} wordless />
      <p data-status={status}>
        {t(`event.${type}`, { name, text: wallInWords(text, zone, i18n.language), number: number ?? '' })}
        {noted && text !== '' ? `: "${text}"` : null}
        {status === 'waiting' ? <span className={styles['quiet']}> ({t('inspector.waiting')})</span> : null}
        {status === 'refused' && fault ? (
          <span className={styles['refused']}>
            {' '}
            ({t('inspector.refusedLine', { what: faultSentences(fault, language).what })})
          </span>
        ) : null}
      </p>
    </Fragment>
  )
}
