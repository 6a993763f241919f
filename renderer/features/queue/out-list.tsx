import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ageInWords } from '../../../shared/domain/age.ts'
import { printDateline } from '../../../shared/domain/dateline.ts'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { go } from '../../lib/navigation.tsx'
import { useSession } from '../../lib/session.tsx'
import { LinkButton, useNow } from '../../ui/index.ts'
import styles from './out-list.module.css'
import { useTitle } from './row-text.tsx'

/** The briefs that are out, newest first, with the ages that readers see at this minute, in the readers' language. */
export const OutList = ({ rows }: { rows: readonly ItemRow[] }): ReactNode => {
  const { t } = useTranslation('queue')
  const { session } = useSession()
  const title = useTitle()
  const now = useNow()
  const language = session.settings.language
  if (rows.length === 0) return <p className={styles['empty']}>{t('out.empty')}</p>
  return (
    <>
      <ul className={styles['out']}>
        {rows.map((row) => {
          const dateline = printDateline({ places: row.dateline, credits: row.credits })
          return (
            <li key={row.id} lang={language}>
              <p>
                {dateline ? <b>{dateline}</b> : null}
                {title(row)}
              </p>
              {row.shownAt === null ? null : (
                <time dateTime={new Date(row.shownAt).toISOString()}>
                  {ageInWords(row.shownAt, now, language)}
                </time>
              )}
            </li>
          )
        })}
      </ul>
      <p className={styles['more']}>
        <LinkButton onClick={() => go({ view: 'out' })}>{t('out.more')}</LinkButton>
      </p>
    </>
  )
}
