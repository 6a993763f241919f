/** An item whose text was written apart: what collided in it and is not settled, as it stands now. */
import { linkCopies, type PutBack } from './copies.ts'
import { type Finding, findIn, type Sequence, sequenceOf, tears, versionOf, wishesIn } from './find.ts'
import { type Ideal, idealOf, type Source, straysIn } from './ideal.ts'
import { type Batch, batchesApart, couldCollide, inOrder, type LoggedUpdate } from './log.ts'
import { isNameable, nameOf, readName } from './name.ts'
import { collidedRegisters, type RegisterCollision } from './registers.ts'
import { lineOf, type Place, readText, rootOf, type Text, type Token, type Version } from './text.ts'

/** The event that settled a collision: its name, and where it stands; a repair stands right before it. */
export type Settled = { collision: string; replica: string; seq: number }

/** Tokens that collided in one way, at one place. `source` is the version that has them right. */
export type Group = {
  id: string
  kind: 'vanished' | 'doubled' | 'moved'
  source: Source
  roots: readonly Token[]
}

/**
 * The tokens that a collision of a root is named after: those that stand for it, now or in the version that has it right.
 * Not the root itself: the same words may collide again, later and in other copies.
 */
const namedBy = (
  kind: Group['kind'],
  root: Token,
  standing: ReadonlyMap<Token, readonly Token[]>,
  right: ReadonlyMap<Token, readonly Token[]>,
): readonly Token[] => (kind === 'vanished' ? right : standing).get(root) ?? []

export type Case = {
  text: Text
  now: Sequence
  /** The tokens that stand for each root now, in the order of the text. */
  standing: ReadonlyMap<Token, readonly Token[]>
  ideal: Ideal
  torn: readonly Batch[]
  groups: readonly Group[]
  registers: readonly RegisterCollision[]
  repairs: readonly PutBack[]
}

const everything: Version = () => true

const id = ({ client, clock }: { client: number; clock: number }): string => `${client} ${clock}`

/** What was settled, by kind. */
const settledTokens = (settled: readonly Settled[]): Map<string, Set<string>> => {
  const all = new Map<string, Set<string>>()
  for (const { collision } of settled) {
    const { kind, ids } = readName(collision)
    const known = all.get(kind) ?? new Set<string>()
    all.set(kind, known)
    for (const one of ids) known.add(id(one))
  }
  return all
}

/**
 * What repairs put back: the words that had collided first, then the rest of their paragraph, which may come along, then
 * whatever else had to move for them.
 */
const repairsIn = (text: Text, settled: readonly Settled[]): PutBack[] =>
  settled.flatMap(({ collision, replica, seq }) => {
    const update = text.log.findIndex((one) => one.replica === replica && one.seq === seq - 1)
    const { kind, ids } = readName(collision)
    if (kind === 'register' || update < 0) return []
    const tokens = ids.flatMap(({ client, clock }) => text.byId(client, clock) ?? [])
    const lines = new Set(tokens.map(({ place }) => lineOf(place)))
    const named = new Set(tokens)
    const rest = text.tokens.filter((token) => lines.has(lineOf(token.place)) && !named.has(token))
    const others = text.tokens.filter((token) => !lines.has(lineOf(token.place)) && !named.has(token))
    return [{ update, tokens: [...tokens, ...rest, ...others] }]
  })

const standingIn = ({ tokens }: Sequence): Map<Token, Token[]> => {
  const all = new Map<Token, Token[]>()
  for (const token of tokens) {
    const root = rootOf(token)
    const others = all.get(root)
    if (others) others.push(token)
    else all.set(root, [token])
  }
  return all
}

/** Which of a finding's roots are still wrong. */
const stillWrong = ({ kind, roots }: Finding, { counts }: Sequence): readonly Token[] =>
  kind === 'vanished'
    ? roots.filter((root) => !counts.has(root))
    : roots.filter((root) => (counts.get(root) ?? 0) > 1)

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

/** Something that is wrong now, with the version that has it right. */
type Wrong = { kind: Group['kind']; roots: readonly Token[]; source: Source }

/** What of it nobody settled, by paragraph; `told` are the roots that another group is about already. */
const groupsOf = (
  { kind, roots, source }: Wrong,
  standing: ReadonlyMap<Token, readonly Token[]>,
  settled: ReadonlySet<string> | undefined,
  told: Set<Token>,
): Group[] => {
  const right = standingIn(source.sequence)
  const named = (root: Token): readonly Token[] => namedBy(kind, root, standing, right)
  const left = roots.filter(
    (root) => !told.has(root) && !named(root).every((token) => settled?.has(id(token))),
  )
  for (const root of left) told.add(root)
  return byLine(left, (root) => (kind === 'doubled' ? standing : right).get(root) ?? []).flatMap((line) =>
    chunks(line, named).map(
      (part): Group => ({ id: nameOf(kind, part.flatMap(named)), kind, source, roots: part }),
    ),
  )
}

/** A token with what it is a copy of, and so on, the root last. */
const lineageOf = (token: Token): Token[] => {
  const lineage = [token]
  for (let source = token.copyOf; source; source = source.copyOf) lineage.push(source)
  return lineage
}

/**
 * Whether tokens of one root stand twice without anybody's wish, even if no merge did it: an undo brings back what others
 * have moved meanwhile. Whoever cuts something and pastes it twice wants it twice.
 */
const isTwofold = (text: Text, [first, ...others]: readonly Token[]): boolean => {
  if (!first) return false
  const own = lineageOf(first)
  const replicaOf = (token: Token | undefined): string | undefined => text.log[token?.birth ?? -1]?.replica
  return others.some((other) => {
    const lineage = lineageOf(other)
    const common = lineage.find((token) => own.includes(token))
    if (!common) return false
    const [one, two] = [own[own.indexOf(common) - 1], lineage[lineage.indexOf(common) - 1]]
    if (!one || !two || replicaOf(one) !== replicaOf(two)) return true
    return [one, two].some(({ birth }) => common.deleters.includes(birth))
  })
}

/** Null when nothing can have collided, which costs next to nothing to find out. */
export const openCase = (updates: readonly LoggedUpdate[], settled: readonly Settled[]): Case | null => {
  const log = inOrder(updates)
  const batches = batchesApart(log).filter((batch) => couldCollide(log, batch))
  if (batches.length === 0) return null
  const text = readText(log)
  const repairs = repairsIn(text, settled)
  linkCopies(text, repairs)
  const torn = batches.filter((batch) => tears(text, batch))
  const now = sequenceOf(text, everything)
  const standing = standingIn(now)
  const wishes = torn.length > 0 ? wishesIn(text) : new Map<Token, number[]>()
  const ideal = idealOf(text, torn, repairs, wishes)
  const strays = torn.length > 0 ? straysIn(now, ideal, wishes) : []
  const wrong = [
    ...torn
      .flatMap((batch) => findIn(text, batch, wishes))
      .map((finding): Wrong => {
        const version = versionOf(finding.batch, finding.side)
        const source = { version, sequence: sequenceOf(text, version), batch: finding.batch }
        return { kind: finding.kind, roots: stillWrong(finding, now), source }
      }),
    {
      kind: 'doubled',
      roots: [...standing].flatMap(([root, tokens]) => (isTwofold(text, tokens) ? [root] : [])),
      source: { version: everything, sequence: now, batch: null },
    } satisfies Wrong,
    ...[...new Set(strays.map((root) => ideal.sources.get(root)))].flatMap((source): Wrong[] =>
      source
        ? [{ kind: 'moved', roots: strays.filter((root) => ideal.sources.get(root) === source), source }]
        : [],
    ),
  ]
  const done = settledTokens(settled)
  const told = { vanished: new Set<Token>(), doubled: new Set<Token>(), moved: new Set<Token>() }
  return {
    text,
    now,
    standing,
    ideal,
    torn,
    groups: wrong.flatMap((one) => groupsOf(one, standing, done.get(one.kind), told[one.kind])),
    repairs,
    registers: collidedRegisters(log, text.doc, text.birthOf).filter(
      ({ id: name }) => !readName(name).ids.every((one) => done.get('register')?.has(id(one))),
    ),
  }
}
