/** Medians, and what a ratio of two of them is worth on a machine that is not quiet. */

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** The value below which `share` of them lie; NaN of none. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

/** Each run of the one beside the run of the other that stood next to it in time. */
export const pairRatios = (ones: readonly number[], others: readonly number[]): number[] =>
  ones.flatMap((one, at) => {
    const other = others[at]
    return other === undefined ? [] : [one / other]
  })

/**
 * How far noise alone reaches: the interval that holds 95 % of the ratios of pairs that are the same thing (of few
 * pairs: all of them).
 */
export const noise = (ones: readonly number[], others: readonly number[]): { low: number; high: number } => {
  const ratios = pairRatios(ones, others)
  return { low: percentile(ratios, 0.025), high: percentile(ratios, 0.975) }
}

/** How far a ratio is above its limit; 0 when it is not, or when noise alone reaches as far. */
export const excess = (ratio: number, limit: number, aa: { high: number }): number =>
  ratio > limit && ratio > aa.high ? ratio - limit : 0

export const round = (value: number, digits = 0): number => Math.round(value * 10 ** digits) / 10 ** digits
