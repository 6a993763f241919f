import { Glasses } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultCode } from '../../../shared/errors.ts'
import { listNames } from '../../lib/names.ts'
import { Button } from '../../ui/index.ts'
import styles from './decide-bar.module.css'

/**
 * Why this reader may not approve, who may, and what can be done instead. `who` are the names of those who may;
 * null where nobody can act any more. Ways out that are not open to this reader are not shown.
 */
export const Refusal = ({
  reason,
  who,
  askNote,
  askReason,
  open,
}: {
  reason: FaultCode
  who: readonly string[] | null
  askNote: (() => void) | null
  askReason: (() => void) | null
  open: () => void
}): ReactNode => {
  const { t, i18n } = useTranslation('approvals')
  const sentence = reason === 'refused-own-copy' || reason === 'refused-role' ? reason : 'other'
  return (
    <section className={styles['refusal']} aria-label={t('decision')}>
      <Glasses aria-hidden="true" />
      <p>
        <strong>{t(`refused.${sentence}`)}</strong>
        {who === null ? null : (
          <span>
            {who.length === 0
              ? t('whoNobody')
              : t('who', { count: who.length, names: listNames(who, i18n.language) })}
          </span>
        )}
      </p>
      <div className={styles['ways']}>
        {askNote ? (
          <Button keys={['R']} onClick={askNote}>
            {t('return')}
          </Button>
        ) : null}
        <Button keys={['O']} onClick={open}>
          {t('open')}
        </Button>
        {askReason ? (
          <Button look="quiet" onClick={askReason}>
            {t('bypass')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
