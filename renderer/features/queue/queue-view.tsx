import { DateTime } from 'luxon'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { go, usePlace } from '../../lib/navigation.tsx'
import { useOverview, useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { useNow, useZone } from '../../ui/index.ts'
import { ReleaseDialog, subjects } from '../decisions/index.ts'
import { ActionBar } from './action-bar.tsx'
import { DayBar } from './day-bar.tsx'
import { FastEntry } from './fast-entry.tsx'
import { MissedSlots } from './missed-slots.tsx'
import { QueueDayWords } from './queue-day-words.tsx'
import styles from './queue-view.module.css'
import { ReadDialog } from './read-dialog.tsx'
import { actionsFor } from './timetable/actions.ts'
import { yOf } from './timetable/geometry.ts'
import { LiftDialog } from './timetable/lift-dialog.tsx'
import { walk } from './timetable/model.ts'
import type { Open } from './timetable/open.ts'
import { createPlanning } from './timetable/planning.ts'
import { RailShort } from './timetable/rail-short.tsx'
import { useTitle } from './timetable/slot-text.tsx'
import { TimeAsk } from './timetable/time-ask.tsx'
import { Timetable } from './timetable/timetable.tsx'
import { useDrag } from './timetable/use-drag.ts'
import { type Queue, useQueue } from './use-queue.ts'
import { useQueueCommands } from './use-queue-commands.ts'
import { WaitingList } from './waiting-list.tsx'

const Rail = lazy(() => import('../rail/index.ts').then((part) => ({ default: part.Rail })))

const openItem = (item: Id): void => go({ view: 'desk', item })

/** The bar of the rows at hand, with their keys. It alone follows what is chosen. */
const Hand = ({
  queue,
  planning,
  open,
  setOpen,
  entry,
  field,
}: {
  queue: Queue
  planning: ReturnType<typeof createPlanning>
  open: Open
  setOpen: (open: Open) => void
  entry: () => void
  field: ReactNode
}): ReactNode => {
  const { model, acts, words } = queue
  const { person } = useSession()
  const settings = useOverview()?.settings
  const now = useNow()
  const selection = useStore(model.selection)
  // What can be done follows from the rows: they are looked at anew when the desk says that they changed.
  useStore(model.drawing, ({ cards }) =>
    selection.cursor === null ? undefined : cards.get(selection.cursor)?.row,
  )
  useStore(model.beside, ({ loose }) => loose)
  const hand = subjects(selection, walk(model)).flatMap((id) => model.row(id) ?? [])
  const actions = actionsFor(hand, {
    ...{ acts, planning, words: words(), open: setOpen, openItem, now },
    themselves: settings?.releaseThemselves.includes(person.id) === true,
  })
  const missed = (): void => document.querySelector<HTMLElement>('[data-missed]')?.focus()
  useQueueCommands({ model, acts, planning, actions, entry, missed, asking: open !== null })
  return (
    <ActionBar
      count={hand.length}
      chosen={selection.chosen.size > 0}
      actions={actions}
      clear={() => model.selection.set((before) => ({ ...before, chosen: new Set() }))}
    >
      {field}
    </ActionBar>
  )
}

/** A day as minutes, what waits for one beside it, and what readers will have of it. */
export const QueueView = (): ReactNode => {
  const { t } = useTranslation('queue')
  const title = useTitle()
  const zone = useZone()
  const entry = useRef<HTMLTextAreaElement>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const queue = useQueue()
  const { model, acts, words, clock, rhythm } = queue
  const [open, setOpen] = useState<Open>(null)
  const [railMinute, setRailMinute] = useState<number | null>(null)
  const section = usePlace((place) => place.section)
  const rules = useOverview()?.settings.queue
  const ready = useStore(model.beside, (beside) => beside.ready)
  const waiting = useStore(model.beside, ({ loose }) => loose.length)
  const [planning] = useState(() =>
    createPlanning(model, acts, words, {
      ...{ clock, rhythm },
      shown(at) {
        const page = scroll.current
        if (page) page.scrollTop = yOf(model.drawing.get().scale, at) - page.clientHeight / 4
      },
    }),
  )
  const grab = useDrag(model, acts, scroll)

  const close = (): void => setOpen(null)
  const toEntry = (): void => entry.current?.focus()
  /** From the line to the briefs: the one just made, or the one that was at hand before. */
  const toBriefs = (made: Id | null): void => {
    const known = walk(model)
    const id = [made, model.selection.get().cursor, known[0]].find(
      (one) => one != null && known.includes(one),
    )
    if (id == null) return
    entry.current?.blur()
    model.selection.set((before) => ({ ...before, cursor: id, anchor: id }))
    document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus()
  }
  /** A line for a minute in a gap: its time stands in it, the caret before that. */
  const fill = (at: number): void => {
    const line = entry.current
    if (!line) return
    line.focus()
    if (line.value.trim() !== '') return
    const wall = DateTime.fromMillis(at, { zone })
    const today = wall.hasSame(DateTime.fromMillis(clock(), { zone }), 'day')
    line.setRangeText(` @${wall.toFormat(today ? 'HH.mm' : 'd-M-yyyy HH.mm')}`)
    line.dispatchEvent(new Event('input', { bubbles: true }))
    line.setSelectionRange(0, 0)
  }
  const ask =
    open && 'ids' in open ? <TimeAsk queue={queue} planning={planning} open={open} setOpen={setOpen} /> : null
  const [only] = open && 'ids' in open && open.ids.length === 1 ? open.ids : []
  const here = open?.type !== 'missed' && only !== undefined ? { id: only, field: ask } : null
  const onDay = here !== null && model.drawing.get().order.includes(here.id)
  const inList = here !== null && model.beside.get().loose.some(({ id }) => id === here.id)

  return (
    <div className={styles['view']}>
      <section className={styles['wait']} data-pane="list" aria-label={t('unscheduled.title')}>
        <header className={styles['bar']}>
          <h2>{t('unscheduled.title')}</h2>
          <span className={styles['count']}>{waiting}</span>
        </header>
        <div className={styles['scroll']}>
          <WaitingList model={model} open={openItem} below={inList ? here : null} grab={grab} />
        </div>
      </section>
      <section className={styles['time']} data-pane="item" aria-label={t('scheduled.title')}>
        <DayBar model={model} planning={planning} />
        <FastEntry field={entry} model={model} leave={toBriefs} />
        {queue.fault ? <FaultBanner fault={queue.fault} /> : null}
        <MissedSlots
          model={model}
          field={open?.type === 'missed' ? ask : null}
          ways={{
            release: (rows) => setOpen({ type: 'release', rows }),
            submit: (rows) => acts.submitOrSpike('submit', rows),
            read: (rows) => setOpen({ type: 'read', rows }),
            retime: (rows) => setOpen({ type: 'missed', ids: rows.map(({ id }) => id) }),
            drop: (rows) => planning.clear(rows.map(({ id }) => id)),
          }}
        />
        {section !== null && rules && rules.railKeeps > 0 ? (
          <RailShort model={model} section={section} keep={rules.railKeeps} />
        ) : null}
        <QueueDayWords model={model} />
        <Timetable
          model={model}
          scroll={scroll}
          grab={grab}
          open={openItem}
          ask={onDay ? here : null}
          rule={rules?.longestGap ?? null}
          fill={fill}
          look={railMinute}
          beside={planning.showDay}
        />
        <Hand
          queue={queue}
          planning={planning}
          open={open}
          setOpen={setOpen}
          entry={toEntry}
          field={open?.type !== 'missed' && !onDay && !inList ? ask : null}
        />
      </section>
      <aside className={styles['read']} data-pane="inspector" aria-label={t('out.title')}>
        {ready ? (
          <Suspense fallback={null}>
            <Rail at={railMinute} onAt={setRailMinute} section={section} />
          </Suspense>
        ) : null}
      </aside>
      {open?.type === 'read' ? <ReadDialog rows={open.rows} close={close} /> : null}
      {open?.type === 'release' ? (
        <ReleaseDialog items={open.rows.map(({ id }) => id)} headlines={open.rows.map(title)} close={close} />
      ) : null}
      {open?.type === 'lift' ? (
        <LiftDialog row={open.row} until={open.until} acts={acts} close={close} />
      ) : null}
    </div>
  )
}
