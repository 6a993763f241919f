import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** Nothing here yet, and what to do next. */
export const EmptyState = ({
  title,
  children,
  action,
}: {
  title: string
  children?: ReactNode
  action?: ReactNode
}): ReactNode => (
  <div className={styles['empty']}>
    <strong className={styles['title']}>{title}</strong>
    {children ? <p className={styles['text']}>{children}</p> : null}
    {action ? <div className={styles['actions']}>{action}</div> : null}
  </div>
)
