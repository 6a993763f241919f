import { Clock3, Diff, Radio } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { go } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { hub } from '../../lib/safety.ts'
import { useStore } from '../../lib/store.ts'
import { locale } from '../../lib/time.ts'
import { Announce } from '../../ui/index.ts'
import { openTray } from './panels.ts'
import { useHubStory } from './use-hub-story.ts'
import styles from './way.module.css'

/** How often who is connected is read, ms: it is a glance, not a meter. */
const GLANCE = 10_000

/** What else is worth a word in the status line: a long way to catch up, a clock that is off, items that differ. */
export const WayMarks = (): ReactNode => {
  const { t } = useTranslation('waiting')
  const { progress, skew, diverged } = useHubStory()
  return (
    <>
      {progress ? <Fetching {...progress} /> : null}
      {skew === null ? null : (
        <span className={styles['warn']} title={t('clockHint')}>
          <Clock3 aria-hidden="true" />
          <span className={styles['cut']}>
            {skew > 0 ? t('clockAhead', { count: skew }) : t('clockBehind', { count: -skew })}
          </span>
        </span>
      )}
      {diverged > 0 ? (
        <button type="button" className={styles['warnAct']} onClick={openTray}>
          <Diff aria-hidden="true" />
          {t('diverged', { count: diverged })}
        </button>
      ) : null}
      <Sharing />
      <Announce>{skew === null ? '' : t('clockHint')}</Announce>
    </>
  )
}

/** How far the way is that is to be caught up. Apart, because numbers in words are dear to make and rarely needed. */
const Fetching = ({ done, total }: { done: number; total: number }): ReactNode => {
  const { t, i18n } = useTranslation('waiting')
  const number = new Intl.NumberFormat(locale(i18n.language))
  const words = t('fetching', { done: number.format(done), total: number.format(total) })
  return (
    <span className={styles['place']} title={t('fetchingHint')}>
      <span
        className={styles['bar']}
        role="progressbar"
        aria-label={words}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
      >
        <span className={styles['fill']} style={{ width: `${(done / total) * 100}%` }} />
      </span>
      <span className={styles['count']}>{words}</span>
    </span>
  )
}

/** That a desk of this computer is open to others, and to how many. Nothing at all while it is not. */
const Sharing = (): ReactNode => {
  const { t } = useTranslation('waiting')
  const here = useStore(hub, (now) => now?.where === 'here')
  const hosting = useDeskQuery('hosting.get', {}, { enabled: here }).data
  const open = here && hosting?.open === true
  const devices = useDeskQuery('devices.list', {}, { enabled: open, every: GLANCE }).data ?? []
  if (!hosting || (!open && !hosting.fault)) return null
  const others = new Set(devices.filter((each) => each.connected && !each.here).map(({ id }) => id)).size
  const words = hosting.fault
    ? t('sharingStopped')
    : others === 0
      ? t('shared')
      : t('sharedWith', { count: others })
  return (
    <button
      type="button"
      className={hosting.fault ? styles['warnAct'] : styles['act']}
      onClick={() => go({ view: 'settings', settings: 'sharing' })}
    >
      <Radio aria-hidden="true" />
      {words}
    </button>
  )
}
