/** Medians, and what a ratio of two of them is worth on a machine that is not quiet. */
import type { Chance } from '../../support/prove-chance.ts'

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** The value below which `share` of them lie; NaN of none. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

/** As many medians of the same runs drawn anew as it takes for their interval to stand still. */
const DRAWN = 2000

/**
 * How far noise alone reaches: the interval that holds 95 % of the ratios of the medians of two series that are the same
 * thing, of runs drawn anew from each (a bootstrap). It is about medians, as what it is held against is, and so it
 * narrows with the number of runs.
 */
export const noise = (
  ones: readonly number[],
  others: readonly number[],
  chance: Chance,
): { low: number; high: number } => {
  const medianOf = (runs: readonly number[]): number => median(runs.map(() => chance.pick(runs)))
  const ratios = Array.from({ length: DRAWN }, () => medianOf(ones) / medianOf(others))
  return { low: percentile(ratios, 0.025), high: percentile(ratios, 0.975) }
}

/**
 * How far a ratio is above its limit; 0 when it is not, or when it is above by no more than the floor is above itself in
 * the same run (issue: "fails above 1.5 and 2.2 when that is also outside the A/A interval").
 */
export const excess = (ratio: number, limit: number, aa: { high: number }): number =>
  ratio > limit * Math.max(1, aa.high) ? ratio - limit : 0

export const round = (value: number, digits = 0): number => Math.round(value * 10 ** digits) / 10 ** digits
