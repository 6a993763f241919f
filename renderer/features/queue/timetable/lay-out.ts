/**
 * A day of briefs as it is drawn. Pure. What has not changed keeps its identity from one drawing to the next, so that
 * whoever follows one part of it draws that part alone: a brief that moves is drawn, and those that it pushes.
 */
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import { between, type Day, heightOf, isIn, type Scale, SLOT, spread, spreadAround, yOf } from './geometry.ts'
import { type Closeness, crowding, type Gap, gaps, type Rules } from './rules.ts'

/** A brief on the timetable. `y` is where it stands and `want` where its minute is, px from the top of the day. */
export type Card = {
  row: QueueSlot
  /** ms UTC: when it goes out, went out, or is to go out by a move that is under way. */
  at: number
  y: number
  want: number
  near: Closeness | null
  /** `out`: readers have it. `late`: its slot went by. */
  kind: 'coming' | 'out' | 'late'
  moving: boolean
  /** Its place in the day, from 1. */
  index: number
}

/** A bracket round neighbours that stand too close. */
export type Bracket = { top: number; bottom: number }

/** What is drawn of a day. */
export type Drawing = {
  scale: Scale
  /** Whether the desk has said what stands on this day. */
  read: boolean
  height: number
  /** All briefs of the day in the order of their times. */
  order: readonly string[]
  places: readonly number[]
  cards: ReadonlyMap<string, Card>
  /** Those within the window, and the one at the cursor wherever it is. */
  visible: readonly string[]
  window: { top: number; bottom: number }
  gaps: readonly Gap[]
  brackets: readonly Bracket[]
  /** The whole day as lines of a picture 1 wide and as high as the day has minutes: one path for each kind. */
  strip: Readonly<Record<Card['kind'], string>>
}

export type LayOutInput = {
  /** Every row that may stand on the day, whatever its time. */
  rows: ReadonlyMap<string, QueueSlot>
  /** Times of moves that are under way, ms UTC; null takes a time away. */
  moves: ReadonlyMap<string, number | null>
  scale: Scale
  read: boolean
  rules: Rules
  now: number
  /** How late the hub still sends by itself, ms. */
  late: number
  window: { top: number; bottom: number }
  cursor: string | null
}

/** When a row stands on a timetable: when it is to go out, else when readers last got it. */
export const standsAt = (row: QueueSlot): number | null =>
  row.dueAt ?? (row.state === 'published' ? row.lastOutAt : null)

/**
 * Whether a slot went by and waits for people; `late` is how late the hub still sends by itself, ms. The same as the desk
 * says it in `QueueSlot.missed`, for a clock that runs on after it was asked.
 */
export const isMissed = (row: QueueSlot, now: number, late: number): boolean => {
  if (row.dueAt === null || row.dueAt > now || isGone(row)) return false
  return row.state === 'scheduled' ? now - row.dueAt >= late : true
}

const sameCard = (a: Card, b: Card): boolean =>
  a.row === b.row &&
  a.at === b.at &&
  a.y === b.y &&
  a.want === b.want &&
  a.kind === b.kind &&
  a.moving === b.moving &&
  a.index === b.index &&
  a.near?.kind === b.near?.kind &&
  a.near?.other === b.near?.other &&
  a.near?.minutes === b.near?.minutes

const same = <T>(a: readonly T[], b: readonly T[], equal: (one: T, other: T) => boolean): boolean =>
  a.length === b.length && a.every((one, index) => equal(one, b[index] as T))
const kept = <T>(
  before: readonly T[] | undefined,
  now: readonly T[],
  equal: (one: T, other: T) => boolean = Object.is,
): readonly T[] => (before && same(before, now, equal) ? before : now)

/** What nobody plans any more. */
export const isGone = (row: QueueSlot): boolean =>
  ['killed', 'spiked', 'deleted', 'erased'].includes(row.state)

type Standing = { row: QueueSlot; at: number; moving: boolean }

const onDay = ({ rows, moves }: LayOutInput, day: Day): Standing[] => {
  const found: Standing[] = []
  for (const row of rows.values()) {
    if (isGone(row)) continue
    const move = moves.get(row.id)
    const at = move === undefined ? standsAt(row) : move
    if (at !== null && isIn(day, at)) found.push({ row, at, moving: move !== undefined })
  }
  return found.sort((a, b) => a.at - b.at || (a.row.id < b.row.id ? -1 : 1))
}

const bracketsOf = (
  pairs: readonly (readonly [string, string])[],
  cards: ReadonlyMap<string, Card>,
  { top, bottom }: { top: number; bottom: number },
): Bracket[] => {
  const found: Bracket[] = []
  for (const [one, other] of pairs) {
    const from = cards.get(one)?.y ?? 0
    const to = cards.get(other)?.y ?? 0
    if (cards.get(one)?.kind === 'out' && cards.get(other)?.kind === 'out') continue
    if (to < top || from > bottom) continue
    const last = found.at(-1)
    if (last && last.bottom >= from) last.bottom = Math.max(last.bottom, to)
    else found.push({ top: from, bottom: to })
  }
  return found
}

/** Minutes of the day at which something stands, each once, as one path for each kind. */
const stripOf = (cards: Iterable<Card>, day: Day): Drawing['strip'] => {
  const minutes = { coming: new Set<number>(), out: new Set<number>(), late: new Set<number>() }
  for (const { at, kind, near } of cards)
    minutes[near && kind === 'coming' ? 'late' : kind].add(Math.floor((at - day.start) / 60_000))
  const path = (all: ReadonlySet<number>): string => [...all].map((minute) => `M0 ${minute}H1`).join('')
  return { coming: path(minutes.coming), out: path(minutes.out), late: path(minutes.late) }
}

/** Draws a day; `before` is the drawing that it follows. */
export const layOut = (input: LayOutInput, before: Drawing | null): Drawing => {
  const { scale, rules, now, late, window, cursor } = input
  const standing = onDay(input, scale.day)
  const slots = standing.map(({ row, at }) => ({ id: row.id, at, section: row.section }))
  const { near, pairs } = crowding(slots, rules)
  const wants = standing.map(({ at }) => yOf(scale, at))
  const past = standing.filter(({ at }) => at <= now).length
  const places = isIn(scale.day, now) ? spreadAround(wants, SLOT, past, yOf(scale, now)) : spread(wants, SLOT)

  const cards = new Map<string, Card>()
  for (const [index, { row, at, moving }] of standing.entries()) {
    const out = row.state === 'published' && row.dueAt === null
    const card: Card = {
      row,
      at,
      y: places[index] ?? 0,
      want: wants[index] ?? 0,
      // What is out cannot be moved any more.
      near: out ? null : (near.get(row.id) ?? null),
      kind: out ? 'out' : !moving && isMissed(row, now, late) ? 'late' : 'coming',
      moving,
      index: index + 1,
    }
    const was = before?.cards.get(row.id)
    cards.set(row.id, was && sameCard(was, card) ? was : card)
  }
  const order = slots.map(({ id }) => id)
  const [from, to] = between(places, window.top, window.bottom)
  const shown = order.slice(from, to)
  if (cursor !== null && cards.has(cursor) && !shown.includes(cursor)) {
    if ((cards.get(cursor)?.index ?? 0) <= from) shown.unshift(cursor)
    else shown.push(cursor)
  }
  const strip = stripOf(cards.values(), scale.day)
  const sameStrip =
    before?.strip.coming === strip.coming &&
    before.strip.out === strip.out &&
    before.strip.late === strip.late
  return {
    read: input.read,
    strip: sameStrip ? before.strip : strip,
    scale:
      before?.scale.day.start === scale.day.start && before.scale.zoom === scale.zoom ? before.scale : scale,
    height: Math.max(heightOf(scale), (places.at(-1) ?? 0) + SLOT),
    order: kept(before?.order, order),
    places,
    cards,
    visible: kept(before?.visible, shown),
    window,
    gaps: kept(before?.gaps, gaps(slots, rules, now), (a, b) => a.from === b.from && a.to === b.to),
    brackets: kept(
      before?.brackets,
      bracketsOf(pairs, cards, window),
      (a, b) => a.top === b.top && a.bottom === b.bottom,
    ),
  }
}
