/**
 * The dateline and credits as a row of chips: what every key and every drop does to them. Pure; the row itself lives
 * in two registers of the working copy. Order is the editor's and is never sorted.
 */
import type { Agency } from '../../../shared/domain/agency.ts'
import { resolveCredit } from '../../../shared/domain/credit.ts'
import { upperPlace } from '../../../shared/domain/dateline.ts'

/** Places in printed capitals and agency codes, both in printed order. */
export type Chips = { readonly places: readonly string[]; readonly credits: readonly string[] }

/** One chip of the row. */
export type Spot = { kind: 'place' | 'credit'; index: number }

export const isBare = (chips: Chips): boolean => chips.places.length === 0 && chips.credits.length === 0

/** All chips as they stand on the line. */
export const spotsOf = (chips: Chips): Spot[] => [
  ...chips.places.map((_place, index): Spot => ({ kind: 'place', index })),
  ...chips.credits.map((_credit, index): Spot => ({ kind: 'credit', index })),
]

const listOf = (chips: Chips, kind: Spot['kind']): readonly string[] =>
  kind === 'place' ? chips.places : chips.credits

const withList = (chips: Chips, kind: Spot['kind'], list: readonly string[]): Chips =>
  kind === 'place' ? { ...chips, places: list } : { ...chips, credits: list }

/** What a chip says. */
export const chipText = (chips: Chips, spot: Spot): string => listOf(chips, spot.kind)[spot.index] ?? ''

/** The parts of what was typed into a chip; a slash or a comma begins the next one. */
const partsOf = (kind: Spot['kind'], typed: string, register: readonly Agency[]): string[] =>
  typed
    .split(/[/,]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (kind === 'place' ? upperPlace(part) : resolveCredit(part, register).code))

/** Replaces the chip at `spot`, or adds after the last one where `spot` lies just behind it. Nothing typed: it goes. */
export const writeChip = (chips: Chips, spot: Spot, typed: string, register: readonly Agency[]): Chips => {
  const list = listOf(chips, spot.kind)
  return withList(chips, spot.kind, list.toSpliced(spot.index, 1, ...partsOf(spot.kind, typed, register)))
}

/** Puts an empty chip before `index`, to be typed into. */
export const openChip = (chips: Chips, spot: Spot): Chips =>
  withList(chips, spot.kind, listOf(chips, spot.kind).toSpliced(spot.index, 0, ''))

/** The row without the chip. */
export const removeChip = (chips: Chips, spot: Spot): Chips =>
  withList(chips, spot.kind, listOf(chips, spot.kind).toSpliced(spot.index, 1))

/** Moves a chip to `index` among its own kind. A place never becomes a credit. */
export const moveChip = (chips: Chips, spot: Spot, index: number): Chips => {
  const list = listOf(chips, spot.kind)
  const text = list[spot.index]
  const goal = Math.max(0, Math.min(list.length - 1, index))
  if (text === undefined || goal === spot.index) return chips
  return withList(chips, spot.kind, list.toSpliced(spot.index, 1).toSpliced(goal, 0, text))
}
