import { PencilLine } from 'lucide-react'
import type { MouseEvent, ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { dayInWords } from '../../lib/time.ts'
import { Age, Clock, cx, SmallCaps, StateMark, shownState, useZone, VisuallyHidden } from '../../ui/index.ts'
import { RowCollided, RowPeople } from '../together/index.ts'
import styles from './row.module.css'
import { rowTitle } from './row-title.ts'

/** The first names of who wrote; three at most, so that a line stays a line. */
const firstNames = (names: readonly string[]): string =>
  names
    .slice(0, 3)
    .map((name) => name.split(' ')[0] ?? name)
    .join(', ')

/** Under the headline: dateline and credits; or what a search found, in its place. */
type Below = { type: 'dateline' } | { type: 'passage'; passage: ReactNode }

/** What a row says, without where it stands: the list and the search results put it into their own. */
export const RowContent = ({
  row,
  below = { type: 'dateline' },
}: {
  row: ItemRow
  below?: Below
}): ReactNode => {
  const { t } = useTranslation('states')
  const { t: common } = useTranslation('common')
  return (
    <>
      {row.fresh ? (
        <span className={styles['fresh']} title={t('fresh')}>
          <VisuallyHidden>{t('fresh')}</VisuallyHidden>
        </span>
      ) : null}
      <span className={cx(styles['head'], row.headline === '' && styles['untitled'])}>
        {rowTitle(row, common)}
      </span>
      {below.type === 'passage' ? <span className={styles['passage']}>{below.passage}</span> : null}
      {row.dateline.length + row.credits.length > 0 ? (
        <span className={styles['caps']}>
          <SmallCaps dateline={row.dateline} credits={row.credits} />
        </span>
      ) : null}
      <span className={styles['meta']}>
        <StateMark state={shownState(row)} waiting={row.waiting} />
        {row.changed ? (
          <span
            className={styles['changed']}
            title={t(row.state === 'published' ? 'changedSinceRelease' : 'changedSinceApproval')}
          >
            <PencilLine aria-hidden="true" />
            {t('changed')}
          </span>
        ) : null}
        {row.collided ? <RowCollided /> : null}
        <span className={styles['who']}>{firstNames(row.authors)}</span>
        <RowPeople item={row.id} />
        <span className={styles['when']}>
          {row.goneAt !== null ? (
            <GoneOn at={row.goneAt} />
          ) : row.state === 'scheduled' && row.publishAt ? (
            <Clock at={row.publishAt.instant} />
          ) : (
            <Age at={row.touchedAt} />
          )}
        </span>
      </span>
    </>
  )
}

/** Until when something in the trash can still be brought back. */
const GoneOn = ({ at }: { at: number }): ReactNode => {
  const { t, i18n } = useTranslation('desk')
  const zone = useZone()
  return (
    <time dateTime={new Date(at).toISOString()}>
      {t('goneOn', { date: dayInWords(at, zone, i18n.language) })}
    </time>
  )
}

/** One row of a list. `open`: it stands beside the list; `chosen`: it is one of several. */
export const Row = ({
  row,
  id,
  index,
  total,
  open,
  chosen,
  offset,
  measure,
  pick,
  enter,
  below,
}: {
  row: ItemRow
  id: string
  index: number
  total: number
  open: boolean
  chosen: boolean
  /** Where it stands in the list, px from the top. */
  offset: number
  measure: Ref<HTMLDivElement>
  pick: (event: MouseEvent) => void
  enter: () => void
  below?: Below
}): ReactNode => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the listbox, which holds the focus.
  // biome-ignore lint/a11y/useFocusableInteractive: the listbox points at it with aria-activedescendant.
  <div
    ref={measure}
    id={id}
    role="option"
    aria-selected={open || chosen}
    aria-posinset={index + 1}
    aria-setsize={total}
    data-index={index}
    data-item={row.id}
    className={cx(
      styles['row'],
      styles[row.kind],
      open && styles['open'],
      chosen && styles['chosen'],
      row.state === 'killed' && styles['gone'],
    )}
    style={{ transform: `translateY(${offset}px)` }}
    onClick={pick}
    onDoubleClick={enter}
  >
    <RowContent row={row} {...(below ? { below } : {})} />
  </div>
)
