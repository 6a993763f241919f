/** The order in which people saw the signs when they typed them, as far as it is certain. */
import { besideOf, certainWith } from './certain.ts'
import { countsIn, type Page, placesIn, signsOf } from './page.ts'
import { clearedBetween, type Pair, turnedBetween } from './turned.ts'

export type Order = {
  /** Somebody typed new signs; `known` are those that he had before. */
  typed(who: string, page: Page, fresh: readonly string[], known: ReadonlySet<string>): void
  /** What somebody puts elsewhere on his own page (an undo does) belongs there, wherever it was. */
  moved(who: string, before: Page, after: Page): void
  /** Somebody brought signs back that had been taken away: where they come is as right as where they were. */
  broughtBack(who: string, page: Page, back: readonly string[]): void
  /** Pairs that stand in another order than the typist of the later one saw. */
  swapped(page: Page, isSound: (sign: string) => boolean): Pair[]
  /** Signs that stand as one person put them and not as another one did: no order is right for both. */
  contested(page: Page): Set<string>
}

/** What follows a sign. */
type Reach = (sign: string) => ReadonlySet<string>

/** Who moved something, and what had been typed by then that he did not see. */
type Mover = { who: string; unseen: ReadonlySet<string> }

type Sides = { before: Set<string>; behind: Set<string> }

export const createOrder = (begin: Page): Order => {
  const births = new Map<string, Sides>()
  const typists = new Map<string, string>()
  const movers = new Map<string, Mover>()
  const all = signsOf(begin)
  for (const [at, sign] of all.entries())
    births.set(sign, { before: new Set(all.slice(0, at)), behind: new Set(all.slice(at + 1)) })

  const besides = new Map<string, string>()
  /** A sign, what it was written on from, and so on. */
  const chainOf = (sign: string): Set<string> => {
    const chain = new Set<string>()
    for (let one: string | undefined = sign; one !== undefined && !chain.has(one); one = besides.get(one))
      chain.add(one)
    return chain
  }
  /** Who moved a sign, or what it was written on from. */
  const moverOf = (sign: string): Mover | undefined => {
    for (const one of chainOf(sign)) {
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
  /** What was written on from a copy that may be the wrong one: it stays with those words, or where it was typed. */
  const ties = new Map<string, Sides & { beside: string }>()
  /** What somebody put before what, by his own doing. */
  const placed = new Map<string, Set<string>>()
  /** What somebody put before what that another one had seen behind it, and that stays so for him. */
  const released = new Map<string, Set<string>>()
  /**
   * Nor has what was written on from something, among what that was put past; nor where that was taken away and brought back
   * on another side, which may be undone for all of it.
   */
  const isAdrift = (first: string, second: string): boolean => {
    if (placed.size === 0 && released.size === 0) return false
    const [ahead, after] = [chainOf(first), chainOf(second)]
    const isPut = (
      among: ReadonlyMap<string, ReadonlySet<string>>,
      from: Set<string>,
      to: Set<string>,
    ): boolean =>
      [...from].some((one) => {
        const others = among.get(one)
        return others !== undefined && [...to].some((other) => others.has(other))
      })
    return isPut(placed, after, ahead) || isPut(released, ahead, after)
  }

  /** Pairs of signs that stand once, in the order that the typist of one of them saw: those that stand so, and the others. */
  const demandsOn = (
    page: Page,
    isSound: (sign: string) => boolean,
  ): { kept: readonly Pair[]; turned: readonly Pair[] } => {
    const now = countsIn(page)
    const { first: places } = placesIn(page)
    const isOnce = (sign: string): boolean => now.get(sign) === 1 && isSound(sign)
    const [kept, turned]: [Pair[], Pair[]] = [[], []]
    const lineOf = (sign: string): number => page.findIndex((line) => line.includes(sign))
    const isBefore = (one: string, other: string): boolean =>
      !isOnce(one) || !isOnce(other) || (places.get(one) ?? 0) < (places.get(other) ?? 0)
    /** What holds for a sign: the place where it was typed, or the words that it was typed beside, if it is with them. */
    const heldBy = (sign: string, sides: Sides): Sides => {
      const tie = ties.get(sign)
      if (!tie || !isOnce(tie.beside)) return sides
      const isHome =
        [...tie.before].every((one) => isBefore(one, sign)) &&
        [...tie.behind].every((one) => isBefore(sign, one))
      if (isHome && Math.abs(lineOf(sign) - lineOf(tie.beside)) < 2) return tie
      // Right beside them it stands on its side of them.
      const line = page[lineOf(sign)] ?? ''
      const at = line.indexOf(sign)
      return tie.before.has(line.charAt(at + 1)) || tie.behind.has(line.charAt(at - 1)) ? tie : sides
    }
    for (const [sign, sides] of births) {
      if (!isOnce(sign)) continue
      const { before, behind } = heldBy(sign, sides)
      const note = (one: string, other: string): void => {
        if (isOnce(one) && isOnce(other)) (isBefore(one, other) ? kept : turned).push([one, other])
      }
      for (const other of before) note(other, sign)
      for (const other of behind) note(sign, other)
    }
    // What somebody put so by his own doing, he saw so.
    for (const [one, others] of placed)
      for (const other of others)
        if (isOnce(one) && isOnce(other) && isBefore(one, other)) kept.push([one, other])
    return { kept, turned }
  }
  const isContested = ([one, other]: Pair): boolean =>
    isTorn(one, other) || isTorn(other, one) || isAdrift(one, other)
  /**
   * Whether what people saw says the opposite as well, where the page keeps it: one before another, that before a third, and
   * the third before the first. No page is right for all of them.
   */
  const isDenied = (kept: readonly Pair[]): ((pair: Pair) => boolean) => {
    const next = new Map<string, string[]>()
    for (const pair of kept) {
      if (isContested(pair)) continue
      const [one, other] = pair
      const others = next.get(one)
      if (others) others.push(other)
      else next.set(one, [other])
    }
    return ([first, second]) => {
      const reached = new Set([second])
      for (const one of reached) for (const other of next.get(one) ?? []) reached.add(other)
      return reached.has(first)
    }
  }
  const sorted = (page: Page, isSound: (sign: string) => boolean): { wrong: Pair[]; denied: Pair[] } => {
    const { kept, turned } = demandsOn(page, isSound)
    if (turned.length === 0) return { wrong: [], denied: [] }
    const isNo = isDenied(kept)
    const denied = turned.filter((pair) => isContested(pair) || isNo(pair))
    return { wrong: turned.filter((pair) => !denied.includes(pair)), denied }
  }

  const contested: Order['contested'] = (page) => {
    const { first: places } = placesIn(page)
    const found = new Set(sorted(page, () => true).denied.flat())
    for (const [one, others] of released)
      for (const other of others)
        if ((places.get(one) ?? 0) < (places.get(other) ?? 0)) found.add(one).add(other)
    return found
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

  const place = (one: string, other: string): void => {
    const others = placed.get(one) ?? new Set<string>()
    placed.set(one, others.add(other))
    placed.get(other)?.delete(one)
  }
  /** One stands before the other now, by somebody's own doing: whoever had them the other way has a point, and no more. */
  const release = (one: string, other: string): boolean => {
    // What somebody wrote on from a copy is held by it, until he sees himself which of the two is left.
    const told = [births, ties].flatMap((all) => [
      all.get(one)?.before.delete(other),
      all.get(other)?.behind.delete(one),
    ])
    if (!told.includes(true)) return false
    place(one, other)
    released.set(one, (released.get(one) ?? new Set<string>()).add(other))
    return true
  }

  /** Who takes back half of what he put elsewhere, so that it stands on both sides, has said nothing of its place. */
  const letGoOf = (who: string, after: Page): void => {
    const { first, last } = placesIn(after)
    for (const [one, others] of placed)
      for (const other of others) {
        const isHis = movers.get(one)?.who === who || movers.get(other)?.who === who
        if (!isHis || (first.get(other) ?? Number.POSITIVE_INFINITY) > (last.get(one) ?? -1)) continue
        others.delete(other)
        births.get(one)?.behind.delete(other)
        births.get(other)?.before.delete(one)
      }
  }

  return {
    swapped: (page, isSound) => sorted(page, isSound).wrong,
    contested,
    typed(who, page, fresh, known) {
      if (fresh.length === 0) return
      const reach = reaching()
      const wrong = wrongOn(page, reach)
      const { first, last } = placesIn(page)
      const signs = signsOf(page)
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
        // A line of its own among what was pasted goes with the rest of it.
        const ahead = signs[signs.indexOf(sign) - 1]
        const goesWith = beside ?? (ahead !== undefined && fresh.includes(ahead) ? ahead : undefined)
        if (goesWith !== undefined) besides.set(sign, goesWith)
        const isAstray = beside !== undefined && wrong.has(beside)
        const isTwice = (other: string): boolean => first.get(other) !== last.get(other)
        // Who writes on from one of two copies, or right before what a merge put elsewhere, means those words or this place:
        // nobody can say which.
        const loose = beside === undefined ? undefined : (ties.get(beside)?.beside ?? beside)
        const isLoose =
          loose !== undefined && (isTwice(loose) || (isAstray && line.indexOf(loose) > line.indexOf(sign)))
        // Who writes on behind what a merge put elsewhere means the place beside it, and beside what he types with it.
        const isRight = (other: string): boolean =>
          isAstray && !isLoose ? fresh.includes(other) : !wrong.has(other) && !isOdd(other)
        const sides = certainWith(page, sign, known, isRight)
        if (isLoose) {
          const isTied = (other: string): boolean => other === loose || isTwice(other)
          const part = (side: ReadonlySet<string>, tied: boolean): Set<string> =>
            new Set([...side].filter((other) => isTied(other) === tied))
          const [before, behind] = [part(sides.before, true), part(sides.behind, true)]
          ;(line.indexOf(loose) < line.indexOf(sign) ? before : behind).add(loose)
          ties.set(sign, { beside: loose, before, behind })
          births.set(sign, { before: part(sides.before, false), behind: part(sides.behind, false) })
        } else births.set(sign, sides)
        typists.set(sign, who)
      }
    },
    moved(who, before, after) {
      const seen = countsIn(after)
      const mover: Mover = { who, unseen: new Set([...typists.keys()].filter((sign) => !seen.has(sign))) }
      // Who takes one of two copies away means the other, and the order that his page has then.
      for (const [one, other, is] of clearedBetween(before, after))
        if (is === 'before' ? release(one, other) : release(other, one)) movers.set(one, mover)
      letGoOf(who, after)
      const turned = turnedBetween(before, after)
      for (const [one, other] of turned) {
        const [first, second] = [births.get(one), births.get(other)]
        for (const sides of [first?.before, first?.behind]) sides?.delete(other)
        for (const sides of [second?.before, second?.behind]) sides?.delete(one)
        place(one, other)
        if (certainWith(after, one, new Set(), () => true).behind.has(other)) first?.behind.add(other)
        movers.set(one, mover).set(other, mover)
      }
    },
    broughtBack(who, page, back) {
      const { first, last } = placesIn(page)
      const mover: Mover = { who, unseen: new Set([...typists.keys()].filter((sign) => !first.has(sign))) }
      for (const one of back)
        for (const other of first.keys()) {
          const [from, to] = [first.get(one) ?? 0, last.get(one) ?? 0]
          const isElsewhere =
            (to < (first.get(other) ?? to) && release(one, other)) ||
            ((last.get(other) ?? from) < from && release(other, one))
          if (isElsewhere) movers.set(one, mover)
        }
    },
  }
}
