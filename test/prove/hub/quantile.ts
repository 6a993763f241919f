/** The value below which a share of all values lies, to a tenth. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return found === undefined ? Number.NaN : Math.round(found * 10) / 10
}
