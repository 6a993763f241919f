/** What the desk's rules say of a day of briefs. Pure; times are ms UTC, slots stand in the order of their times. */

/** A brief on its minute, and the rail that it goes to. */
export type Timed = { id: string; at: number; section: string }

/** Minutes; null where the desk has no such rule. */
export type Rules = {
  /** Two briefs of a section lie at least this far apart. */
  apart: number | null
  /** The rail gets something new at least this often. */
  gap: number | null
}

/** Why a brief is marked: another one of its section goes out in the same minute, or closer to it than the rule. */
export type Closeness = { kind: 'same' | 'close'; other: string; minutes: number }

const MINUTE = 60_000
export const minuteOf = (at: number): number => Math.floor(at / MINUTE)

const nearer = (one: Closeness | undefined, other: Closeness): Closeness =>
  one && one.minutes <= other.minutes ? one : other

/** Who stands too close to whom: every such brief with its nearest, and the pairs in the order of their times. */
export type Crowding = { near: ReadonlyMap<string, Closeness>; pairs: readonly (readonly [string, string])[] }

/** Which briefs stand too close to another one of their section. */
export const crowding = (slots: readonly Timed[], { apart }: Rules): Crowding => {
  const found = new Map<string, Closeness>()
  const pairs: [string, string][] = []
  const lastOf = new Map<string, Timed>()
  for (const slot of slots) {
    const before = lastOf.get(slot.section)
    lastOf.set(slot.section, slot)
    if (!before) continue
    const minutes = minuteOf(slot.at) - minuteOf(before.at)
    if (minutes > 0 && minutes >= (apart ?? 0)) continue
    const kind = minutes === 0 ? 'same' : 'close'
    pairs.push([before.id, slot.id])
    found.set(before.id, nearer(found.get(before.id), { kind, other: slot.id, minutes }))
    found.set(slot.id, nearer(found.get(slot.id), { kind, other: before.id, minutes }))
  }
  return { near: found, pairs }
}

/** A stretch without anything new, longer than the rule allows. */
export type Gap = { from: number; to: number; minutes: number }

/** The gaps that are not over at `now`. Before the first brief and after the last one nothing is counted. */
export const gaps = (slots: readonly Timed[], { gap }: Rules, now: number): Gap[] => {
  if (gap === null) return []
  return slots.flatMap(({ at }, index): Gap[] => {
    const from = slots[index - 1]?.at
    if (from === undefined || at <= now) return []
    const minutes = minuteOf(at) - minuteOf(from)
    return minutes > gap ? [{ from, to: at, minutes }] : []
  })
}

/** Something that comes onto a rail, or goes off it. */
export type RailStep = { at: number; by: 1 | -1 }

/**
 * The first minute from `now` on at which a rail holds fewer briefs than the desk wants, and how many; `on` is what it
 * holds now. Null: never on this day.
 */
export const railShort = (
  steps: readonly RailStep[],
  { on, keep, now }: { on: number; keep: number; now: number },
): { at: number; count: number } | null => {
  if (keep === 0) return null
  if (on < keep) return { at: now, count: on }
  let count = on
  const ahead = steps.filter(({ at }) => at > now).sort((a, b) => a.at - b.at || b.by - a.by)
  for (const { at, by } of ahead) {
    count += by
    if (count < keep) return { at, count }
  }
  return null
}
