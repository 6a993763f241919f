import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../lib/time.ts'
import { LinkButton, TextInput, useNow, useZone } from '../../ui/index.ts'
import { distanceInWords, readTypedTime } from '../times/index.ts'
import { dayOf, dayScale, type Moment, sliderInstant, sliderValue } from './moment.ts'
import styles from './time-bar.module.css'

/** The day as a slider, and a field to type a moment in: what will readers see at half past five? */
export const TimeBar = ({
  at,
  live,
  choose,
}: {
  /** The moment that is looked at, ms UTC. */
  at: number
  /** Whether it runs along with the clock. */
  live: boolean
  choose: (moment: Moment) => void
}): ReactNode => {
  const { t, i18n } = useTranslation('preview')
  const zone = useZone()
  const now = useNow()
  const id = useId()
  const [typed, setTyped] = useState('')
  // A time alone means the day that is looked at; anything else counts from now.
  const onThisDay = readTypedTime(`vandaag ${typed}`, { now: at, zone, past: 'fine' })
  const reading = onThisDay.kind === 'none' ? readTypedTime(typed, { now, zone, past: 'fine' }) : onThisDay
  const { start, minutes } = dayOf(at, zone)
  const present = (now - start) / (minutes * 60_000)

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const time = reading.kind === 'question' ? reading.first : reading.kind === 'moment' ? reading.time : null
    if (!time) return
    choose({ type: 'chosen', at: time.instant })
    setTyped('')
  }
  return (
    <div className={styles['bar']}>
      <output className={styles['time']} htmlFor={`${id}-slider`}>
        {clockTime(at, zone)}
      </output>
      <span className={styles['distance']}>
        {live ? t('fromNow.now') : distanceInWords(at, now, i18n.language)}
      </span>
      <div className={styles['day']}>
        {present >= 0 && present <= 1 ? (
          <span className={styles['present']} style={{ left: `${present * 100}%` }} aria-hidden="true" />
        ) : null}
        <input
          id={`${id}-slider`}
          type="range"
          className={styles['slider']}
          aria-label={t('slider')}
          aria-valuetext={clockTime(at, zone)}
          min={0}
          max={minutes - 1}
          step={1}
          value={sliderValue(at, zone)}
          onChange={(event) =>
            choose({ type: 'chosen', at: sliderInstant(at, zone, Number(event.target.value)) })
          }
        />
        <div className={styles['scale']} aria-hidden="true">
          {dayScale(at, zone).map(({ label, place }) => (
            <span key={label} style={{ left: `${place * 100}%` }}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <form onSubmit={submit} className={styles['typed']}>
        <TextInput
          aria-label={t('typed')}
          placeholder={t('typedHint')}
          value={typed}
          autoComplete="off"
          aria-invalid={typed.trim() !== '' && (reading.kind === 'none' || reading.kind === 'gap')}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || typed === '') return
            // Escape empties the field first; the next one leaves the preview.
            event.stopPropagation()
            setTyped('')
          }}
        />
      </form>
      {live ? null : <LinkButton onClick={() => choose({ type: 'now' })}>{t('toNow')}</LinkButton>}
    </div>
  )
}
