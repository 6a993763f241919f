import { Check, TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Copy } from '../../../shared/domain/copy.ts'
import { checkCopy, type Finding } from '../../../shared/domain/house-style.ts'
import { useOverview } from '../../lib/session.tsx'
import { placed } from '../preview/index.ts'
import styles from './about.module.css'

/** What house style would point at in the revision that is read. It advises; the decision is the reader's. */
export const Checks = ({ copy }: { copy: Copy }): ReactNode => {
  const { t } = useTranslation('approvals')
  const item = useTranslation('item')
  // The types ask for the parameters of one sentence; here any of them may come.
  const say = item.t as (key: string, params: Finding['params']) => string
  const overview = useOverview()
  const findings = useMemo(
    () => (overview ? checkCopy(copy, { agencies: overview.agencies }) : []),
    [copy, overview],
  )
  return (
    <section>
      <h2>{t('checks.title')}</h2>
      {findings.length === 0 ? (
        <p className={styles['mark']} data-clear={true}>
          <Check aria-hidden="true" />
          <span>{t('checks.none')}</span>
        </p>
      ) : (
        <ul>
          {placed(findings).map(({ one, place }) => (
            <li key={place} className={styles['mark']} data-finding={true}>
              <TriangleAlert aria-hidden="true" />
              <span>{say(`finding.${one.code}`, one.params)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
