import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useKeyCaps } from '../../lib/keyboard.ts'
import { Announce, Button, IconButton } from '../../ui/index.ts'
import styles from './action-bar.module.css'

/** An action on the rows at hand: its word and key, and whether it can be done to any of them. */
export type BarAction = {
  name: string
  label: string
  /** Its name in the palette and in the overview of keys. */
  title: string
  /** The first is the one that is printed. */
  keys: readonly string[]
  possible: boolean
  run: () => void
  /** In the palette and on the keyboard, but not in the bar. */
  unseen?: boolean
}

/** What can be done with the rows at hand, with the keys that do it. It takes its own room and covers nothing. */
export const ActionBar = ({
  count,
  chosen,
  actions,
  clear,
  children,
}: {
  count: number
  /** Whether rows were picked, or it is only the one at the cursor. */
  chosen: boolean
  actions: readonly BarAction[]
  clear: () => void
  /** A field that belongs to several rows at once: it stands here, because it belongs to none alone. */
  children: ReactNode
}): ReactNode => {
  const { t } = useTranslation('queue')
  const caps = useKeyCaps()
  if (count === 0) return null
  return (
    <div className={styles['wrap']}>
      {children ? <div className={styles['field']}>{children}</div> : null}
      <div className={styles['bar']} role="toolbar" aria-label={t('actions.label')}>
        {chosen ? <span className={styles['count']}>{t('row.wholeSelection', { count })}</span> : null}
        <Announce>{chosen ? t('row.wholeSelection', { count }) : ''}</Announce>
        {actions
          .filter(({ possible, unseen }) => possible && unseen !== true)
          .map(({ name, label, keys, run }) => (
            <Button key={name} look="quiet" keys={caps(keys[0] ?? '')} onClick={run}>
              {label}
            </Button>
          ))}
        {chosen ? (
          <span className={styles['end']}>
            <IconButton label={t('actions.clear')} icon={<X />} onClick={clear} />
          </span>
        ) : null}
      </div>
    </div>
  )
}
