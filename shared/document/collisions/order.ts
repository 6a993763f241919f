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

/**
 * As `outOfOrder`, where some things bind less than others: the firm ones are brought into order first, and of the loose
 * ones those stay that fit in between.
 */
export const outOfFirmOrder = (ranks: readonly number[], isLoose: (at: number) => boolean): Set<number> => {
  const firm = ranks.flatMap((_, at) => (isLoose(at) ? [] : [at]))
  const away = new Set(outOfOrder(firm.map((at) => ranks[at] ?? 0)).flatMap((index) => firm[index] ?? []))
  const next = new Array<number>(ranks.length).fill(Number.POSITIVE_INFINITY)
  let behind = Number.POSITIVE_INFINITY
  for (let at = ranks.length - 1; at >= 0; at -= 1) {
    next[at] = behind
    if (!isLoose(at) && !away.has(at)) behind = ranks[at] ?? behind
  }
  let before = Number.NEGATIVE_INFINITY
  for (const [at, rank] of ranks.entries()) {
    if (away.has(at)) continue
    if (!isLoose(at)) before = rank
    else if (rank < before || rank > (next[at] ?? rank)) away.add(at)
  }
  const left = ranks.flatMap((_, at) => (away.has(at) ? [] : [at]))
  for (const index of outOfOrder(left.map((at) => ranks[at] ?? 0))) away.add(left[index] ?? -1)
  return away
}

/** The places in `ranks` that have a greater one before them or a smaller one behind them. */
export const inverted = (ranks: readonly number[]): number[] => {
  const least = new Array<number>(ranks.length)
  let low = Number.POSITIVE_INFINITY
  for (let at = ranks.length - 1; at >= 0; at -= 1) {
    least[at] = low
    low = Math.min(low, ranks[at] ?? low)
  }
  let high = Number.NEGATIVE_INFINITY
  return ranks.flatMap((rank, at) => {
    const wrong = high > rank || (least[at] ?? rank) < rank
    high = Math.max(high, rank)
    return wrong ? [at] : []
  })
}
