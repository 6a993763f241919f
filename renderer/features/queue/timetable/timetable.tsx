import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from '../../../lib/store.ts'
import { Announce } from '../../../ui/index.ts'
import { moveCursor, toggleChosen } from '../../decisions/index.ts'
import { EntrySlots } from '../entry-slots.tsx'
import { isIn, SLOT, yOf } from './geometry.ts'
import { Brackets, Gaps, LookLine, NowLine, Ruler, useSight, Wires } from './lane.tsx'
import type { QueueModel } from './model.ts'
import { SlotCard } from './slot-card.tsx'
import { Strip } from './strip.tsx'
import styles from './timetable.module.css'
import type { useDrag } from './use-drag.ts'
import { useSaid } from './use-said.ts'

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** The row that an event is about, and not a field that opened over it. */
const rowOf = ({ target }: { target: EventTarget }): string | undefined =>
  target instanceof HTMLElement ? target.dataset['row'] : undefined

/** Brings a height into sight. */
const showHeight = (page: HTMLElement, y: number): void => {
  if (y - SLOT < page.scrollTop) page.scrollTop = y - SLOT
  else if (y + SLOT > page.scrollTop + page.clientHeight) page.scrollTop = y + SLOT - page.clientHeight
}

/** Keeps the cursor in sight and the focus with it, also when its card was moved or drawn anew. */
const useCursor = (model: QueueModel, scroll: RefObject<HTMLElement | null>, asking: boolean): void => {
  const cursor = useStore(model.selection, (selection) => selection.cursor)
  const y = useStore(model.drawing, ({ cards }) => (cursor === null ? undefined : cards.get(cursor)?.y))
  const visible = useStore(model.drawing, (drawing) => drawing.visible)
  useLayoutEffect(() => {
    if (scroll.current && y !== undefined) showHeight(scroll.current, y)
  }, [y, scroll])
  useLayoutEffect(() => {
    if (asking || cursor === null || !visible.includes(cursor)) return
    const active = document.activeElement
    const onRow = active instanceof HTMLElement && active.dataset['row'] !== undefined
    if (!onRow && active !== document.body) return
    const row = scroll.current?.querySelector(`[data-row="${cursor}"]`)
    if (row instanceof HTMLElement && row !== active) row.focus({ preventScroll: true })
  }, [cursor, visible, asking, scroll])
}

/** Keeps a field that opens over a card, and grows as it is typed in, within sight. */
const showWhole = (field: HTMLElement | null): (() => void) | undefined => {
  if (!field) return undefined
  const sizes = new ResizeObserver(() => field.scrollIntoView({ block: 'nearest' }))
  sizes.observe(field)
  return () => sizes.disconnect()
}

/** Where a day begins to be read: a little before now, or at its first brief. */
const useBeginning = (model: QueueModel, scroll: RefObject<HTMLElement | null>): void => {
  const scale = useStore(model.drawing, (drawing) => drawing.scale)
  const ready = useStore(model.drawing, (drawing) => drawing.read)
  const seen = useRef<{ day: number; zoom: number } | null>(null)
  useLayoutEffect(() => {
    const page = scroll.current
    if (!page || !ready) return
    const before = seen.current
    seen.current = { day: scale.day.start, zoom: scale.zoom }
    if (before?.day === scale.day.start) {
      // Zooming keeps the middle of the window on its minute.
      const middle = (page.scrollTop + page.clientHeight / 2) / before.zoom
      page.scrollTop = middle * scale.zoom - page.clientHeight / 2
      return
    }
    const now = model.now()
    const [earliest] = model.drawing.get().standing
    const first = earliest?.at ?? scale.day.start + 8 * 3_600_000
    const at = isIn(scale.day, now) ? now : first
    page.scrollTop = yOf(scale, at) - page.clientHeight / 4
  }, [model, scale, scroll, ready])
}

/** The day as minutes: a strip of all of it, and a lane with as much as there is room for. */
export const Timetable = ({
  model,
  scroll,
  grab,
  open,
  ask,
  rule,
  fill,
  look,
  beside,
}: {
  model: QueueModel
  scroll: RefObject<HTMLDivElement | null>
  grab: ReturnType<typeof useDrag>
  open: (id: string) => void
  /** A time that is being typed for a card, over it. */
  ask: { id: string; field: ReactNode } | null
  /** The longest gap that the desk allows, minutes. */
  rule: number | null
  fill: (at: number) => void
  /** The minute of the readers' rail; null is now. */
  look: number | null
  /** Another day. */
  beside: (steps: number) => void
}): ReactNode => {
  const { t } = useTranslation('queue')
  const { t: tt } = useTranslation('timetable')
  const visible = useStore(model.drawing, (drawing) => drawing.visible)
  const height = useStore(model.drawing, (drawing) => drawing.height)
  const total = useStore(model.drawing, ({ order }) => order.length)
  const first = useStore(model.drawing, ({ order }) => order[0])
  const cursor = useStore(model.selection, (selection) => selection.cursor)
  const asked = useStore(model.drawing, ({ cards }) => cards.get(ask?.id ?? '')?.y)
  const ready = useStore(model.drawing, ({ read }) => read)
  const said = useSaid(model)
  useSight(model, scroll)
  useBeginning(model, scroll)
  useCursor(model, scroll, ask !== null)

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = rowOf(event)
    if (at === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    const { order } = model.drawing.get()
    const before = { ...model.selection.get(), cursor: at }
    const steps = STEPS[event.key]
    if (steps !== undefined) model.selection.set(moveCursor(before, order, steps, event.shiftKey))
    else if (event.key === ' ') model.selection.set(toggleChosen(before, at))
    else if (event.key === 'Enter') open(at)
    else if (event.key === 'ArrowLeft') beside(-1)
    else if (event.key === 'ArrowRight') beside(1)
    else if (event.key === 'Escape' && before.chosen.size > 0)
      model.selection.set({ ...before, chosen: new Set() })
    else return
    event.preventDefault()
  }
  const stop = cursor !== null && model.drawing.get().cards.has(cursor) ? cursor : visible[0]

  return (
    <div className={styles['table']}>
      <Strip model={model} scroll={scroll} />
      <div ref={scroll} className={styles['scroll']} data-timetable>
        <div className={styles['page']} style={{ height: `${height}px` }}>
          <Ruler model={model} />
          <Wires model={model} />
          <Brackets model={model} />
          <Gaps model={model} rule={rule} fill={fill} />
          <EntrySlots model={model} />
          {visible.length > 0 ? (
            <table
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern, on a table
              role="grid"
              aria-label={t('scheduled.title')}
              aria-multiselectable="true"
              aria-rowcount={total}
              className={styles['grid']}
              onKeyDown={onKeyDown}
            >
              <tbody>
                {visible.map((id) => (
                  <SlotCard key={id} id={id} model={model} stop={id === stop} open={open} grab={grab} />
                ))}
              </tbody>
            </table>
          ) : null}
          <NowLine model={model} />
          <LookLine model={model} at={look} />
          {ready && first === undefined ? <p className={styles['nothing']}>{tt('nothing')}</p> : null}
          {ask && asked !== undefined ? (
            <div ref={showWhole} className={styles['ask']} style={{ top: `${asked + SLOT / 2}px` }}>
              {ask.field}
            </div>
          ) : null}
        </div>
      </div>
      <Announce>{said}</Announce>
    </div>
  )
}
