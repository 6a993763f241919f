import { GitMerge } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { initials } from '../../../shared/domain/person.ts'
import type { Id } from '../../../shared/ids.ts'
import { usePeopleIn } from '../../lib/presence.ts'
import { VisuallyHidden } from '../../ui/index.ts'
import styles from './row-people.module.css'

/** How many of them a row has room for. */
const MOST = 2

/** Who is in an item at this moment, small, for a row of a list. */
export const RowPeople = ({ item }: { item: Id }): ReactNode => {
  const { t, i18n } = useTranslation('together')
  const people = usePeopleIn(item)
  if (people.length === 0) return null
  const names = new Intl.ListFormat(i18n.language).format(people.map(({ name }) => name))
  const said = t('inItem', { count: people.length, names })
  return (
    <span className={styles['people']} title={said}>
      <VisuallyHidden>{said}</VisuallyHidden>
      <span aria-hidden="true" className={styles['faces']}>
        {people.slice(0, MOST).map(({ person, name }) => (
          <span key={person} className={styles['face']}>
            {initials(name)}
          </span>
        ))}
        {people.length > MOST ? `+${people.length - MOST}` : null}
      </span>
    </span>
  )
}

/** The mark of an item in which two people collided and nobody has said yet what should stand. */
export const RowCollided = (): ReactNode => {
  const { t } = useTranslation('together')
  return (
    <span className={styles['collided']}>
      <GitMerge aria-hidden="true" />
      {t('collision.mark')}
    </span>
  )
}
