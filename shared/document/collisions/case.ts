/** An item whose text was written apart: what collided in it and is not settled, as it stands now. */
import { linkCopies, type PutBack } from './copies.ts'
import {
  byRoot,
  type Finding,
  findIn,
  ranksOf,
  rootsOnce,
  type Sequence,
  sequenceOf,
  tears,
  versionOf,
  wasDeleted,
} from './find.ts'
import { batchesApart, couldCollide, inOrder, type LoggedUpdate } from './log.ts'
import { type Kind, isNameable, nameOf, readName } from './name.ts'
import { inverted } from './order.ts'
import { collidedRegisters, type RegisterCollision } from './registers.ts'
import { lineOf, type Place, readText, rootOf, type Text, type Token, type Version } from './text.ts'

/** The event that settled a collision: its name, and where it stands; a repair stands right before it. */
export type Settled = { collision: string; replica: string; seq: number }

/** Tokens that collided in one way, at one place. `sequence` is the version that has them right. */
export type Group = {
  id: string
  kind: 'vanished' | 'doubled' | 'moved'
  finding: Finding
  version: Version
  sequence: Sequence
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

const repairsIn = (text: Text, settled: readonly Settled[]): PutBack[] =>
  settled.flatMap(({ collision, replica, seq }) => {
    const update = text.log.findIndex((one) => one.replica === replica && one.seq === seq - 1)
    const { kind, ids } = readName(collision)
    if (kind === 'register') return []
    const tokens = ids.flatMap(({ client, clock }) => text.byId(client, clock) ?? [])
    return update < 0 || tokens.length === 0 ? [] : [{ update, tokens }]
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
const stillWrong = (
  { kind, roots }: Finding,
  now: Sequence,
  side: Sequence,
  copies: ReadonlyMap<Token, readonly Token[]>,
): readonly Token[] => {
  switch (kind) {
    case 'vanished':
      return roots.filter((root) => !now.counts.has(root))
    case 'doubled':
      return roots.filter((root) => (now.counts.get(root) ?? 0) > 1)
    case 'moved': {
      const ranks = ranksOf(rootsOnce(side))
      const order = rootsOnce(now).filter(
        (root) => ranks.has(root) && !wasDeleted(copies.get(root) ?? [], everything),
      )
      const wrong = new Set(inverted(order.map((root) => ranks.get(root) ?? 0)).map((at) => order[at]))
      return roots.filter((root) => wrong.has(root))
    }
  }
}

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

const groupsOf = (
  findings: readonly Finding[],
  text: Text,
  now: Sequence,
  copies: ReadonlyMap<Token, readonly Token[]>,
  done: ReadonlyMap<string, ReadonlySet<string>>,
): Group[] => {
  const told = new Map<Kind, Set<Token>>()
  const standing = standingIn(now)
  return findings.flatMap((finding): Group[] => {
    const version = versionOf(finding.batch, finding.side)
    const sequence = sequenceOf(text, version)
    const known = told.get(finding.kind) ?? new Set<Token>()
    told.set(finding.kind, known)
    const right = standingIn(sequence)
    const named = (root: Token): readonly Token[] => namedBy(finding.kind, root, standing, right)
    const settled = done.get(finding.kind)
    const wrong = stillWrong(finding, now, sequence, copies).filter(
      (root) => !known.has(root) && !named(root).every((token) => settled?.has(id(token))),
    )
    for (const root of wrong) known.add(root)
    const where = finding.kind === 'doubled' ? standing : right
    return byLine(wrong, (root) => where.get(root) ?? []).flatMap((roots) =>
      chunks(roots, named).map(
        (part): Group => ({
          id: nameOf(finding.kind, part.flatMap(named)),
          kind: finding.kind,
          finding,
          version,
          sequence,
          roots: part,
        }),
      ),
    )
  })
}

/** Null when nothing can have collided, which costs next to nothing to find out. */
export const openCase = (updates: readonly LoggedUpdate[], settled: readonly Settled[]): Case | null => {
  const log = inOrder(updates)
  const batches = batchesApart(log).filter((batch) => couldCollide(log, batch))
  if (batches.length === 0) return null
  const text = readText(log)
  const torn = batches.filter((batch) => tears(text, batch))
  const repairs = repairsIn(text, settled)
  linkCopies(text, repairs)
  const copies = torn.length > 0 ? byRoot(text) : new Map<Token, Token[]>()
  const findings = torn.flatMap((batch) => findIn(text, batch, copies))
  const done = settledTokens(settled)
  const now = sequenceOf(text, everything)
  return {
    text,
    now,
    standing: standingIn(now),
    groups: groupsOf(findings, text, now, copies, done),
    repairs,
    registers: collidedRegisters(log, text.doc, text.birthOf).filter(
      ({ id: name }) => !readName(name).ids.every((one) => done.get('register')?.has(id(one))),
    ),
  }
}
