import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { Id } from '../../../shared/ids.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { go, usePlace } from '../../lib/navigation.tsx'
import { dayOf } from '../../lib/time.ts'
import { EmptyState, useZone } from '../../ui/index.ts'
import { moveCursor, NOTHING_CHOSEN, ReleaseDialog, subjects } from '../decisions/index.ts'
import { type ChosenTime, TimeField, useSayMoment } from '../times/index.ts'
import { ActionBar } from './action-bar.tsx'
import type { Slot } from './by-time.ts'
import { useDayHeading } from './day-heading.ts'
import { FastEntry } from './fast-entry.tsx'
import { MissedSlots } from './missed-slots.tsx'
import { setEmbargo, setTimes, submitOrSpike } from './queue-actions.ts'
import { type GridGroup, QueueGrid } from './queue-grid.tsx'
import styles from './queue-view.module.css'
import { ReadDialog } from './read-dialog.tsx'
import { SlotText, useTitle, WaitText } from './row-text.tsx'
import { type Open, useBarActions } from './use-bar-actions.ts'
import { useQueue } from './use-queue.ts'
import { useQueueCommands } from './use-queue-commands.ts'

const Rail = lazy(() => import('../rail/index.ts').then((part) => ({ default: part.Rail })))

const byDay = (slots: readonly Slot[], zone: string): [string, Slot[]][] => {
  const days = new Map<string, Slot[]>()
  for (const slot of slots) {
    const day = dayOf(slot.at, zone)
    days.set(day, [...(days.get(day) ?? []), slot])
  }
  return [...days]
}

/** Briefs in, one after another; then by their time; then as readers have them. */
export const QueueView = (): ReactNode => {
  const { t } = useTranslation('queue')
  const zone = useZone()
  const say = useSayMoment()
  const title = useTitle()
  const heading = useDayHeading()
  const entry = useRef<HTMLTextAreaElement>(null)
  const queue = useQueue()
  const [selection, setSelection] = useState(NOTHING_CHOSEN)
  const [open, setOpen] = useState<Open>(null)
  const [railMinute, setRailMinute] = useState<number | null>(null)
  const section = usePlace((place) => place.section)
  const words = { t, say }

  const days = byDay(queue.scheduled, zone)
  const ids = [...queue.unscheduled.map(({ id }) => id), ...queue.scheduled.map(({ row }) => row.id)]
  const hand = subjects(selection, ids).flatMap((id) => queue.rowOf.get(id) ?? [])
  const several = hand.length > 1

  const close = (): void => setOpen(null)
  const openItem = (id: Id): void => go({ view: 'desk', item: id })
  const setTime = (rows: readonly ItemRow[], time: ChosenTime | null): void => {
    close()
    void setTimes(rows, time, words)
  }
  const actions = useBarActions(hand, words, { open: setOpen, openItem: ({ id }) => openItem(id) })
  useQueueCommands(actions, {
    entry: () => entry.current?.focus(),
    step: (steps) => setSelection(moveCursor(selection, ids, steps, false)),
    walkable: ids.length > 0 && open === null,
  })

  const timeField = (kind: 'publish' | 'embargo', rows: readonly ItemRow[]): ReactNode => {
    const [only] = rows
    const zones = new Set(rows.map((row) => (kind === 'publish' ? row.publishAt : row.embargoUntil)?.zone))
    const has = rows.some((row) => (kind === 'publish' ? row.publishAt : row.embargoUntil) !== null)
    const apply = (time: ChosenTime | null): void => {
      close()
      void (kind === 'publish' ? setTimes : setEmbargo)(rows, time, words)
    }
    return (
      <TimeField
        key={`${kind} ${only?.id}`}
        kind={kind}
        zone={zones.size === 1 ? [...zones][0] : undefined}
        set={apply}
        clear={has ? () => apply(null) : null}
        cancel={close}
      />
    )
  }
  const below = (row: ItemRow): ReactNode => {
    if (open?.type !== 'publish' && open?.type !== 'embargo') return null
    return open.rows.length === 1 && open.rows[0]?.id === row.id ? timeField(open.type, open.rows) : null
  }

  const waiting: GridGroup[] = [
    {
      key: 'unscheduled',
      heading: null,
      rows: queue.unscheduled.map((row) => ({
        id: row.id,
        content: <WaitText row={row} />,
        below: below(row),
      })),
    },
  ]
  const timetable: GridGroup[] = days.map(([day, slots]) => ({
    key: day,
    heading: slots[0] ? heading(slots[0].at) : null,
    rows: slots.map((slot) => ({
      id: slot.row.id,
      content: <SlotText slot={slot} />,
      below: below(slot.row),
    })),
  }))
  const empty = queue.ready && ids.length + queue.missed.length === 0

  return (
    <div className={styles['view']}>
      <section className={styles['wait']} data-pane="list" aria-label={t('unscheduled.title')}>
        <header className={styles['bar']}>
          <h2>{t('unscheduled.title')}</h2>
          <span className={styles['count']}>{queue.unscheduled.length}</span>
        </header>
        <div className={styles['scroll']}>
          {queue.unscheduled.length > 0 ? (
            <QueueGrid
              label={t('unscheduled.title')}
              look="passages"
              groups={waiting}
              selection={selection}
              select={setSelection}
              open={openItem}
            />
          ) : null}
          {queue.ready && !empty ? (
            <p className={styles['hint']}>
              {t(queue.unscheduled.length > 0 ? 'unscheduled.hint' : 'unscheduled.empty')}
            </p>
          ) : null}
        </div>
      </section>
      <section className={styles['time']} data-pane="item" aria-label={t('scheduled.title')}>
        <header className={styles['bar']}>
          <h1>{t('title')}</h1>
          <span className={styles['count']}>{queue.scheduled.length}</span>
        </header>
        <FastEntry field={entry} />
        {queue.fault ? <FaultBanner fault={queue.fault} /> : null}
        <MissedSlots
          missed={queue.missed}
          retiming={open?.type === 'retime' ? open.row.id : null}
          setTime={(row, time) => setTime([row], time)}
          cancel={close}
          ways={{
            release: (row) => setOpen({ type: 'release', rows: [row] }),
            submit: (row) => void submitOrSpike('submit', [row], words),
            read: (row) => setOpen({ type: 'read', rows: [row] }),
            retime: (row) => setOpen({ type: 'retime', row }),
            drop: (row) => setTime([row], null),
          }}
        />
        <div className={styles['scroll']}>
          {empty ? <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState> : null}
          {queue.scheduled.length > 0 ? (
            <QueueGrid
              label={t('scheduled.title')}
              look="slots"
              groups={timetable}
              selection={selection}
              select={setSelection}
              open={openItem}
            />
          ) : null}
          {queue.ready && !empty && queue.scheduled.length === 0 ? (
            <p className={styles['hint']}>{t('scheduled.empty')}</p>
          ) : null}
        </div>
        <ActionBar
          count={hand.length}
          chosen={selection.chosen.size > 0}
          actions={actions}
          clear={() => setSelection({ ...selection, chosen: new Set() })}
        >
          {several && (open?.type === 'publish' || open?.type === 'embargo')
            ? timeField(open.type, open.rows)
            : null}
        </ActionBar>
      </section>
      <aside className={styles['read']} data-pane="inspector" aria-label={t('out.title')}>
        {queue.ready ? (
          <Suspense fallback={null}>
            <Rail at={railMinute} onAt={setRailMinute} section={section} />
          </Suspense>
        ) : null}
      </aside>
      {open?.type === 'read' ? <ReadDialog rows={open.rows} close={close} /> : null}
      {open?.type === 'release' ? (
        <ReleaseDialog items={open.rows.map(({ id }) => id)} headlines={open.rows.map(title)} close={close} />
      ) : null}
    </div>
  )
}
