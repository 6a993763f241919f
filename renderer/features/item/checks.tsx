import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { LinkButton } from '../../ui/index.ts'
import { goToFinding, leaveFinding, type NumberedFinding } from '../editor/index.ts'
import styles from './inspector.module.css'
import { Part } from './part.tsx'

/** What the checks found, with the numbers that stand in the margin of the galley. Advice: nothing is changed. */
export const Checks = ({ item, findings }: { item: Id; findings: readonly NumberedFinding[] }): ReactNode => {
  const { t } = useTranslation('item')
  return (
    <Part
      title={t('inspector.checks')}
      beside={findings.length > 0 ? <span className={styles['quiet']}>{findings.length}</span> : null}
    >
      {findings.length === 0 ? <p className={styles['quiet']}>{t('inspector.noFindings')}</p> : null}
      <ol className={styles['findings']}>
        {findings.map(({ key, number, code, params, where, severity }) => (
          <li key={key} className={styles['finding']}>
            <span className={styles['number']} data-severity={severity} aria-hidden="true">
              {number}
            </span>
            <p>{String(t(`finding.${code}` as 'finding.dateline-missing', { ...params }))}</p>
            <span className={styles['acts']}>
              <LinkButton onClick={() => goToFinding(item, where)}>{t('inspector.goThere')}</LinkButton>
              <LinkButton onClick={() => leaveFinding(item, key)}>{t('inspector.leave')}</LinkButton>
            </span>
          </li>
        ))}
      </ol>
    </Part>
  )
}
