/** Chance that can be had again: a proof prints its seed, and `KOPIJ_SEED=<seed>` repeats what it drew. */
import { randomInt } from 'node:crypto'

export type Chance = {
  readonly seed: number
  /** From 0 up to 1. */
  next(): number
  /** A whole number from 0 up to `end`. */
  below(end: number): number
  pick<T>(from: readonly T[]): T
  /** The same things in an order of chance. */
  shuffled<T>(things: readonly T[]): T[]
}

/** A sample says the same of the same tree; what nobody has seen yet is for the full runs to find. */
const SEED_OF_SAMPLES = 20_261_122

/** The seed that somebody asked for; else one and the same for every sample, and a new one for every full run. */
export const seedOfRun = (): number => {
  const asked = Number(process.env['KOPIJ_SEED'])
  if (Number.isInteger(asked) && asked > 0) return asked
  return process.argv.includes('--sample') ? SEED_OF_SAMPLES : randomInt(1, 2 ** 31)
}

/** Mulberry32: small, quick, and good enough to choose moments with. */
export const createChance = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  const pick = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  return {
    seed,
    next,
    below,
    pick,
    shuffled(things) {
      const order = [...things]
      for (let at = order.length - 1; at > 0; at -= 1) {
        const other = below(at + 1)
        const here = order[at]
        const there = order[other]
        if (here === undefined || there === undefined) continue
        order[at] = there
        order[other] = here
      }
      return order
    },
  }
}
