import { Hourglass, Laptop, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { link } from '../../lib/client.ts'
import { faultSentences, remedyOf } from '../../lib/faults.tsx'
import { prefer } from '../../lib/preferences.ts'
import { refusals, safety, waitingLong } from '../../lib/safety.ts'
import { useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { clockTime } from '../../lib/time.ts'
import { unsaved } from '../../lib/unsaved.ts'
import { wordCount } from '../../lib/words.ts'
import { zoom, zoomBy } from '../../lib/zoom.ts'
import { LinkButton, LiveText, useZone } from '../../ui/index.ts'
import { panel, toggleTray, WayMarks, WayToHub } from '../waiting/index.ts'
import styles from './status-line.module.css'

/** After the last acknowledgement, the time comes back after this, ms, so that it does not flicker while typing. */
const CALM = 300

/**
 * The promise of the product: what is safe, and where, in plain words with times. It says what the desk process said,
 * and while the window holds keystrokes that are not on disk it says so. While somebody types it changes without
 * React, so that nothing is drawn in the frame of a keystroke but the letter.
 */
export const StatusLine = (): ReactNode => {
  const { t, i18n } = useTranslation('desk')
  const { t: common } = useTranslation('common')
  const { language } = useSession()
  const zone = useZone()
  const known = useStore(safety, (now) => now !== null)
  const fault = useStore(safety, (now) => now?.fault ?? null)
  const lost = useStore(link, (now) => now === 'closed')
  const tray = useStore(panel, (open) => open === 'tray')
  const waiting = useStore(waitingLong)
  const refused = useStore(refusals, (all) => all.length)
  const percent = `${Math.round(useStore(zoom) * 100)}%`
  const place = useRef<HTMLSpanElement>(null)

  useEffect(() => {
    let calm: ReturnType<typeof setTimeout> | undefined
    const show = (): void => {
      clearTimeout(calm)
      if (unsaved.get().pending > 0) place.current?.setAttribute('data-saving', '')
      else calm = setTimeout(() => place.current?.removeAttribute('data-saving'), CALM)
    }
    show()
    const stop = unsaved.subscribe(show)
    return () => {
      stop()
      clearTimeout(calm)
    }
  }, [])

  const time = (at: number | null | undefined): string | null =>
    at === null || at === undefined ? null : clockTime(at, zone, true)
  const remedy = fault ? remedyOf(fault, language) : null

  return (
    <section className={styles['line']} aria-label={t('status')}>
      {/* It stands whatever it says: what is not on disk is marked on it from outside React, and must stay marked. */}
      <span ref={place} className={styles['safety']}>
        {lost ? (
          <span className={styles['bad']} role="alert">
            <TriangleAlert aria-hidden="true" />
            {t('reconnecting')}
          </span>
        ) : fault ? (
          <span className={styles['bad']} role="alert">
            <TriangleAlert aria-hidden="true" />
            <LiveText
              store={safety}
              text={(now) => {
                const reason = faultSentences(fault, language).what
                const since = time(now?.onComputer)
                return since === null ? t('notSavedEver', { reason }) : t('notSaved', { time: since, reason })
              }}
            />
            {remedy ? <LinkButton onClick={remedy.run}>{remedy.label}</LinkButton> : null}
          </span>
        ) : (
          <>
            <span className={styles['place']} hidden={!known} data-safety="computer">
              <Laptop aria-hidden="true" />
              {t('onComputer')}
              <b className={styles['time']}>
                <LiveText store={safety} text={(now) => time(now?.onComputer) ?? t('nothingTyped')} />
              </b>
              <span className={styles['saving']}>{t('saving')}</span>
            </span>
            <WayToHub known={known} />
          </>
        )}
      </span>
      {waiting > 0 ? (
        <button
          type="button"
          className={styles['act']}
          aria-expanded={tray}
          title={t('waitingHint')}
          onClick={toggleTray}
        >
          <Hourglass aria-hidden="true" />
          {t('waiting', { count: waiting })}
        </button>
      ) : null}
      {refused > 0 ? (
        <button
          type="button"
          className={`${styles['act']} ${styles['refused']}`}
          aria-expanded={tray}
          onClick={toggleTray}
        >
          <X aria-hidden="true" />
          {t('refused', { count: refused })}
        </button>
      ) : null}
      <WayMarks />
      <span className={styles['push']} />
      <LiveText store={wordCount} text={(count) => (count === null ? '' : common('words', { count }))} />
      <button
        type="button"
        className={styles['act']}
        title={t('switchLanguage')}
        aria-label={`${i18n.language}: ${t('switchLanguage')}`}
        onClick={() => void prefer({ language: language === 'nl' ? 'en' : 'nl' })}
      >
        {i18n.language}
      </button>
      <button
        type="button"
        className={styles['act']}
        title={t('zoomReset')}
        aria-label={t('zoom', { percent })}
        onClick={() => zoomBy(0)}
      >
        {percent}
      </button>
    </section>
  )
}
