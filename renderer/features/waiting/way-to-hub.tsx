import { Server, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { safety } from '../../lib/safety.ts'
import { useStore } from '../../lib/store.ts'
import { clockTime, dayOf, shortDate } from '../../lib/time.ts'
import { LiveText, useZone } from '../../ui/index.ts'
import { openQuestion, panel, toggleTray } from './panels.ts'
import { useHubStory } from './use-hub-story.ts'
import styles from './way.module.css'

/**
 * The second half of the promise: what is at the desk. Connected, it is a time; offline, since when, in the same calm
 * ink, because offline is a normal state; stopped, what there is to do. For a desk on this computer it is the time, and
 * nothing to press.
 */
export const WayToHub = ({ known }: { known: boolean }): ReactNode => {
  const { t, i18n } = useTranslation('waiting')
  const { t: desk } = useTranslation('desk')
  const zone = useZone()
  const { way, since, stop } = useHubStory()
  const tray = useStore(panel, (open) => open === 'tray')
  const asked = useStore(panel, (open) => open === 'question')

  if (way === 'stopped' && stop)
    return (
      <button
        type="button"
        className={styles['stopped']}
        data-safety="desk"
        aria-haspopup="dialog"
        aria-expanded={asked}
        onClick={openQuestion}
      >
        <TriangleAlert aria-hidden="true" />
        {t(`stopped.${stop}`)}
      </button>
    )

  const atDesk = (
    <>
      <Server aria-hidden="true" />
      {desk('atDesk')}
      <b className={styles['time']}>
        <LiveText
          store={safety}
          text={(now) =>
            now?.atDesk === null || now?.atDesk === undefined
              ? desk('notYetAtDesk')
              : clockTime(now.atDesk, zone, true)
          }
        />
      </b>
    </>
  )
  if (way === 'here')
    return (
      <span className={styles['place']} hidden={!known} data-safety="desk">
        {atDesk}
      </span>
    )
  const today = since !== null && dayOf(since, zone) === dayOf(Date.now(), zone)
  return (
    <button
      type="button"
      className={styles['act']}
      hidden={!known}
      data-safety="desk"
      data-way={way}
      aria-expanded={tray}
      title={way === 'offline' ? t('offlineHint') : t('openTray')}
      onClick={toggleTray}
    >
      {way === 'connected' ? (
        atDesk
      ) : since === null ? (
        <>
          <Server aria-hidden="true" />
          {t('offline')}
        </>
      ) : (
        <>
          <Server aria-hidden="true" />
          {t('offlineSince')}
          <b className={styles['time']}>
            {today ? null : `${shortDate(since, Date.now(), zone, i18n.language)} `}
            {clockTime(since, zone)}
          </b>
        </>
      )}
    </button>
  )
}
