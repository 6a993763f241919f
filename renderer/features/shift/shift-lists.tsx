import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { wallTimeAt } from '../../../shared/domain/wall-time.ts'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { go } from '../../lib/navigation.tsx'
import { useSession } from '../../lib/session.tsx'
import { clockTime } from '../../lib/time.ts'
import { LinkButton, SmallCaps, StateMark, useZone } from '../../ui/index.ts'
import { durationInWords, zoneName } from '../times/index.ts'
import type { NamedDelivery } from './handover.ts'
import styles from './shift.module.css'

/** One part of the page. An empty one says so, because that is news as well. */
export const ShiftPart = ({
  title,
  count,
  none,
  children,
}: {
  title: string
  count: number
  none: string
  children: ReactNode
}): ReactNode => (
  <section className={styles['part']} aria-label={title}>
    <h2>
      {title} <span className={styles['count']}>{count}</span>
    </h2>
    {count === 0 ? <p className={styles['none']}>{none}</p> : children}
  </section>
)

/** `07:00`, with the day in front where it is not the one of the page. */
const useWhen = (now: number): ((at: number) => string) => {
  const zone = useZone()
  const { t } = useTranslation('shift')
  const day = (at: number): string => wallTimeAt(at, zone).slice(0, 10)
  return (at) =>
    day(at) === day(now)
      ? clockTime(at, zone)
      : t('otherDay', {
          time: clockTime(at, zone),
          day: day(at).slice(5).split('-').reverse().map(Number).join('/'),
        })
}

const SlotLine = ({ slot, now, late }: { slot: QueueSlot; now: number; late: boolean }): ReactNode => {
  const { t, i18n } = useTranslation('shift')
  const { t: common } = useTranslation('common')
  const zone = useZone()
  const when = useWhen(now)
  const { dueAt, embargoUntil, publishAt, takeOffAt } = slot
  const notes = [
    late && dueAt !== null ? t('late', { late: durationInWords(now - dueAt, i18n.language) }) : '',
    slot.missed === null ? '' : t(`why.${slot.missed}`),
    slot.held && slot.missed === null ? t('why.held') : '',
    slot.liftAsked ? t('liftAsked') : '',
    embargoUntil && embargoUntil.instant > now ? t('embargo', { time: when(embargoUntil.instant) }) : '',
    takeOffAt ? t('takeOff', { time: when(takeOffAt.instant) }) : '',
    publishAt && publishAt.zone !== zone
      ? t('inZone', { time: publishAt.wall.slice(11), zone: zoneName(publishAt.zone) })
      : '',
    slot.changed && slot.approved ? t('changed') : '',
  ].filter((note) => note !== '')
  return (
    <tr>
      <td className={styles['time']}>{dueAt === null ? t('noTime') : when(dueAt)}</td>
      <td className={styles['words']}>
        <SmallCaps dateline={slot.dateline} credits={slot.credits} />{' '}
        <LinkButton onClick={() => go({ view: 'desk', item: slot.id })}>
          {slot.words || common(slot.kind === 'lead' ? 'untitledLead' : 'untitledBrief')}
        </LinkButton>
        {notes.length > 0 ? <span className={styles['notes']}>{notes.join(' · ')}</span> : null}
      </td>
      <td className={styles['state']}>
        <StateMark state={slot.state} waiting={slot.waiting} />
      </td>
      <td className={styles['who']}>{slot.who[0] ?? ''}</td>
    </tr>
  )
}

/** Briefs as lines of a table: when, what, how they stand, who. */
export const SlotTable = ({
  label,
  slots,
  now,
  late = false,
}: {
  label: string
  slots: readonly QueueSlot[]
  now: number
  late?: boolean
}): ReactNode => {
  const { t } = useTranslation('shift')
  return (
    <table className={styles['table']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('column.time')}</th>
          <th scope="col">{t('column.words')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.who')}</th>
        </tr>
      </thead>
      <tbody>
        {slots.map((slot) => (
          <SlotLine key={slot.id} slot={slot} now={now} late={late} />
        ))}
      </tbody>
    </table>
  )
}

/** Deliveries as lines: where to, what, and what happened there. */
export const DeliveryTable = ({
  label,
  deliveries,
}: {
  label: string
  deliveries: readonly NamedDelivery[]
}): ReactNode => {
  const { t } = useTranslation('shift')
  const { language } = useSession()
  return (
    <table className={styles['table']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('column.target')}</th>
          <th scope="col">{t('column.words')}</th>
          <th scope="col">{t('column.happened')}</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map(({ id, item, targetName, headline, fault, seen }) => (
          <tr key={id}>
            <td>{targetName}</td>
            <td className={styles['words']}>
              <LinkButton onClick={() => go({ view: 'desk', item })}>{headline}</LinkButton>
            </td>
            <td>
              {fault
                ? faultSentences(fault, language).what
                : seen && seen.state !== 'live'
                  ? t(`seen.${seen.state}`)
                  : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
