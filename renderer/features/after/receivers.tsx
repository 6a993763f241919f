import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Copy } from '../../../shared/domain/copy.ts'
import { goesTo } from '../../../shared/domain/target.ts'
import type { Id } from '../../../shared/ids.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview } from '../../lib/session.tsx'
import styles from './composer.module.css'
import type { Course } from './course.ts'

/** What each receiver gets: every target that the item goes to by the rules, and every one that once got it. */
export const Receivers = ({
  item,
  copy,
  course,
  version,
}: {
  item: Id
  copy: Copy | undefined
  course: Course
  /** The number that readers have now. */
  version: number
}): ReactNode => {
  const { t } = useTranslation('after')
  const overview = useOverview()
  const sent = useDeskQuery('deliveries.list', { item, target: null, status: null, limit: 200 }).data
  const got = new Set(sent?.map(({ target }) => target))
  const targets = (overview?.targets ?? []).filter(
    ({ id, active, rules }) => active && (got.has(id) || (copy !== undefined && goesTo(rules, copy))),
  )
  return (
    <section className={styles['receivers']} aria-label={t('receivers.title')}>
      <h3 className={styles['label']}>{t('receivers.title')}</h3>
      {targets.length === 0 ? <p className={styles['quiet']}>{t('receivers.none')}</p> : null}
      <ul>
        {targets.map(({ id, name }) => (
          <li key={id}>
            <strong>{name}</strong> <span>{t(`receivers.${course}`, { next: version + 1, version })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
