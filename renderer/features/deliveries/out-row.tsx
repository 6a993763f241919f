import { PencilLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ageInWords } from '../../../shared/domain/age.ts'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { useSession } from '../../lib/session.tsx'
import { SmallCaps, StateMark, shownState, useNow } from '../../ui/index.ts'
import { useSayMoment } from '../times/index.ts'
import styles from './out-view.module.css'

/** An item that is out: what it says, which version, since when, and the age that readers see. */
export const OutRow = ({ row }: { row: ItemRow }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const states = useTranslation('states')
  const common = useTranslation('common')
  const { session } = useSession()
  const now = useNow()
  const say = useSayMoment()
  const language = session.settings.language
  return (
    <>
      <span className={styles['headline']} data-kind={row.kind}>
        {row.headline || common.t(row.kind === 'lead' ? 'untitledLead' : 'untitledBrief')}
      </span>
      <SmallCaps dateline={row.dateline} credits={row.credits} />
      <span className={styles['meta']}>
        <StateMark state={shownState(row)} waiting={row.waiting} />
        <span>{t('out.version', { number: row.version })}</span>
        {row.changed && row.state !== 'killed' ? (
          <span className={styles['changed']}>
            <PencilLine aria-hidden="true" />
            {states.t('changedSinceRelease')}
          </span>
        ) : null}
        {row.killAsked ? <span className={styles['asked']}>{t('kill.isAsked')}</span> : null}
        {row.shownAt === null ? null : (
          <>
            <span>{say(row.shownAt)}</span>
            <time dateTime={new Date(row.shownAt).toISOString()} lang={language}>
              {ageInWords(row.shownAt, now, language)}
            </time>
          </>
        )}
      </span>
    </>
  )
}
