import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../../lib/time.ts'
import { LinkButton, TextInput, useNow, useZone } from '../../ui/index.ts'
import { distanceInWords, readTypedTime } from '../times/index.ts'
import { DaySlider } from './day-slider.tsx'
import type { Moment } from './moment.ts'
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
        <DaySlider
          id={`${id}-slider`}
          at={at}
          label={t('slider')}
          ground="panel"
          choose={(chosen) => choose({ type: 'chosen', at: chosen })}
        />
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
