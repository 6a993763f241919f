import { ShieldQuestion } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/index.ts'
import styles from './settings.module.css'

/** Sharing goes over the network in the clear: the question, what follows from it, and no answer made beforehand. */
export const TrustQuestion = ({ yes, no }: { yes: () => void; no: () => void }): ReactNode => {
  const { t } = useTranslation('team')
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
      className={styles['trust']}
      aria-label={t('trustTitle')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        no()
      }}
    >
      <h4 className={styles['asked']}>
        <ShieldQuestion aria-hidden="true" />
        {t('trustTitle')}
      </h4>
      <p>{t('trustHint')}</p>
      <div className={styles['acts']}>
        <Button onClick={yes}>{t('trustShare')}</Button>
        <Button look="quiet" onClick={no}>
          {t('trustKeep')}
        </Button>
      </div>
    </section>
  )
}
