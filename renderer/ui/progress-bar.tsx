import type { ReactNode } from 'react'
import styles from './progress-bar.module.css'

/** Long work: what it is, how far with a count, and a way to stop it. `value` and `of` are counts; `of` null: unknown. */
export const ProgressBar = ({
  label,
  value,
  of,
  action,
}: {
  label: string
  value: number
  of: number | null
  action?: ReactNode
}): ReactNode => (
  <div className={styles['work']}>
    <span>{label}</span>
    {action}
    <span
      className={styles['track']}
      role="progressbar"
      aria-label={label}
      {...(of === null ? {} : { 'aria-valuemin': 0, 'aria-valuemax': of, 'aria-valuenow': value })}
    >
      <span
        className={of === null ? styles['unknown'] : styles['fill']}
        {...(of === null ? {} : { style: { width: `${of === 0 ? 100 : (value / of) * 100}%` } })}
      />
    </span>
  </div>
)
