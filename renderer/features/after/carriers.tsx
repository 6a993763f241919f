import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { openItem } from '../../lib/navigation.tsx'
import { LinkButton, StateMark, shownState } from '../../ui/index.ts'
import styles from './composer.module.css'
import { type Carrier, type Course, comesAlong } from './course.ts'

/** Every other item with the same passage, each with a choice to handle it too. */
export const Carriers = ({
  found,
  course,
  chosen,
  choose,
  close,
}: {
  /** Undefined: still being looked for. */
  found: readonly Carrier[] | undefined
  course: Course
  chosen: ReadonlySet<Id>
  choose: (chosen: ReadonlySet<Id>) => void
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('after')
  const common = useTranslation('common')
  const toggle = (id: Id): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    choose(next)
  }
  if (!found) return <p className={styles['quiet']}>{t('carriers.looking')}</p>
  if (found.length === 0) return <p className={styles['quiet']}>{t('carriers.none')}</p>
  return (
    <fieldset className={styles['carriers']}>
      <legend className={styles['label']}>{t('carriers.title', { count: found.length })}</legend>
      <p className={styles['quiet']}>{t(`carriers.${course}`)}</p>
      {found.map((carrier) => {
        const { row, passage, words, out } = carrier
        const title = row.headline || common.t('untitledBrief')
        return (
          <div key={row.id} className={styles['carrier']}>
            <input
              type="checkbox"
              aria-label={t('carriers.too', { title })}
              checked={chosen.has(row.id)}
              disabled={!comesAlong(carrier, course)}
              onChange={() => toggle(row.id)}
            />
            <span className={styles['carries']}>
              <StateMark state={shownState(row)} />
              <strong>{title}</strong>
              <q>{passage}</q>
              {words ? <span className={styles['quiet']}>{t('carriers.words')}</span> : null}
              {!out && row.version > 0 ? (
                <span className={styles['quiet']}>{t('carriers.notOut')}</span>
              ) : null}
            </span>
            <LinkButton
              onClick={() => {
                close()
                openItem(row.id)
              }}
            >
              {t('carriers.open')}
            </LinkButton>
          </div>
        )
      })}
    </fieldset>
  )
}
