import { CornerDownLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import styles from './kbd.module.css'

/** One key cap. The enter arrow is drawn: the bundled face has none. */
export const Kbd = ({ children, bare = false }: { children: ReactNode; bare?: boolean }): ReactNode => (
  <kbd className={cx(styles['key'], bare && styles['bare'])}>
    {children === '↵' ? <CornerDownLeft className={styles['icon']} aria-label="Enter" /> : children}
  </kbd>
)

/** The key caps of one shortcut in order, e.g. `['Ctrl', 'Shift', 'N']`. */
export const Keys = ({ keys, bare = false }: { keys: readonly string[]; bare?: boolean }): ReactNode => (
  <span className={styles['keys']}>
    {keys.map((key) => (
      <Kbd key={key} bare={bare}>
        {key}
      </Kbd>
    ))}
  </span>
)
