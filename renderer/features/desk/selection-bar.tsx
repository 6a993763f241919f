import { Ellipsis, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { Announce, Button, IconButton, Menu } from '../../ui/index.ts'
import { useRowActions } from './row-menu.tsx'
import styles from './selection-bar.module.css'
import { copyItems, exportItems } from './take-out.ts'

/** What can be done with the chosen rows, under the list. The first action is a button, the rest a menu. */
export const SelectionBar = ({ rows, clear }: { rows: readonly ItemRow[]; clear: () => void }): ReactNode => {
  const { t } = useTranslation('desk')
  const actions = [...useRowActions(rows)]
  const first = actions[0]
  const ids = rows.map((row) => row.id)
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('selectionActions')}>
      <span className={styles['count']}>{t('selected', { count: rows.length })}</span>
      <Announce>{t('selected', { count: rows.length })}</Announce>
      <span className={styles['push']} />
      {first ? <Button onClick={first[1].run}>{t(first[0])}</Button> : null}
      <Menu
        align="end"
        side="top"
        entries={[
          ...actions.slice(1).map(([action, { run }]) => ({ type: 'item' as const, label: t(action), run })),
          ...(actions.length > 1 ? [{ type: 'line' as const }] : []),
          {
            type: 'item',
            label: t('copyItems'),
            run: () => void copyItems(ids),
          },
          {
            type: 'item',
            label: t('exportItems'),
            run: () => void exportItems(ids),
          },
        ]}
      >
        <IconButton label={t('selectionActions')} icon={<Ellipsis />} />
      </Menu>
      <IconButton label={t('clearSelection')} icon={<X />} onClick={clear} />
    </div>
  )
}
