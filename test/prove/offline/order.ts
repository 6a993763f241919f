/** The order in which people saw the signs when they typed them, as far as it is certain. */
import { besideOf, certainWith } from './certain.ts'
import { countsIn, type Page, type Places, placesIn, signsOf } from './page.ts'

export type Pair = readonly [string, string]

export type Order = {
  /** Somebody typed new signs; `known` are those that he had before. */
  typed(who: string, page: Page, fresh: readonly string[], known: ReadonlySet<string>): void
  /** What somebody puts elsewhere on his own page (an undo does) belongs there, wherever it was. */
  moved(who: string, before: Page, after: Page): void
  /** Pairs that stand in another order than the typist of the later one saw. */
  swapped(page: Page, isSound: (sign: string) => boolean): Pair[]
}

/** What follows a sign. */
type Reach = (sign: string) => ReadonlySet<string>

type Sides = { before: Set<string>; behind: Set<string> }

/** Pairs that one page has in one order and the other in the other, with every copy of theirs. */
const turnedBetween = (before: Page, after: Page): Pair[] => {
  const [was, is] = [placesIn(before), placesIn(after)]
  const stands = (one: string, other: string, { first, last }: Places): boolean =>
    (last.get(one) ?? Number.POSITIVE_INFINITY) < (first.get(other) ?? -1)
  const signs = [...was.first.keys()].filter((sign) => is.first.has(sign))
  return signs.flatMap((one) =>
    signs.flatMap((other): Pair[] =>
      stands(one, other, was) && stands(other, one, is) ? [[other, one]] : [],
    ),
  )
}

export const createOrder = (begin: Page): Order => {
  const births = new Map<string, Sides>()
  const typists = new Map<string, string>()
  /** Who moved a sign, and what had been typed by then that he did not see. */
  const movers = new Map<string, { who: string; unseen: ReadonlySet<string> }>()
  const all = signsOf(begin)
  for (const [at, sign] of all.entries())
    births.set(sign, { before: new Set(all.slice(0, at)), behind: new Set(all.slice(at + 1)) })

  const besides = new Map<string, string>()
  /** Who moved a sign, or what it was written on from. */
  const moverOf = (sign: string): { who: string; unseen: ReadonlySet<string> } | undefined => {
    for (let one: string | undefined = sign; one !== undefined; one = besides.get(one)) {
      const mover = movers.get(one)
      if (mover !== undefined) return mover
    }
    return undefined
  }
  /** Who typed beside something that another one moved meanwhile has no place that is right for both. */
  const isTorn = (one: string, other: string): boolean => {
    const mover = moverOf(one)
    const typist = typists.get(other)
    return mover !== undefined && typist !== undefined && (mover.who !== typist || mover.unseen.has(other))
  }

  const swapped: Order['swapped'] = (page, isSound) => {
    const now = countsIn(page)
    const { first: places } = placesIn(page)
    const isOnce = (sign: string): boolean => now.get(sign) === 1 && isSound(sign)
    const pairs: Pair[] = []
    for (const [sign, { before, behind }] of births) {
      if (!isOnce(sign)) continue
      const here = places.get(sign) ?? 0
      const isWrong = (other: string, wrong: (there: number) => boolean): boolean =>
        isOnce(other) && wrong(places.get(other) ?? here) && !isTorn(sign, other) && !isTorn(other, sign)
      for (const other of before) if (isWrong(other, (there) => there > here)) pairs.push([other, sign])
      for (const other of behind) if (isWrong(other, (there) => there < here)) pairs.push([sign, other])
    }
    return pairs
  }

  /** What follows each sign by what somebody saw, and by what follows from that. */
  const reaching = (): Reach => {
    const all = new Map<string, Set<string>>()
    const note = (one: string, other: string): void => {
      const known = all.get(one)
      if (known) known.add(other)
      else all.set(one, new Set([other]))
    }
    for (const [sign, { before, behind }] of births) {
      for (const other of before) note(other, sign)
      for (const other of behind) note(sign, other)
    }
    const known = new Map<string, Set<string>>()
    return (sign) => {
      const reached = known.get(sign) ?? new Set([sign])
      if (!known.has(sign))
        for (const one of reached) for (const other of all.get(one) ?? []) reached.add(other)
      known.set(sign, reached)
      return reached
    }
  }

  /**
   * The signs that stand on the wrong side of each other, by what people saw and by what follows from it: nobody who
   * writes on among those can have meant that order.
   */
  const wrongOn = (page: Page, reach: Reach): Set<string> => {
    const wrong = new Set<string>()
    const { first, last } = placesIn(page)
    for (const [sign, here] of first)
      for (const other of reach(sign)) if ((last.get(other) ?? here) < here) wrong.add(sign).add(other)
    // What was written on from what stands wrong stands wrong with it.
    for (const [sign] of first) {
      const chain = [sign]
      for (let one = besides.get(sign); one !== undefined && !chain.includes(one); one = besides.get(one))
        chain.push(one)
      if (chain.some((one) => wrong.has(one))) wrong.add(sign)
    }
    return wrong
  }

  return {
    swapped,
    typed(who, page, fresh, known) {
      if (fresh.length === 0) return
      const reach = reaching()
      const wrong = wrongOn(page, reach)
      const { first, last } = placesIn(page)
      for (const sign of fresh) {
        const line = [...(page.find((one) => one.includes(sign)) ?? '')]
        /** Of what stands twice, the copy in this line may be the one that stands wrong. */
        const isOdd = (other: string): boolean => {
          const here = line.indexOf(other)
          if (here < 0 || first.get(other) === last.get(other)) return false
          return line.some(
            (one, at) => one !== other && (at > here ? reach(one).has(other) : reach(other).has(one)),
          )
        }
        const beside = besideOf(page, sign, known)
        if (beside !== undefined) besides.set(sign, beside)
        // Who writes on from what a merge put elsewhere means the place beside it, and beside what he types with it.
        const isAstray = beside !== undefined && wrong.has(beside)
        const isRight = (other: string): boolean =>
          isAstray ? fresh.includes(other) : !wrong.has(other) && !isOdd(other)
        births.set(sign, certainWith(page, sign, known, isRight))
        typists.set(sign, who)
      }
    },
    moved(who, before, after) {
      const turned = turnedBetween(before, after)
      if (turned.length === 0) return
      const seen = countsIn(after)
      const unseen = new Set([...typists.keys()].filter((sign) => !seen.has(sign)))
      for (const [one, other] of turned) {
        const [first, second] = [births.get(one), births.get(other)]
        for (const sides of [first?.before, first?.behind]) sides?.delete(other)
        for (const sides of [second?.before, second?.behind]) sides?.delete(one)
        if (certainWith(after, one, new Set(), () => true).behind.has(other)) first?.behind.add(other)
        movers.set(one, { who, unseen }).set(other, { who, unseen })
      }
    },
  }
}
