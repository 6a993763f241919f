import type { ReactNode } from 'react'
import styles from './visually-hidden.module.css'

/** For people who listen. */
export const VisuallyHidden = ({ children }: { children: ReactNode }): ReactNode => (
  <span className={styles['hidden']}>{children}</span>
)

/** Says politely what changed by itself. Keep it mounted and change its words. */
export const Announce = ({ children }: { children: ReactNode }): ReactNode => (
  <span className={styles['hidden']} role="status" aria-live="polite">
    {children}
  </span>
)
