/** Which things have to move to bring a sequence back into an order: as few as possible. */

/** The places in `ranks` that are not part of its longest rising subsequence. */
export const outOfOrder = (ranks: readonly number[]): number[] => {
  let rising = true
  for (let at = 1; at < ranks.length && rising; at += 1) rising = (ranks[at] ?? 0) > (ranks[at - 1] ?? 0)
  if (rising) return []

  const before = new Array<number>(ranks.length).fill(-1)
  const tails: number[] = []
  for (const [at, rank] of ranks.entries()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ranks[tails[middle] ?? 0] ?? 0) < rank) low = middle + 1
      else high = middle
    }
    before[at] = low > 0 ? (tails[low - 1] ?? -1) : -1
    tails[low] = at
  }
  const kept = new Set<number>()
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at)
  return ranks.flatMap((_, at) => (kept.has(at) ? [] : [at]))
}
