import { Fragment, type ReactNode } from 'react'
import styles from './chip.module.css'
import { cx } from './cx.ts'

/** A dateline place or a credit, outside the galley. `odd`: not in the register; a wave, never a block. */
export const Chip = ({
  children,
  look = 'plain',
}: {
  children: ReactNode
  look?: 'plain' | 'place' | 'odd'
}): ReactNode => <span className={cx(styles['chip'], styles[look])}>{children}</span>

/** Dateline and credits in small capitals, as in rows: `KYIV/MOSKOU (ANP/AFP)`. Renders nothing when both are empty. */
export const SmallCaps = ({
  dateline,
  credits,
}: {
  dateline: readonly string[]
  credits: readonly string[]
}): ReactNode => {
  if (dateline.length === 0 && credits.length === 0) return null
  return (
    <span className={styles['caps']}>
      {dateline.map((place, index) => (
        <Fragment key={place}>
          {index > 0 ? '/' : null}
          {place}
        </Fragment>
      ))}
      {credits.length > 0 ? (
        <span className={styles['credits']}>
          {dateline.length > 0 ? ' ' : ''}({credits.join('/')})
        </span>
      ) : null}
    </span>
  )
}
