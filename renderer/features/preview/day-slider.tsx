import type { ReactNode } from 'react'
import { clockTime } from '../../lib/time.ts'
import { cx, useNow, useZone } from '../../ui/index.ts'
import styles from './day-slider.module.css'
import { dayOf, dayScale, sliderInstant, sliderValue } from './moment.ts'

/** The hours that are named under a slider with little room, without their minutes. */
const NAMED = ['00:00', '06:00', '12:00', '18:00', '24:00']

/**
 * Which minute of a day readers are looked at in: the day that `at` (ms UTC) falls on, with the present marked and hours
 * under it. Arrows and pages move it as they do every slider.
 */
export const DaySlider = ({
  id,
  at,
  label,
  ground,
  narrow = false,
  landing = false,
  choose,
}: {
  id: string
  at: number
  label: string
  /** What it stands on. */
  ground: 'paper' | 'panel'
  /** With room for a few hours only. */
  narrow?: boolean
  /** Whether it is what gets the focus of its pane. */
  landing?: boolean
  choose: (at: number) => void
}): ReactNode => {
  const zone = useZone()
  const now = useNow()
  const { start, minutes } = dayOf(at, zone)
  const present = (now - start) / (minutes * 60_000)
  const hours = dayScale(at, zone)
  const named = narrow
    ? hours.flatMap((hour) =>
        NAMED.includes(hour.label) ? [{ ...hour, label: hour.label.slice(0, 2) }] : [],
      )
    : hours
  return (
    <div className={styles['day']}>
      {present >= 0 && present <= 1 ? (
        <span className={styles['present']} style={{ left: `${present * 100}%` }} aria-hidden="true" />
      ) : null}
      <input
        id={id}
        type="range"
        className={cx(styles['slider'], styles[ground])}
        aria-label={label}
        aria-valuetext={clockTime(at, zone)}
        min={0}
        max={minutes - 1}
        step={1}
        value={sliderValue(at, zone)}
        data-pane-focus={landing ? true : undefined}
        onChange={(event) => choose(sliderInstant(at, zone, Number(event.target.value)))}
      />
      <div className={styles['scale']} aria-hidden="true">
        {named.map(({ label: hour, place }) => (
          <span key={hour} style={{ left: `${place * 100}%` }}>
            {hour}
          </span>
        ))}
      </div>
    </div>
  )
}
