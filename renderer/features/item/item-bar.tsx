import { Ellipsis, Eye, SquareArrowOutUpRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { useKeyCaps } from '../../lib/keyboard.ts'
import { go } from '../../lib/navigation.tsx'
import { InspectorToggle, ListToggle } from '../../lib/pane-toggles.tsx'
import { shellInfo } from '../../lib/preferences.ts'
import { useStore } from '../../lib/store.ts'
import { tellFault } from '../../lib/strip.ts'
import { Button, IconButton, Menu, type MenuEntry, StateMark, shownState } from '../../ui/index.ts'
import { PeopleRow } from '../together/index.ts'
import styles from './item-pane.module.css'
import { type Step, submits } from './next-step.ts'
import { stillOut } from './still-out.ts'

/** Opens the item in a window of its own. */
export const openWindow = (item: string): void => {
  call('shell', 'shell.new-window', { item }).catch((thrown: unknown) => tellFault(faultOf(thrown)))
}

/** Shows the reader's page around the item. */
export const openPreview = (): void => go({ view: 'preview' })

/** The bar over an item: how it stands, and the one thing that most people would do next. */
export const ItemBar = ({
  detail,
  step,
  take,
  entries,
  findings,
}: {
  detail: ItemDetail
  step: Step | null
  take: (step: Step) => void
  /** Every other decision. */
  entries: readonly MenuEntry[]
  findings: number
}): ReactNode => {
  const { t } = useTranslation('item')
  const caps = useKeyCaps()
  const solo = useStore(shellInfo, (info) => info?.item ?? null)
  const { row, revisions } = detail
  const number = Math.max(0, ...revisions.map((revision) => revision.number))
  const out = stillOut(detail)
  return (
    <header className={styles['bar']}>
      {solo === null ? <ListToggle /> : null}
      <span className={styles['state']}>
        <StateMark state={shownState(row)} waiting={row.waiting} />
        {number > 0 ? <span className={styles['version']}>{t('version', { number })}</span> : null}
        {out === null ? null : <span className={styles['out']}>{t('stillOut', { number: out })}</span>}
      </span>
      <span className={styles['push']} />
      <PeopleRow item={row.id} />
      {solo === null ? (
        <>
          <IconButton label={t('preview')} icon={<Eye />} onClick={openPreview} />
          <IconButton
            label={t('ownWindow')}
            icon={<SquareArrowOutUpRight />}
            onClick={() => openWindow(row.id)}
          />
        </>
      ) : null}
      <InspectorToggle findings={findings} />
      <Menu entries={entries} align="end">
        <IconButton label={t('more')} icon={<Ellipsis />} />
      </Menu>
      {step ? (
        <Button look="ink" keys={submits(step) ? caps('Mod+Enter') : undefined} onClick={() => take(step)}>
          {t(`step.${step}`)}
        </Button>
      ) : null}
    </header>
  )
}
