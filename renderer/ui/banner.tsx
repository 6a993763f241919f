import { Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'
import { cx } from './cx.ts'

/** A sentence that stays until it is dealt with. `warn`: look at this; `stop`: did not go through; `note`: good to know. */
export const Banner = ({
  look = 'warn',
  title,
  children,
  actions,
}: {
  look?: 'warn' | 'stop' | 'note'
  title?: string
  children?: ReactNode
  actions?: ReactNode
}): ReactNode => (
  <div className={cx(styles['banner'], styles[look])} role={look === 'note' ? 'note' : 'alert'}>
    <span className={styles['icon']} aria-hidden="true">
      {look === 'warn' ? <TriangleAlert /> : look === 'stop' ? <X /> : <Info />}
    </span>
    <div>
      {title ? <strong className={styles['title']}>{title} </strong> : null}
      {children}
    </div>
    {actions ? <div className={styles['actions']}>{actions}</div> : null}
  </div>
)
