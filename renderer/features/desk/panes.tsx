import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { unreachable } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { Guard } from '../../lib/guard.tsx'
import { useRoom } from '../../lib/media.ts'
import { useNavigation } from '../../lib/navigation.tsx'
import { cx, Splitter } from '../../ui/index.ts'
import styles from './desk.module.css'
import { Drawer } from './drawer.tsx'
import { InspectorPane, ItemSlot } from './item-slot.tsx'
import { ListPane } from './list-pane.tsx'
import { Rail } from './rail.tsx'
import { useSearchKey } from './search-key.ts'
import { LIMITS, useWidths, widen } from './widths.ts'

// The item is what a start waits for; these views are read while it is already being written in.
const ApprovalsView = lazy(() =>
  import('../approvals/index.ts').then((part) => ({ default: part.ApprovalsView })),
)
const QueueView = lazy(() => import('../queue/index.ts').then((part) => ({ default: part.QueueView })))
const ShiftView = lazy(() => import('../shift/index.ts').then((part) => ({ default: part.ShiftView })))
const PreviewView = lazy(() => import('../preview/index.ts').then((part) => ({ default: part.PreviewView })))
const OutView = lazy(() => import('../deliveries/index.ts').then((part) => ({ default: part.OutView })))
const DeliveriesView = lazy(() =>
  import('../deliveries/index.ts').then((part) => ({ default: part.DeliveriesView })),
)
const Settings = lazy(() => import('../settings/index.ts').then((part) => ({ default: part.Settings })))

/** The panes of the window, as wide as this computer remembers and as many as there is room for. */
export const Panes = ({ solo }: { solo: Id | null }): ReactNode => {
  const { t } = useTranslation('desk')
  const room = useRoom()
  const widths = useWidths()
  const { view } = useNavigation()
  const narrow = room !== 'wide' || widths.rail < LIMITS.rail.narrow
  const railWidth = narrow ? LIMITS.rail.min : widths.rail

  if (solo !== null) {
    return (
      <div className={styles['panes']}>
        <ItemAndDetails item={solo} />
      </div>
    )
  }
  return (
    <div className={styles['panes']} data-rail={narrow ? 'narrow' : 'wide'}>
      <section
        id="pane-rail"
        data-pane="rail"
        tabIndex={-1}
        aria-label={t('rail')}
        className={styles['rail']}
        style={{ width: `${railWidth}px` }}
      >
        <Guard>
          <Rail />
        </Guard>
        <Splitter
          label={t('resizeRail')}
          controls="pane-rail"
          side="left"
          size={railWidth}
          min={LIMITS.rail.min}
          max={LIMITS.rail.max}
          resize={(width) => widen('rail', width < LIMITS.rail.narrow ? LIMITS.rail.min : width)}
          collapse={() => widen('rail', narrow ? LIMITS.rail.first : LIMITS.rail.min)}
        />
      </section>
      <ViewPanes key={view} />
    </div>
  )
}

const ViewPanes = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { view, item } = useNavigation()
  switch (view) {
    case 'desk':
    case 'mine':
    case 'spiked':
    case 'trash':
      return (
        <>
          <List list={view} />
          <ItemAndDetails item={item} />
        </>
      )
    case 'approve':
      return (
        <Whole label={t('approve')}>
          <ApprovalsView />
        </Whole>
      )
    case 'queue':
      return (
        <Whole label={t('queue')}>
          <QueueView />
        </Whole>
      )
    case 'shift':
      return (
        <Whole label={t('shift')}>
          <ShiftView />
        </Whole>
      )
    case 'out':
      return (
        <Whole label={t('out')}>
          <OutView />
        </Whole>
      )
    case 'deliveries':
      return (
        <Whole label={t('deliveries')}>
          <DeliveriesView />
        </Whole>
      )
    case 'preview':
      return (
        <Whole label={t('preview')}>
          <PreviewView />
        </Whole>
      )
    case 'settings':
      return (
        <Whole label={t('settings')}>
          <Settings />
        </Whole>
      )
    default:
      return unreachable(view)
  }
}

/** A view that takes all the room beside the rail. */
const Whole = ({ label, children }: { label: string; children: ReactNode }): ReactNode => (
  <main data-pane="view" tabIndex={-1} aria-label={label} className={styles['view']}>
    <Guard>
      <Suspense fallback={null}>{children}</Suspense>
    </Guard>
  </main>
)

const List = ({ list }: { list: 'desk' | 'mine' | 'spiked' | 'trash' }): ReactNode => {
  const { t } = useTranslation('desk')
  const room = useRoom()
  const widths = useWidths()
  const { list: stands, item, drawer, go } = useNavigation()
  useSearchKey(list)
  const pane = (
    <Guard>
      <ListPane list={list} />
    </Guard>
  )
  // Where there is room for one only, the list stands until an item is chosen, and then waits in a drawer.
  if (room === 'tiny' && item !== null) {
    if (drawer !== 'list') return null
    return (
      <Drawer name="list" label={t('list')} className={cx(styles['drawer'], styles['list'])}>
        {pane}
      </Drawer>
    )
  }
  if (!stands && room !== 'tiny') return null
  return (
    <section
      id="pane-list"
      data-pane="list"
      tabIndex={-1}
      aria-label={t('list')}
      className={cx(styles['list'], room === 'tiny' && styles['alone'])}
      style={{ width: `${widths.list}px` }}
    >
      {pane}
      {room === 'tiny' ? null : (
        <Splitter
          label={t('resizeList')}
          controls="pane-list"
          side="left"
          size={widths.list}
          min={LIMITS.list.min}
          max={LIMITS.list.max}
          resize={(width) => widen('list', width)}
          collapse={() => go({ list: false })}
        />
      )}
    </section>
  )
}

const ItemAndDetails = ({ item }: { item: Id | null }): ReactNode => {
  const { t } = useTranslation('desk')
  const room = useRoom()
  const widths = useWidths()
  const { inspector, drawer, go } = useNavigation()
  return (
    <>
      <main
        data-pane="item"
        tabIndex={-1}
        aria-label={t('item')}
        className={cx(styles['item'], room === 'tiny' && item === null && styles['away'])}
      >
        <Guard key={item}>
          <ItemSlot item={item} />
        </Guard>
      </main>
      {item !== null && room === 'wide' && inspector ? (
        <aside
          id="pane-inspector"
          data-pane="inspector"
          tabIndex={-1}
          aria-label={t('inspector')}
          className={styles['inspector']}
          style={{ width: `${widths.inspector}px` }}
        >
          <div className={styles['scroll']}>
            <Guard key={item}>
              <InspectorPane item={item} />
            </Guard>
          </div>
          <Splitter
            label={t('resizeInspector')}
            controls="pane-inspector"
            side="right"
            size={widths.inspector}
            min={LIMITS.inspector.min}
            max={LIMITS.inspector.max}
            resize={(width) => widen('inspector', width)}
            collapse={() => go({ inspector: false })}
          />
        </aside>
      ) : null}
      {item !== null && room !== 'wide' && drawer === 'inspector' ? (
        <Drawer name="inspector" label={t('inspector')} className={cx(styles['drawer'], styles['inspector'])}>
          <div className={styles['scroll']}>
            <Guard key={item}>
              <InspectorPane item={item} />
            </Guard>
          </div>
        </Drawer>
      ) : null}
    </>
  )
}
