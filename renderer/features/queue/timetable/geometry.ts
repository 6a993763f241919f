/** Where minutes stand on a timetable. Pure: a day is two instants (ms UTC), places are CSS pixels from its top. */
import { DateTime } from 'luxon'

/** The local day of a desk, from midnight to midnight: 23 or 25 hours where the clock changes. */
export type Day = { start: number; end: number }
/** A day at a zoom: pixels for a minute. */
export type Scale = { day: Day; zoom: number }

const MINUTE = 60_000

/** The height of a brief with the room between two, px. The same as `--h-slot` in the styles. */
export const SLOT = 32

/** The zooms there are, px for a minute. */
export const ZOOMS = [1, 1.5, 2, 3, 4, 6, 9, 12, 18, 24, 36, 48] as const

/** The day on which `at` falls in `zone`, and with `steps` that many days on. */
export const dayOn = (at: number, zone: string, steps = 0): Day => {
  const start = DateTime.fromMillis(at, { zone }).startOf('day').plus({ days: steps })
  return { start: start.toMillis(), end: start.plus({ days: 1 }).toMillis() }
}

export const isIn = ({ start, end }: Day, at: number): boolean => at >= start && at < end

/** How high a whole day is. */
export const heightOf = ({ day, zoom }: Scale): number => ((day.end - day.start) / MINUTE) * zoom

/** Where an instant stands. */
export const yOf = ({ day, zoom }: Scale, at: number): number => ((at - day.start) / MINUTE) * zoom

/** The whole minute at a height, within the day. */
export const minuteAt = ({ day, zoom }: Scale, y: number): number => {
  const at = day.start + Math.round(y / zoom) * MINUTE
  return Math.min(Math.max(at, day.start), day.end - MINUTE)
}

/**
 * Pushes what would overlap apart, as little as can be: `wants` (rising) are the places wished for, the answer keeps
 * their order, lies `size` apart and never above `size / 2`. Neighbours that push each other share the way (isotonic
 * regression: the sum of squared shifts is the least).
 */
export const spread = (wants: readonly number[], size: number): number[] => {
  // Blocks that stand as one: what each would want its first to be, summed, and how many they are.
  const sums: number[] = []
  const counts: number[] = []
  for (let index = 0; index < wants.length; index += 1) {
    let sum = (wants[index] ?? 0) - index * size
    let count = 1
    while (sums.length > 0) {
      const sumBefore = sums[sums.length - 1] ?? 0
      const countBefore = counts[counts.length - 1] ?? 1
      if (sumBefore / countBefore < sum / count) break
      sum += sumBefore
      count += countBefore
      sums.pop()
      counts.pop()
    }
    sums.push(sum)
    counts.push(count)
  }
  const places: number[] = []
  for (let block = 0; block < sums.length; block += 1) {
    const first = Math.max((sums[block] ?? 0) / (counts[block] ?? 1), size / 2)
    for (let step = counts[block] ?? 0; step > 0; step -= 1) places.push(first + places.length * size)
  }
  return places.map(Math.round)
}

/**
 * The same on a day with a present at height `line`: the first `past` of them stay above it and the others below, as long
 * as there is room above.
 */
export const spreadAround = (
  wants: readonly number[],
  size: number,
  past: number,
  line: number,
): number[] => {
  const above = spread(wants.slice(0, past), size)
  if (past * size <= line)
    for (let index = 0; index < past; index += 1) {
      const lowest = Math.round(line - size / 2) - (past - 1 - index) * size
      above[index] = Math.min(above[index] ?? 0, lowest)
    }
  const least = Math.max(past > 0 ? (above[past - 1] ?? 0) + size : 0, Math.round(line + size / 2))
  const below = spread(wants.slice(past), size).map((place, index) => Math.max(place, least + index * size))
  return [...above, ...below]
}

/** The first index whose value is not below `least`; `values` rise. */
const firstFrom = (values: readonly number[], least: number): number => {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** Which of the rising `places` lie between two heights: from the first index up to, not including, the second. */
export const between = (places: readonly number[], top: number, bottom: number): [number, number] => [
  firstFrom(places, top),
  firstFrom(places, bottom + 1),
]

/** The smallest zoom from `least` on at which the busiest hour of the day has room for its briefs. */
export const fittingZoom = (times: readonly number[], day: Day, least: number): number => {
  const hours = new Map<number, number>()
  let most = 0
  for (const at of times) {
    if (!isIn(day, at)) continue
    const hour = Math.floor((at - day.start) / (60 * MINUTE))
    const count = (hours.get(hour) ?? 0) + 1
    hours.set(hour, count)
    most = Math.max(most, count)
  }
  const needed = Math.max(least, (most * SLOT) / 60)
  return ZOOMS.find((zoom) => zoom >= needed) ?? ZOOMS[ZOOMS.length - 1] ?? least
}

/** The zoom `steps` further in (or out). */
export const zoomBeside = (zoom: number, steps: number): number => {
  const at = ZOOMS.findIndex((one) => one >= zoom)
  return ZOOMS[Math.min(Math.max((at < 0 ? ZOOMS.length - 1 : at) + steps, 0), ZOOMS.length - 1)] ?? zoom
}

/** A line on the ruler; `label` where the time is written, `hour` where a whole one begins. */
export type Tick = { at: number; y: number; label: boolean; hour: boolean }

/** How many minutes lie between two lines and between two written times, so that times stay a line of text apart. */
const steps = (zoom: number): { line: number; label: number } => {
  const label = [5, 15, 30, 60, 120].find((minutes) => minutes * zoom >= 40) ?? 120
  const line = [1, 5, 15, 30, 60].find((minutes) => minutes * zoom >= 8) ?? 60
  return { line, label }
}

/** The lines of the ruler between two heights. */
export const ticksBetween = (scale: Scale, top: number, bottom: number): Tick[] => {
  const { line, label } = steps(scale.zoom)
  const { start, end } = scale.day
  const height = line * scale.zoom
  const first = Math.max(0, Math.floor(top / height))
  const last = Math.min((end - start) / MINUTE / line, Math.ceil(bottom / height))
  return Array.from({ length: Math.max(0, last - first + 1) }, (_unused, index) => {
    const minutes = (first + index) * line
    const at = start + minutes * MINUTE
    return { at, y: minutes * scale.zoom, label: minutes % label === 0, hour: minutes % 60 === 0 }
  })
}
