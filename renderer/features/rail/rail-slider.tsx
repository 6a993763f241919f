import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../lib/time.ts'
import { LinkButton, useNow, useZone } from '../../ui/index.ts'
import { dayOf, dayScale, sliderInstant, sliderValue } from '../preview/index.ts'
import { distanceInWords } from '../times/index.ts'
import styles from './rail.module.css'

/** The hours that are named under a slider as narrow as this one, without their minutes. */
const NAMED = ['00:00', '06:00', '12:00', '18:00', '24:00']

/** Which minute is looked at: over the day that it falls on, with arrows and pages as every slider has them. */
export const RailSlider = ({
  at,
  onAt,
}: {
  /** ms UTC; null runs along with the clock. */
  at: number | null
  onAt: (at: number | null) => void
}): ReactNode => {
  const { t, i18n } = useTranslation('rail')
  const zone = useZone()
  const now = useNow()
  const id = useId()
  const shown = at ?? now
  const { start, minutes } = dayOf(shown, zone)
  const present = (now - start) / (minutes * 60_000)
  return (
    <div className={styles['minute']}>
      <p className={styles['which']}>
        <output className={styles['time']} htmlFor={`${id}-slider`}>
          {clockTime(shown, zone)}
        </output>
        <span className={styles['distance']}>
          {at === null ? t('now') : distanceInWords(at, now, i18n.language)}
        </span>
        {at === null ? null : <LinkButton onClick={() => onAt(null)}>{t('toNow')}</LinkButton>}
      </p>
      <div className={styles['day']}>
        {present >= 0 && present <= 1 ? (
          <span className={styles['present']} style={{ left: `${present * 100}%` }} aria-hidden="true" />
        ) : null}
        <input
          id={`${id}-slider`}
          type="range"
          className={styles['slider']}
          aria-label={t('slider')}
          aria-valuetext={clockTime(shown, zone)}
          min={0}
          max={minutes - 1}
          step={1}
          value={sliderValue(shown, zone)}
          data-pane-focus
          onChange={(event) => onAt(sliderInstant(shown, zone, Number(event.target.value)))}
        />
        <div className={styles['scale']} aria-hidden="true">
          {dayScale(shown, zone)
            .filter(({ label }) => NAMED.includes(label))
            .map(({ label, place }) => (
              <span key={label} style={{ left: `${place * 100}%` }}>
                {label.slice(0, 2)}
              </span>
            ))}
        </div>
      </div>
    </div>
  )
}
