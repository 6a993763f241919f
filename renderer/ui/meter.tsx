import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './meter.module.css'

/**
 * How far something is on its way to a target. The scale ends at 10/9 of the target, so that the mark for the
 * target stands at 90 % and what is over shows in ochre. Without a target it is a plain bar that stays empty.
 */
export const Meter = ({
  label,
  value,
  target,
  text,
}: {
  label: string
  value: number
  target: number | null
  /** The value in words, for people who listen. */
  text: string
}): ReactNode => {
  const end = target === null ? Math.max(value, 1) : Math.max(target / 0.9, value)
  const within = target === null ? 0 : Math.min(value, target)
  const over = target === null ? 0 : Math.max(0, value - target)
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> cannot carry the mark of the target.
    <span
      className={styles['track']}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.round(end)}
      aria-valuenow={value}
      aria-valuetext={text}
    >
      <span className={styles['fill']} style={{ width: `${(within / end) * 100}%` }} />
      {over > 0 && target !== null ? (
        <span
          className={cx(styles['fill'], styles['over'])}
          style={{ left: `${(target / end) * 100}%`, width: `${(over / end) * 100}%` }}
        />
      ) : null}
      {target === null ? null : (
        <span className={styles['target']} style={{ left: `${(target / end) * 100}%` }} />
      )}
    </span>
  )
}
