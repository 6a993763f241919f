import { Hourglass, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { faultSentences } from '../../lib/faults.tsx'
import { openItem } from '../../lib/navigation.tsx'
import { putAway, refusals, safety } from '../../lib/safety.ts'
import { useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { Button, Clock, IconButton } from '../../ui/index.ts'
import styles from './tray.module.css'

/** What has not reached the desk yet, and what the desk refused, each with its reason and the next step. */
export const Tray = ({ close }: { close: () => void }): ReactNode => {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation('common')
  const { language } = useSession()
  const refused = useStore(refusals)
  const waiting = useStore(safety, (now) => now?.waiting ?? 0)
  const panel = useRef<HTMLElement>(null)

  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  return (
    <section
      ref={panel}
      tabIndex={-1}
      className={styles['tray']}
      aria-label={t('trayTitle')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        close()
      }}
    >
      <header className={styles['head']}>
        <h2 className={styles['title']}>{t('trayTitle')}</h2>
        <IconButton label={common('close')} icon={<X />} onClick={close} />
      </header>
      <p className={styles['safe']}>{waiting > 0 ? t('traySafe') : t('trayEmpty')}</p>
      {waiting > 0 ? (
        <p className={styles['waiting']}>
          <Hourglass aria-hidden="true" />
          {t('waiting', { count: waiting })}
        </p>
      ) : null}
      <ul className={styles['list']}>
        {refused.map((each) => {
          const { what, safe, action } = faultSentences(each.fault, language)
          return (
            <li key={`${each.item}-${each.at}`} className={styles['no']}>
              <X className={styles['cross']} aria-hidden="true" />
              <p>
                <strong>{t('refusedTitle')}:</strong> <em>{each.headline}</em>
              </p>
              <Clock at={each.at} />
              <p className={styles['why']}>{[what, safe, action].filter(Boolean).join(' ')}</p>
              <div className={styles['acts']}>
                <Button
                  look="ink"
                  onClick={() => {
                    putAway(each.item, each.fault)
                    openItem(each.item)
                    close()
                  }}
                >
                  {t('viewItem')}
                </Button>
                <Button onClick={() => putAway(each.item, each.fault)}>{t('leaveIt')}</Button>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
