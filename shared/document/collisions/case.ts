/** An item whose text was written apart: what collided in it and is not settled, as it stands now. */
import type { Keep } from '../../domain/collision.ts'
import { linkCopies, type PutBack } from './copies.ts'
import {
  type Batch,
  batchesIn,
  couldCollide,
  inOrder,
  isApart,
  type LoggedUpdate,
  meetingsIn,
  withEvidence,
} from './log.ts'
import { courseFrom, follow, type Meant, meantIn } from './meant.ts'
import { isNameable, nameOf, readName, type TokenId } from './name.ts'
import { everything, type Sequence, sequenceOf, standingIn } from './page.ts'
import { collidedRegisters, type RegisterCollision } from './registers.ts'
import { takeUp } from './take-up.ts'
import { lineOf, type Place, readText, type Text, type Token } from './text.ts'
import { type IsSettled, namedBy, type Wrong, wrongIn } from './wrong.ts'

/** The event that settled a collision: its name, and where it stands; a repair stands right before it. */
export type Settled = { collision: string; keep: Keep; replica: string; seq: number }

/** Roots that collided in one way, at one place. */
export type Group = Wrong & { id: string }

export type Case = {
  text: Text
  now: Sequence
  /** The tokens that stand for each root now, in the order of the text. */
  standing: ReadonlyMap<Token, readonly Token[]>
  meant: Meant
  torn: readonly Batch[]
  groups: readonly Group[]
  registers: readonly RegisterCollision[]
}

const id = ({ client, clock }: { client: number; clock: number }): string => `${client} ${clock}`

/** What was settled, with the repair that did it; null where everything stayed as it was. */
type Settlement = { kind: string; ids: readonly TokenId[]; update: number | null }

/** Whether settling it so is an edit of the text. */
const mends = (kind: string, keep: Keep): boolean =>
  kind !== 'register' && keep !== 'as-is' && (kind === 'doubled' || keep !== 'other')

const settlementsIn = (log: readonly LoggedUpdate[], settled: readonly Settled[]): Settlement[] =>
  settled.map(({ collision, replica, seq, keep }) => {
    const { kind, ids } = readName(collision)
    const at = log.findIndex((one) => one.replica === replica && one.seq === seq - 1)
    return { kind, ids, update: mends(kind, keep) && at >= 0 ? at : null }
  })

/** What was settled when the log was so long. */
const settledIn = (settlements: readonly Settlement[], until: number): IsSettled => {
  const all = new Map<string, Set<string>>()
  for (const { kind, ids, update } of settlements) {
    if (update !== null && update >= until) continue
    const known = all.get(kind) ?? new Set<string>()
    all.set(kind, known)
    for (const one of ids) known.add(id(one))
  }
  return (kind, tokens) => tokens.every((token) => all.get(kind)?.has(id(token)) === true)
}

/**
 * What repairs put back: the words that had collided first, then the rest of their paragraph, which may come along, then
 * whatever else had to move for them.
 */
const repairsIn = (text: Text, settlements: readonly Settlement[]): PutBack[] =>
  settlements.flatMap(({ ids, update }) => {
    if (update === null) return []
    const tokens = ids.flatMap(({ client, clock }) => text.byId(client, clock) ?? [])
    const lines = new Set(tokens.map(({ place }) => lineOf(place)))
    const named = new Set(tokens)
    const rest = text.tokens.filter((token) => lines.has(lineOf(token.place)) && !named.has(token))
    const others = text.tokens.filter((token) => !lines.has(lineOf(token.place)) && !named.has(token))
    return [{ update, tokens: [...tokens, ...rest, ...others] }]
  })

/** Roots by the lines that they stand in: one collision a paragraph, whatever happened in it. */
const byLine = (roots: readonly Token[], tokensOf: (root: Token) => readonly Token[]): Token[][] => {
  const names = new Map<Place, number>()
  const groups = new Map<string, Token[]>()
  for (const root of roots) {
    const lines = tokensOf(root).map(({ place }) => {
      const line = lineOf(place)
      const name = names.get(line) ?? names.size
      names.set(line, name)
      return name
    })
    const key = lines.join(' ')
    const group = groups.get(key)
    if (group) group.push(root)
    else groups.set(key, [root])
  }
  return [...groups.values()]
}

/** Parts of a group that are not too long for a name. */
const chunks = (roots: readonly Token[], named: (root: Token) => readonly Token[]): Token[][] => {
  const parts: Token[][] = []
  for (const root of roots) {
    const last = parts.at(-1)
    if (last && isNameable([...last, root].flatMap(named))) last.push(root)
    else parts.push([root])
  }
  return parts
}

/** What is wrong in one way, by paragraph. */
const groupsOf = (wrong: Wrong, now: Sequence): Group[] => {
  const { kind, page, roots } = wrong
  const seen = standingIn(kind === 'doubled' || kind === 'returned' ? now : page.sequence)
  const named = namedBy(wrong, now)
  return byLine(roots, (root) => seen.get(root) ?? []).flatMap((line) =>
    chunks(line, named).map((part) => ({ id: nameOf(kind, part.flatMap(named)), kind, page, roots: part })),
  )
}

/**
 * Whether a batch or what it did not know may have torn anything: somebody has to have deleted or rebuilt a node, or taken
 * away what somebody else put elsewhere.
 */
const tears = ({ movers }: Text, { from, to, unknown }: Batch): boolean => {
  for (let index = from; index <= to; index += 1) if (movers.has(index)) return true
  return unknown.some((index) => movers.has(index))
}

/** How many tokens on how many pages are looked at for more than what each writer had in the end: a fraction of a second's worth. */
const CLOSELY = 100_000

/** A batch in parts: whatever rebuilds lines or puts words elsewhere shows what its writer had before it and after it. */
const partsOf = ({ movers }: Text, { from, to, unknown }: Batch): Batch[] => {
  const parts: Batch[] = []
  let last: Batch | null = null
  for (let index = from; index <= to; index += 1) {
    if (last && !movers.has(index) && !movers.has(last.to)) last.to = index
    else {
      last = { from: index, to: index, unknown }
      parts.push(last)
    }
  }
  return parts
}

/** How many pages are looked at one by one, of people who go on typing beside what collided. */
const PAGES = 200

/**
 * What was meant, and what is wrong now. Where everybody who wrote later had everything, and nothing was wrong, it begins
 * anew: what collided before and was put right is over.
 */
const followAll = (
  text: Text,
  batches: readonly Batch[],
  torn: readonly Batch[],
  settlements: readonly Settlement[],
  repairs: ReadonlySet<number>,
): { meant: Meant; now: Sequence; wrong: Wrong[] } => {
  const wrongAt = (until: number, now: Sequence, meant: Meant): Wrong[] =>
    wrongIn(text, now, meant, settledIn(settlements, until), repairs)
  const meetings = meetingsIn(batches)
  const first = Math.min(text.log.length, ...torn.map(({ from, unknown }) => unknown[0] ?? from))
  // Where nothing is torn, what stands now is right.
  const begin = torn.length === 0 ? first : (meetings.findLast((at) => at <= first) ?? 0)
  let course = courseFrom(text, begin)
  const sides = new Set(torn.flatMap(({ unknown }) => unknown))
  const isShort = batches.filter(({ to }) => to >= first).length <= PAGES
  const tearing = new Set(torn)
  let doubtful = false
  for (const [at, batch] of batches.entries()) {
    if (batch.from < course.from) continue
    const last = batches[at - 1]
    const isOver = last && (tearing.has(last) || repairs.has(last.to))
    if (doubtful && meetings.includes(batch.from) && (isOver || isApart(batches[at + 1] ?? batch))) {
      const now = sequenceOf(text, (index) => index < batch.from)
      if (wrongAt(batch.from, now, meantIn(course, batch.from, now)).length === 0) {
        course = courseFrom(text, batch.from)
        doubtful = false
      }
    }
    // Until something is torn, and in a long log where nothing was, later pages say all there is to say.
    const isSide = tearing.has(batch) || sides.has(batch.to)
    if (batch.to >= first && (isShort || isSide || repairs.has(batch.to))) follow(course, batch, repairs)
    doubtful ||= tearing.has(batch)
  }
  const now = sequenceOf(text, everything)
  // What nobody ever put in an order stands as the merge put it.
  takeUp(course.relation, now, true)
  const meant = meantIn(course, text.log.length, now)
  return { now, meant, wrong: wrongAt(text.log.length, now, meant) }
}

/** Null when nothing can have collided, which costs next to nothing to find out. */
export const openCase = (updates: readonly LoggedUpdate[], settled: readonly Settled[]): Case | null => {
  const said = inOrder(updates)
  const settlements = settlementsIn(said, settled)
  const repairs = new Set(settlements.flatMap(({ update }) => update ?? []))
  const couldIn = (log: readonly LoggedUpdate[]): boolean =>
    batchesIn(log, repairs).some((batch) => isApart(batch) && couldCollide(log, batch))
  if (!couldIn(said)) return null
  const log = withEvidence(said)
  if (!couldIn(log)) return null
  const text = readText(log)
  linkCopies(text, repairsIn(text, settlements))
  const whole = batchesIn(log, repairs)
  const parts = whole.flatMap((batch) => partsOf(text, batch))
  const batches = parts.length * text.tokens.length <= CLOSELY ? parts : whole
  const torn = batches.filter((batch) => isApart(batch) && tears(text, batch))
  const isSettled = settledIn(settlements, log.length)
  const { meant, now, wrong } = followAll(text, batches, torn, settlements, repairs)
  return {
    text,
    now,
    standing: standingIn(now),
    meant,
    torn,
    groups: wrong.flatMap((one) => groupsOf(one, now)),
    registers: collidedRegisters(log, text.doc, text.birthOf).filter(
      ({ id: name }) => !readName(name).ids.every((one) => isSettled('register', [one])),
    ),
  }
}
