/**
 * The queue as the window holds it, outside React: rows, moves that are under way, what is chosen, how much of the day
 * is in sight. Components follow the part that they draw; a brief that moves is drawn alone, however long the day is.
 */

import type { Id } from '../../../../shared/ids.ts'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import { createStore, type Store } from '../../../lib/store.ts'
import type { Selection } from '../../decisions/index.ts'
import { type Day, fittingZoom, type Scale } from './geometry.ts'
import { type Drawing, isGone, isMissed, isOutOf, layOut, standsAt } from './lay-out.ts'
import type { Rules } from './rules.ts'

/** The zoom of a day with room, px for a minute. */
const USUAL_ZOOM = 3
/** How late the hub sends by itself where the desk does not say, ms. */
const USUALLY_LATE = 120_000
/** What is drawn above and below the window, px; the window is followed in steps of it. */
const MARGIN = 256

/** What stands beside the day: briefs without a time, touched last first, and slots that went by, longest ago first. */
export type Beside = {
  loose: readonly QueueSlot[]
  /** How many more there are than are read. */
  more: number
  missed: readonly QueueSlot[]
  ready: boolean
}

/** A brief on another minute than the desk has it on, ms UTC; null takes its time away. */
export type Wish = { id: string; to: number | null }

export type QueueModel = {
  drawing: Store<Drawing>
  beside: Store<Beside>
  selection: Store<Selection>
  row(id: string): QueueSlot | undefined
  /** All rows as the desk has them. */
  take(rows: readonly QueueSlot[], more?: number): void
  show(day: Day): void
  zoomTo(zoom: number): void
  look(top: number, height: number): void
  /** `late`: how late the hub still sends by itself, ms. */
  setRules(rules: Rules, late: number): void
  tick(now: number): void
  now(): number
  /** Shows briefs on other minutes before the desk has decided. */
  hold(wishes: readonly Wish[]): void
  /**
   * The desk decided about these wishes: what it says counts once it was read, or at once where it refused. A brief that
   * was moved on meanwhile stays where that move put it.
   */
  settle(wishes: readonly Wish[], how: 'done' | 'refused'): void
  /** Where a brief stands as it is shown, ms UTC. */
  timeOf(row: QueueSlot): number | null
  /** Lets go of what is shown and was never decided: a drag that was broken off. */
  drop(ids: readonly string[]): void
}

/** `readings`: how many more readings it outlives; null until the desk has decided. */
type Held = { to: number | null; readings: number | null }

/** A reading that began before the desk decided may still come; the one after it knows. */
const UNTIL_READ = 2

/** A row that says the same as before stays the one that was: whoever draws it need not look again. */
const sameRow = (before: QueueSlot | undefined, now: QueueSlot): QueueSlot =>
  before && (before === now || JSON.stringify(before) === JSON.stringify(now)) ? before : now

const sameRows = (a: readonly QueueSlot[], b: readonly QueueSlot[]): readonly QueueSlot[] =>
  a.length === b.length && a.every((row, index) => row === b[index]) ? a : b

/** Makes a model with nothing in it. */
export const createQueueModel = (first: { day: Day; now: number; rules: Rules }): QueueModel => {
  let rows: ReadonlyMap<string, QueueSlot> = new Map()
  let held: ReadonlyMap<string, Held> = new Map()
  let scale: Scale = { day: first.day, zoom: USUAL_ZOOM }
  let { rules, now } = first
  let late = USUALLY_LATE
  let read = false
  let more = 0
  let sight = { top: 0, bottom: 0 }
  /** The day on which somebody chose a zoom. */
  let chosen: number | null = null
  const selection = createStore<Selection>({ cursor: null, chosen: new Set(), anchor: null })
  const beside = createStore<Beside>({ loose: [], more: 0, missed: [], ready: false })

  const draw = (before: Drawing | null): Drawing =>
    layOut(
      {
        rows,
        moves: new Map([...held].map(([id, { to }]) => [id, to])),
        ...{ scale, read, rules, now, late, window: sight, cursor: selection.get().cursor },
      },
      before,
    )
  const drawing = createStore<Drawing>(draw(null))
  const redraw = (): void => drawing.set(draw(drawing.get()))

  const timeOf = (row: QueueSlot): number | null => {
    const wish = held.get(row.id)
    return wish === undefined ? standsAt(row) : wish.to
  }
  const sortBeside = (): void => {
    const all = [...rows.values()].filter((row) => !isGone(row))
    const loose = all.filter(
      (row) => row.kind === 'brief' && row.state !== 'published' && timeOf(row) === null,
    )
    const missed = all
      .filter((row) => isMissed(row, now, late) && (held.get(row.id)?.to ?? 0) <= now)
      .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
    const before = beside.get()
    const next = { loose: sameRows(before.loose, loose), missed: sameRows(before.missed, missed) }
    const same = next.loose === before.loose && next.missed === before.missed && more === before.more
    if (same && before.ready) return
    beside.set({ ...next, more, ready: true })
  }

  /** Whether any of these stands beside the day, comes there or goes from there. */
  const concernsBeside = (ids: Iterable<string>): boolean => {
    for (const id of ids) {
      const row = rows.get(id)
      if (!row || standsAt(row) === null || held.get(id)?.to === null || isMissed(row, now, late)) return true
    }
    return false
  }
  /** Changes what is shown of moves, and draws it. */
  const change = (next: ReadonlyMap<string, Held>, ids: readonly string[]): void => {
    const before = concernsBeside(ids)
    held = next
    if (before || concernsBeside(ids)) sortBeside()
    redraw()
  }

  /** As near as the busiest hour asks, until somebody chooses a zoom; never back out of it under somebody's hands. */
  const zoomToFit = (least: number): void => {
    if (chosen === scale.day.start) return
    const times = [...rows.values()].flatMap((row) => standsAt(row) ?? [])
    const zoom = fittingZoom(times, scale.day, least)
    if (zoom !== scale.zoom) scale = { ...scale, zoom }
  }

  let cursor: string | null = null
  selection.subscribe(() => {
    const before = cursor
    cursor = selection.get().cursor
    if (cursor === before) return
    const { order, places, visible } = drawing.get()
    const outOfSight = (id: string | null): boolean => {
      const y = id === null ? undefined : places[order.indexOf(id)]
      return y !== undefined && (y < sight.top || y > sight.bottom)
    }
    // One that is out of sight is drawn while the cursor is on it, so that it can have the focus.
    if (outOfSight(cursor) || (before !== null && visible.includes(before) && outOfSight(before))) redraw()
  })

  return {
    drawing,
    beside,
    selection,
    row: (id) => rows.get(id),
    take(next, left = 0) {
      read = true
      more = left
      const known = rows
      rows = new Map(next.map((row) => [row.id, sameRow(known.get(row.id), row)]))
      held = new Map(
        [...held].flatMap(([id, { to, readings }]): [string, Held][] => {
          const row = rows.get(id)
          if (!row) return []
          // What is on its way stays, also where the desk has it there: it may be about to put it elsewhere first.
          if (readings === null) return [[id, { to, readings }]]
          return readings === 1 || standsAt(row) === to ? [] : [[id, { to, readings: readings - 1 }]]
        }),
      )
      zoomToFit(scale.zoom)
      sortBeside()
      redraw()
    },
    show(day) {
      read &&= day.start === scale.day.start
      scale = { day, zoom: USUAL_ZOOM }
      zoomToFit(USUAL_ZOOM)
      redraw()
    },
    zoomTo(zoom) {
      chosen = scale.day.start
      scale = { ...scale, zoom }
      redraw()
    },
    look(top, height) {
      const next = {
        top: Math.floor(top / MARGIN) * MARGIN - MARGIN,
        bottom: Math.ceil((top + height) / MARGIN) * MARGIN + MARGIN,
      }
      if (next.top === sight.top && next.bottom === sight.bottom) return
      sight = next
      redraw()
    },
    setRules(next, nextLate) {
      if (next.apart === rules.apart && next.gap === rules.gap && nextLate === late) return
      rules = next
      late = nextLate
      if (beside.get().ready) sortBeside()
      redraw()
    },
    tick(next) {
      now = next
      if (beside.get().ready) sortBeside()
      redraw()
    },
    now: () => now,
    hold(wishes) {
      const next = new Map(held)
      for (const { id, to } of wishes) next.set(id, { to, readings: null })
      change(
        next,
        wishes.map(({ id }) => id),
      )
    },
    settle(wishes, how) {
      const next = new Map(held)
      for (const { id, to } of wishes) {
        const one = next.get(id)
        const row = rows.get(id)
        if (!one || one.to !== to) continue
        if (how === 'refused' || (row && standsAt(row) === to)) next.delete(id)
        else next.set(id, { to, readings: UNTIL_READ })
      }
      change(
        next,
        wishes.map(({ id }) => id),
      )
    },
    timeOf,
    drop(ids) {
      const next = new Map(held)
      for (const id of ids) next.delete(id)
      change(next, ids)
    },
  }
}

/** Every brief that can be walked to, in the order in which they stand: those without a time, then those of the day. */
export const walk = ({ beside, drawing }: QueueModel): Id[] => [
  ...beside.get().loose.map(({ id }) => id),
  ...drawing.get().order,
]

/** The briefs of the day as pure moves take them. */
export const onMinutes = ({ drawing }: QueueModel): { id: Id; at: number }[] => {
  return drawing.get().standing.flatMap(({ row, at }) => (isOutOf(row) ? [] : [{ id: row.id, at }]))
}
