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
  /** All of the day in the order of their times: `order` has their ids, `places` where they stand. */
  standing: readonly Standing[]
  scale: Scale
  /** Whether the desk has said what stands on this day. */
  read: boolean
  height: number
  order: readonly string[]
  places: readonly number[]
  /** Those within the window, and the one at the cursor wherever it is: cards are made for what is drawn. */
  cards: ReadonlyMap<string, Card>
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

/** A brief of the day and its minute, ms UTC. `moving`: by a move that is under way. */
export type Standing = { row: QueueSlot; at: number; moving: boolean }

const byTime = (a: Standing, b: Standing): number => a.at - b.at || (a.row.id < b.row.id ? -1 : 1)

/** What stands on a day when nothing moves: asked for at every step of a drag, and the same until rows are read. */
const sorted = new WeakMap<ReadonlyMap<string, QueueSlot>, { day: number; standing: readonly Standing[] }>()

const atRest = (rows: ReadonlyMap<string, QueueSlot>, day: Day): readonly Standing[] => {
  const known = sorted.get(rows)
  if (known?.day === day.start) return known.standing
  const standing: Standing[] = []
  for (const row of rows.values()) {
    const at = isGone(row) ? null : standsAt(row)
    if (at !== null && isIn(day, at)) standing.push({ row, at, moving: false })
  }
  standing.sort(byTime)
  sorted.set(rows, { day: day.start, standing })
  return standing
}

const onDay = ({ rows, moves }: LayOutInput, day: Day): readonly Standing[] => {
  const rest = atRest(rows, day)
  if (moves.size === 0) return rest
  const moving: Standing[] = []
  for (const [id, at] of moves) {
    const row = rows.get(id)
    if (row && at !== null && !isGone(row) && isIn(day, at)) moving.push({ row, at, moving: true })
  }
  moving.sort(byTime)
  const all: Standing[] = []
  let next = 0
  for (const one of rest) {
    if (moves.has(one.row.id)) continue
    for (let first = moving[next]; first && byTime(first, one) < 0; first = moving[next]) {
      all.push(first)
      next += 1
    }
    all.push(one)
  }
  return [...all, ...moving.slice(next)]
}

/** Whether readers have a row, and nothing newer of it is to go out. */
export const isOutOf = (row: QueueSlot): boolean => row.state === 'published' && row.dueAt === null

const kindOf = ({ row, moving }: Standing, now: number, late: number): Card['kind'] => {
  if (isOutOf(row)) return 'out'
  return !moving && isMissed(row, now, late) ? 'late' : 'coming'
}

/** The indexes from which and up to which briefs can be too close to those between `from` and `to`. */
const around = (standing: readonly Standing[], from: number, to: number, apart: number): [number, number] => {
  const reach = (Math.max(apart, 1) + 1) * 60_000
  let first = from
  let last = to
  const start = standing[from]?.at ?? 0
  const end = standing[to - 1]?.at ?? 0
  while (first > 0 && start - (standing[first - 1]?.at ?? 0) <= reach) first -= 1
  while (last < standing.length && (standing[last]?.at ?? 0) - end <= reach) last += 1
  return [first, last]
}

/** Minutes of the day at which something stands, each once, as one path for each kind. */
const stripOf = (
  standing: readonly Standing[],
  { scale: { day }, now, late }: LayOutInput,
): Drawing['strip'] => {
  const paths = { coming: '', out: '', late: '' }
  const last = { coming: -1, out: -1, late: -1 }
  for (const one of standing) {
    const kind = kindOf(one, now, late)
    const minute = Math.floor((one.at - day.start) / 60_000)
    if (last[kind] === minute) continue
    last[kind] = minute
    paths[kind] += `M0 ${minute}H1`
  }
  return paths
}

type Placed = { standing: readonly Standing[]; places: readonly number[]; wants: readonly number[] }

/** What is drawn: cards for the indexes from `from` up to `to`, and for the cursor; and the brackets round them. */
const drawn = (
  { standing, places, wants }: Placed,
  [from, to]: [number, number],
  { rules, now, late, cursor, window }: LayOutInput,
  before: Drawing | null,
): Pick<Drawing, 'cards' | 'visible' | 'brackets'> => {
  const cursorAt = cursor === null ? -1 : standing.findIndex(({ row }) => row.id === cursor)
  const [first, last] = around(standing, from, to, rules.apart ?? 0)
  const near = standing.slice(first, last)
  const aside = cursorAt >= 0 && (cursorAt < first || cursorAt >= last)
  const [asideFrom, asideTo] = aside ? around(standing, cursorAt, cursorAt + 1, rules.apart ?? 0) : [0, 0]
  const timed = [...near, ...standing.slice(asideFrom, asideTo)].sort(byTime)
  const { near: closeTo, pairs } = crowding(
    timed.map(({ row, at }) => ({ id: row.id, at, section: row.section })),
    rules,
  )
  const cards = new Map<string, Card>()
  const make = (index: number): void => {
    const one = standing[index]
    if (!one) return
    const { row, at, moving } = one
    const kind = kindOf(one, now, late)
    const card: Card = {
      ...{ row, at, moving, kind },
      y: places[index] ?? 0,
      want: wants[index] ?? 0,
      // What is out cannot be moved any more.
      near: kind === 'out' ? null : (closeTo.get(row.id) ?? null),
      index: index + 1,
    }
    const was = before?.cards.get(row.id)
    cards.set(row.id, was && sameCard(was, card) ? was : card)
  }
  if (cursorAt >= 0 && cursorAt < from) make(cursorAt)
  for (let index = from; index < to; index += 1) make(index)
  if (cursorAt >= to) make(cursorAt)
  return {
    cards,
    visible: [...cards.keys()],
    brackets: bracketsOf(pairs, { standing, places, first, last, now, late }, window),
  }
}

const bracketsOf = (
  pairs: readonly (readonly [string, string])[],
  {
    standing,
    places,
    first,
    last,
    now,
    late,
  }: Omit<Placed, 'wants'> & { first: number; last: number; now: number; late: number },
  { top, bottom }: { top: number; bottom: number },
): Bracket[] => {
  const known = new Map<string, { y: number; out: boolean }>()
  for (let index = first; index < last; index += 1) {
    const one = standing[index]
    if (one) known.set(one.row.id, { y: places[index] ?? 0, out: kindOf(one, now, late) === 'out' })
  }
  const found: Bracket[] = []
  for (const [one, other] of pairs) {
    const from = known.get(one)
    const to = known.get(other)
    if (!from || !to || (from.out && to.out) || to.y < top || from.y > bottom) continue
    const before = found.at(-1)
    if (before && before.bottom >= from.y) before.bottom = Math.max(before.bottom, to.y)
    else found.push({ top: from.y, bottom: to.y })
  }
  return found
}

/** Draws a day; `before` is the drawing that it follows. */
export const layOut = (input: LayOutInput, before: Drawing | null): Drawing => {
  const { scale, rules, now, window } = input
  const standing = onDay(input, scale.day)
  const wants = standing.map(({ at }) => yOf(scale, at))
  const past = standing.filter(({ at }) => at <= now).length
  const places = isIn(scale.day, now) ? spreadAround(wants, SLOT, past, yOf(scale, now)) : spread(wants, SLOT)
  const seen = drawn({ standing, places, wants }, between(places, window.top, window.bottom), input, before)
  const strip = stripOf(standing, input)
  const sameStrip =
    before?.strip.coming === strip.coming &&
    before.strip.out === strip.out &&
    before.strip.late === strip.late
  return {
    standing,
    read: input.read,
    strip: sameStrip ? before.strip : strip,
    scale:
      before?.scale.day.start === scale.day.start && before.scale.zoom === scale.zoom ? before.scale : scale,
    height: Math.max(heightOf(scale), (places.at(-1) ?? 0) + SLOT),
    order: kept(
      before?.order,
      standing.map(({ row }) => row.id),
    ),
    places,
    cards: seen.cards,
    visible: kept(before?.visible, seen.visible),
    window,
    gaps: kept(
      before?.gaps,
      rules.gap === null
        ? []
        : gaps(
            standing.map(({ row, at }) => ({ id: row.id, at, section: row.section })),
            rules,
            now,
          ),
      (a, b) => a.from === b.from && a.to === b.to,
    ),
    brackets: kept(before?.brackets, seen.brackets, (a, b) => a.top === b.top && a.bottom === b.bottom),
  }
}
