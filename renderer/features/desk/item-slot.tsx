import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { useKeyCaps } from '../../lib/keyboard.ts'
import { ListToggle } from '../../lib/pane-toggles.tsx'
import { useOverview } from '../../lib/session.tsx'
import { reportWords } from '../../lib/words.ts'
import { Button, EmptyState } from '../../ui/index.ts'
import { Inspector, ItemPane } from '../item/index.ts'
import styles from './desk.module.css'
import { beginItem } from './new-item.ts'

/** The open item, or what to do when there is none. */
export const ItemSlot = ({ item }: { item: Id | null }): ReactNode => {
  const { t } = useTranslation('desk')
  const caps = useKeyCaps()
  const overview = useOverview()
  useEffect(() => {
    if (item === null) reportWords(null)
  }, [item])
  if (item !== null) return <ItemPane key={item} item={item} />
  return (
    <div className={styles['nothing']}>
      <ListToggle />
      <EmptyState
        title={t('noItem')}
        action={
          <>
            <Button look="ink" keys={caps('Mod+N')} onClick={() => void beginItem('lead', overview)}>
              {t('newLead')}
            </Button>
            <Button keys={caps('Mod+Shift+N')} onClick={() => void beginItem('brief', overview)}>
              {t('newBrief')}
            </Button>
          </>
        }
      >
        {t('noItemText')}
      </EmptyState>
    </div>
  )
}

/** The details of the open item. */
export const InspectorPane = ({ item }: { item: Id }): ReactNode => <Inspector key={item} item={item} />
