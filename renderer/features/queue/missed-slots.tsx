import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { clockTime, dayOf } from '../../lib/time.ts'
import { Button, useNow, useZone } from '../../ui/index.ts'
import { type ChosenTime, durationInWords, TimeField, useSayMoment } from '../times/index.ts'
import type { MissedSlot } from './by-time.ts'
import styles from './missed-slots.module.css'
import { useTitle } from './row-text.tsx'

/** A brief is called by its first words; a sentence about it has no room for all of them. */
const shorten = (text: string): string =>
  text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text.replace(/\.$/u, '')

/** What can be done about a slot that went by. `release` is null where the copy may not go out as it is. */
type Ways = {
  release: (row: ItemRow) => void
  submit: (row: ItemRow) => void
  read: (row: ItemRow) => void
  retime: (row: ItemRow) => void
  drop: (row: ItemRow) => void
}

/**
 * Slots that went by without their copy going out: said with how late, and offered now, at a new time, or without
 * one (design, "Time": nothing is silently late).
 */
export const MissedSlots = ({
  missed,
  ways,
  retiming,
  setTime,
  cancel,
}: {
  missed: readonly MissedSlot[]
  ways: Ways
  /** The item whose new time is being typed. */
  retiming: string | null
  setTime: (row: ItemRow, time: ChosenTime) => void
  cancel: () => void
}): ReactNode => {
  const { t, i18n } = useTranslation('queue')
  const title = useTitle()
  const zone = useZone()
  const now = useNow()
  const say = useSayMoment()
  if (missed.length === 0) return null
  const due = (at: number): string => (dayOf(at, zone) === dayOf(now, zone) ? clockTime(at, zone) : say(at))
  return (
    <section className={styles['missed']} aria-label={t('missed.title', { count: missed.length })}>
      <TriangleAlert aria-hidden="true" />
      <div className={styles['slots']}>
        <strong role="alert">{t('missed.title', { count: missed.length })}</strong>
        <ul>
          {missed.map(({ row, at, late }) => {
            const ready = row.state === 'scheduled' || row.state === 'approved'
            return (
              <li key={row.id}>
                <p>
                  {t(ready ? 'missed.approved' : row.held ? 'missed.held' : 'missed.unapproved', {
                    headline: shorten(title(row)),
                    time: due(at),
                    late: durationInWords(late, i18n.language),
                  })}
                </p>
                {retiming === row.id ? (
                  <TimeField
                    kind="publish"
                    zone={row.publishAt?.zone}
                    set={(time) => setTime(row, time)}
                    clear={null}
                    cancel={cancel}
                  />
                ) : (
                  <div className={styles['ways']}>
                    {ready ? (
                      <Button look="ink" onClick={() => ways.release(row)}>
                        {t('missed.release')}
                      </Button>
                    ) : row.state === 'submitted' ? (
                      <Button look="ink" onClick={() => ways.read(row)}>
                        {t('missed.read')}
                      </Button>
                    ) : (
                      <Button look="ink" onClick={() => ways.submit(row)}>
                        {t('missed.submit')}
                      </Button>
                    )}
                    <Button onClick={() => ways.retime(row)}>{t('missed.newTime')}</Button>
                    <Button look="quiet" onClick={() => ways.drop(row)}>
                      {t('missed.drop')}
                    </Button>
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
