/**
 * The one command that puts a collision right: an ordinary edit of the document as it is now, which touches nothing but
 * the words concerned. What is put back is inserted as a copy, and the event that settles the collision tells everybody
 * of what (see name.ts).
 */
import * as Y from 'yjs'
import type { Keep } from '../../domain/collision.ts'
import { fieldsOf } from '../layout.ts'
import { type Case, type Group, openCase, type Settled } from './case.ts'
import { linkCopies, type PutBack } from './copies.ts'
import { type Sequence, sequenceOf, versionOf, wishesIn } from './find.ts'
import { type Ideal, type Source, straysIn } from './ideal.ts'
import { type Batch, inOrder, type LoggedUpdate } from './log.ts'
import { outOfFirmOrder } from './order.ts'
import { bothValues } from './registers.ts'
import {
  lineOf,
  marksOn,
  type Part,
  type Place,
  readText,
  rootOf,
  type Text,
  type Token,
  topOf,
  type Version,
} from './text.ts'

/** The document while it is being repaired: each step is an update of its own, so that the next one reads it. */
type Draft = {
  log: LoggedUpdate[]
  torn: readonly Batch[]
  text: Text
  now: Sequence
  steps: Uint8Array[]
  repairs: PutBack[]
  /** What was meant before anything was repaired, and the ranks in it by the names of the roots. */
  ideal: Ideal
  order: ReadonlyMap<string, number>
}

/** Where words are put: beside a token, or as a line or a block of their own; null in a part that is empty. */
type Spot = { where: 'after' | 'before' | 'line-after' | 'block-after' | 'block-before'; token: Token } | null

const id = ({ client, clock }: { client: number; clock: number }): string => `${client} ${clock}`

/** Behind every position that a feed can have. */
const AFTER = 2 ** 50
const everything: Version = () => true

type Begun = Pick<Draft, 'log' | 'torn' | 'repairs' | 'ideal' | 'order' | 'steps'>

const read = (begun: Begun): Draft => {
  const text = readText(begun.log)
  const repairs = begun.repairs.map((repair) => again(repair, text))
  linkCopies(text, repairs)
  return { ...begun, text, now: sequenceOf(text, everything), repairs }
}

const again = ({ update, tokens }: PutBack, text: Text): PutBack => ({
  update,
  tokens: tokens.flatMap(({ client, clock }) => text.byId(client, clock) ?? []),
})

const sameIn = (text: Text, token: Token): Token | null => text.byId(token.client, token.clock) ?? null

/** Changes the document and reads it anew; `back` are the tokens that the change put back. */
const step = (draft: Draft, back: readonly Token[], change: (doc: Y.Doc) => void): Draft => {
  const { doc } = draft.text
  const made: Uint8Array[] = []
  const hear = (update: Uint8Array): void => void made.push(update)
  doc.on('update', hear)
  doc.transact(() => change(doc))
  doc.off('update', hear)
  const [update] = made
  if (!update) return draft
  const index = draft.log.length
  const entry: LoggedUpdate = {
    author: '',
    replica: 'repair',
    seq: index,
    position: AFTER + index,
    seen: AFTER + index,
    update,
  }
  const next = read({
    ...draft,
    log: [...draft.log, entry],
    repairs: [...draft.repairs, { update: index, tokens: back }],
    steps: [...draft.steps, update],
  })
  doc.destroy()
  return next
}

const standing = ({ now }: Draft, root: Token): Token[] =>
  now.tokens.filter((token) => rootOf(token) === root)

/** How many characters of a text stand before a token, counting the token itself as well. */
const offsetOf = (token: Token): number => {
  let offset = 0
  for (let item = token.place.type._start; item; item = item.right) {
    const ends = item.id.client === token.client && token.clock < item.id.clock + item.length
    if (ends && token.clock >= item.id.clock) return offset + token.clock - item.id.clock + 1
    if (!item.deleted && item.countable) offset += item.length
  }
  return offset
}

/** Takes tokens that stand out of their texts. Places that are empty by that go as well. */
const remove = (tokens: readonly Token[]): void => {
  for (const token of [...tokens].sort((a, b) => b.at - a.at)) {
    const { type } = token.place
    if (type instanceof Y.XmlText) type.delete(offsetOf(token) - 1, 1)
  }
  for (const line of new Set(tokens.map(({ place }) => lineOf(place)))) prune(line)
}

const isBare = (type: Y.XmlElement | Y.XmlText): boolean =>
  type instanceof Y.XmlText
    ? type.length === 0
    : type.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)

/** Deletes an empty line, and what held nothing but it. The last block of a part stays, to type in. */
const prune = (place: Place): void => {
  const { type, parent } = place
  if (type instanceof Y.XmlText || !isBare(type) || type._item?.deleted) return
  const holder = type.parent
  if (!(holder instanceof Y.XmlFragment) || (parent === null && holder.length === 1)) return
  const at = holder.toArray().indexOf(type)
  if (at < 0) return
  holder.delete(at, 1)
  if (parent) prune(parent)
}

type Piece = { text: string; marks: Record<string, unknown> }

/** Words with their marks as they had them in a version. */
const piecesOf = (tokens: readonly Token[], version: Version): Piece[] => {
  const pieces: Piece[] = []
  for (const token of tokens) {
    const marks = marksOn(token, version)
    const last = pieces.at(-1)
    if (last && JSON.stringify(last.marks) === JSON.stringify(marks)) last.text += token.char
    else pieces.push({ text: token.char, marks })
  }
  return pieces
}

const insert = (type: Y.XmlText, offset: number, pieces: readonly Piece[]): void => {
  let at = offset
  for (const { text, marks } of pieces) {
    type.insert(at, text, marks)
    at += text.length
  }
}

const newLine = (name: string, pieces: readonly Piece[]): Y.XmlElement => {
  const line = new Y.XmlElement(name)
  const content = new Y.XmlText()
  line.insert(0, [content])
  content.applyDelta(pieces.map(({ text, marks }) => ({ insert: text, attributes: marks })))
  return line
}

/** Tokens that follow each other in a version and stand in one line there. */
const runsIn = (sequence: Sequence, roots: ReadonlySet<Token>): { from: number; to: number }[] => {
  const runs: { from: number; to: number }[] = []
  for (const [at, token] of sequence.tokens.entries()) {
    if (!roots.has(rootOf(token))) continue
    const last = runs.at(-1)
    const before = sequence.tokens[at - 1]
    if (last?.to === at - 1 && before && lineOf(before.place) === lineOf(token.place)) last.to = at
    else runs.push({ from: at, to: at })
  }
  return runs
}

/**
 * Standing tokens in the order that was meant, as many as there are; what is put back goes in between. Copies that
 * brought back what somebody deleted count as far as the others leave room for them.
 */
const backbone = ({ text, now, order }: Draft, wanted: ReadonlySet<Token>, part: Part): Token[] => {
  const wishes = wishesIn(text)
  const isWished = (root: Token | undefined): boolean => root !== undefined && wishes.has(root)
  const tokens = now.tokens.filter((token) => {
    const root = rootOf(token)
    return token.place.part === part && order.has(id(root)) && !wanted.has(root)
  })
  const roots = tokens.map(rootOf)
  const away = outOfFirmOrder(
    roots.map((root) => order.get(id(root)) ?? 0),
    (at) => isWished(roots[at]),
  )
  return tokens.filter((_, at) => !away.has(at))
}

/** Where roots belong that stand between these two in the order that was meant. */
const spotBetween = (
  before: Token | null,
  behind: Token | null,
  isMate: (token: Token) => boolean,
  now: Sequence,
): Spot => {
  if (before && isMate(before)) return { where: 'after', token: before }
  if (behind && isMate(behind)) return { where: 'before', token: behind }
  if (before && behind && lineOf(before.place) === lineOf(behind.place))
    return { where: 'after', token: before }
  /** Whether the line that a token stands in has anything of the line that is put back. */
  const isHome = (token: Token): boolean =>
    now.tokens.some((other) => lineOf(other.place) === lineOf(token.place) && isMate(other))
  if (before && isHome(before)) return { where: 'after', token: before }
  if (behind && isHome(behind)) return { where: 'before', token: behind }
  if (before && behind && topOf(before.place) === topOf(behind.place))
    return { where: 'line-after', token: before }
  return before
    ? { where: 'block-after', token: before }
    : behind
      ? { where: 'block-before', token: behind }
      : null
}

/** Puts words at a spot: into a text, or as a line of their own. */
const insertAt = (doc: Y.Doc, spot: Spot, pieces: readonly Piece[], part: Part, name: string): void => {
  if (!spot) {
    doc.getXmlFragment(part).insert(0, [newLine(name, pieces)])
    return
  }
  const { token, where } = spot
  if (where === 'after' || where === 'before') {
    const { type } = token.place
    const offset = offsetOf(token)
    if (type instanceof Y.XmlText) insert(type, where === 'after' ? offset : offset - 1, pieces)
    return
  }
  const { type } = where === 'line-after' ? lineOf(token.place) : topOf(token.place)
  const holder = type.parent
  if (!(holder instanceof Y.XmlFragment)) return
  const at = holder.toArray().indexOf(type)
  holder.insert(where === 'block-before' ? at : at + 1, [
    newLine(where === 'line-after' ? 'paragraph' : name, pieces),
  ])
}

/**
 * Puts roots where they were meant to stand, in words as a version has them; with the whole paragraph when nothing of it
 * is left. Copies of them that stand elsewhere go.
 */
const putBack = (draft: Draft, roots: readonly Token[], version: Version): Draft => {
  let left = roots
  let current = draft
  while (left.length > 0) {
    const wanted = new Set(left.flatMap((root) => sameIn(current.text, root) ?? []).map(rootOf))
    const sequence = sequenceOf(current.text, version)
    const [run] = runsIn(sequence, wanted)
    const first = run && sequence.tokens[run.from]
    if (!run || !first) return current
    const { part } = first.place
    const bones = backbone(current, wanted, part)
    const rank = (token: Token): number => current.order.get(id(rootOf(token))) ?? 0
    /** How many of those that stand belong before a token. */
    const gap = (token: Token): number => {
      const at = bones.findIndex((bone) => rank(bone) > rank(token))
      return at < 0 ? bones.length : at
    }
    const here = gap(first)
    const all = sequence.tokens.slice(run.from, run.to + 1)
    const apart = all.findIndex((token) => gap(token) !== here)
    const tokens = apart < 0 ? all : all.slice(0, apart)
    const line = lineOf(first.place)
    const whole = sequence.tokens.filter((token) => lineOf(token.place) === line)
    const mates = new Set(whole.map(rootOf).filter((root) => !wanted.has(root)))
    const isMate = (token: Token): boolean => mates.has(rootOf(token))
    const spot = spotBetween(bones[here - 1] ?? null, bones[here] ?? null, isMate, current.now)
    const putting = new Set(tokens.map(rootOf))
    const own = current.now.tokens.filter((token) => putting.has(rootOf(token)))
    const isBareLine = own.length === 0 && !current.now.tokens.some(isMate)
    const restored = isBareLine ? whole.filter((token) => gap(token) === here) : tokens
    const pieces = piecesOf(restored, version)
    const name = line.parent === null && line.name !== null ? line.name : 'paragraph'
    const before = current
    current = step(current, restored.map(rootOf), (doc) => {
      insertAt(doc, spot, pieces, part, name)
      remove(own)
    })
    if (current === before) return current
    const done = new Set(restored.map((token) => id(rootOf(token))))
    left = left.filter((root) => !done.has(id(root)))
  }
  return current
}

/** Leaves one copy of doubled tokens: the first or the last. */
const single = (draft: Draft, roots: readonly Token[], keep: 'first' | 'last'): Draft => {
  const gone = roots.flatMap((root) => {
    const copies = standing(draft, rootOf(sameIn(draft.text, root) ?? root))
    return keep === 'first' ? copies.slice(1) : copies.slice(0, -1)
  })
  return step(draft, [], () => remove(gone))
}

type Strays = { roots: Token[]; version: Version }[]

/** What stands out of the order that was meant, `also` if somebody deleted it once. */
const astray = (draft: Draft, also: readonly Token[] = []): Strays => {
  const { text, ideal } = draft
  const same = <T>(of: ReadonlyMap<Token, T>): Map<Token, T> =>
    new Map(
      [...of].flatMap(([root, value]): [Token, T][] => {
        const here = sameIn(text, root)
        return here ? [[rootOf(here), value]] : []
      }),
    )
  const known = new Map<Source, Source>()
  const sourceIn = (source: Source): Source => {
    const made = known.get(source) ?? { ...source, sequence: sequenceOf(text, source.version) }
    known.set(source, made)
    return made
  }
  const sources = new Map([...same(ideal.sources)].map(([root, source]) => [root, sourceIn(source)]))
  const wishes = wishesIn(text)
  for (const root of also) {
    const here = sameIn(text, root)
    if (here) wishes.delete(rootOf(here))
  }
  const roots = straysIn(draft.now, { ranks: same(ideal.ranks), sources }, wishes)
  return [...new Set(roots.map((root) => sources.get(root)))].flatMap((source) =>
    source ? [{ version: source.version, roots: roots.filter((root) => sources.get(root) === source) }] : [],
  )
}

/**
 * What was written beside a copy that went, and belongs beside the one that stayed: before it or behind it, unless
 * something of the other side's is there already; then it stays a paragraph of its own.
 */
const orphaned = (draft: Draft, before: Draft, group: Group): Strays => {
  const doubled = new Set(group.roots.flatMap((root) => sameIn(draft.text, root) ?? []).map(rootOf))
  const left = new Set(
    before.now.tokens.flatMap((token) => {
      const same = sameIn(draft.text, token)
      return same && doubled.has(rootOf(same)) ? [lineOf(same.place)] : []
    }),
  )
  const lineTokens = (line: Place): Token[] => draft.now.tokens.filter(({ place }) => lineOf(place) === line)
  const kept =
    [...left].map(lineTokens).find((tokens) => tokens.some((token) => doubled.has(rootOf(token)))) ?? []
  const isDoubled = (token: Token | undefined): boolean => token !== undefined && doubled.has(rootOf(token))
  const leads = !isDoubled(kept[0])
  const trails = !isDoubled(kept.at(-1))
  const orphans = new Set(
    [...left]
      .map(lineTokens)
      .flatMap((tokens) => (tokens.some((token) => doubled.has(rootOf(token))) ? [] : tokens.map(rootOf))),
  )
  const versions = draft.torn.flatMap((batch) => [versionOf(batch, 'batch'), versionOf(batch, 'feed')])
  return versions.map((version) => {
    const { tokens } = sequenceOf(draft.text, version)
    const lines = new Map<Place, Token[]>()
    for (const token of tokens) {
      const line = lineOf(token.place)
      const others = lines.get(line)
      if (others) others.push(rootOf(token))
      else lines.set(line, [rootOf(token)])
    }
    const roots = [...lines.values()].flatMap((line) => {
      const first = line.findIndex((root) => doubled.has(root))
      const last = line.findLastIndex((root) => doubled.has(root))
      if (first < 0) return []
      return line.filter((root, at) => orphans.has(root) && !(at < first && leads) && !(at > last && trails))
    })
    return { version, roots }
  })
}

const count = (strays: Strays): number => strays.reduce((sum, { roots }) => sum + roots.length, 0)

/** Both sides' work, once: the copy stays that fits what was written around both, and what does not fit moves to it. */
const mergeDoubled = (draft: Draft, group: Group): Draft => {
  // Each attempt changes its document, so each has one of its own.
  const [last, first] = (['last', 'first'] as const).map((keep) => {
    const begun = read(draft)
    const attempt = single(read(draft), group.roots, keep)
    return { attempt, strays: [...astray(attempt, group.roots), ...orphaned(attempt, begun, group)] }
  })
  if (!last || !first) return draft
  const best = count(first.strays) < count(last.strays) ? first : last
  let result = best.attempt
  for (const { roots, version } of best.strays) result = putBack(result, roots, version)
  return result
}

/** What a repair itself brought out of order goes where it belongs; what stood so already is a collision of its own. */
const settleOrder = (begun: Draft, repaired: Draft): Draft => {
  const before = new Set(astray(begun).flatMap(({ roots }) => roots.map(id)))
  let result = repaired
  for (const { roots, version } of astray(repaired)) {
    const fresh = roots.filter((root) => !before.has(id(root)))
    if (fresh.length > 0) result = putBack(result, fresh, version)
  }
  return result
}

const repairGroup = (draft: Draft, group: Group, keep: Keep): Draft => {
  if (group.kind !== 'doubled')
    return keep === 'other' ? draft : putBack(draft, group.roots, group.source.version)
  if (keep === 'both') return mergeDoubled(draft, group)
  return single(draft, group.roots, keep === 'one' ? 'first' : 'last')
}

const setRegister = (one: Case, name: string, keep: Keep): Uint8Array | null => {
  const found = one.registers.find(({ id }) => id === name)
  if (!found) return null
  const both = keep === 'both' ? bothValues(found.field, found.one.value, found.other.value) : undefined
  const value = keep === 'one' ? found.one.value : keep === 'other' ? found.other.value : both
  if (value === undefined) return null
  let made: Uint8Array | null = null
  one.text.doc.on('update', (update: Uint8Array) => {
    made = update
  })
  fieldsOf(one.text.doc).set(found.field, value)
  return made
}

/**
 * The edit that settles a collision as `keep` says, as an update of the document as it is now. Null: nothing is to be
 * changed, because it stays as it is or is what it should be already.
 */
export const repairOf = (
  updates: readonly LoggedUpdate[],
  settled: readonly Settled[],
  name: string,
  keep: Keep,
): Uint8Array | null => {
  if (keep === 'as-is') return null
  const one = openCase(updates, settled)
  if (!one) return null
  const group = one.groups.find(({ id }) => id === name)
  if (!group) return setRegister(one, name, keep)
  // Everything counts as accepted from here on: what is repaired is what stands here.
  const log = inOrder(updates).map((entry, at) => ({ ...entry, position: entry.position ?? AFTER / 2 + at }))
  const { ideal, torn, repairs } = one
  const begun = new Map<Source, Source>()
  /** What stood before the repair: its own steps are no part of it. */
  const untilNow = (source: Source): Source => {
    const made = begun.get(source) ?? {
      ...source,
      version: (index) => index < log.length && source.version(index),
    }
    begun.set(source, made)
    return made
  }
  const draft = read({
    log,
    torn,
    repairs: [...repairs],
    steps: [],
    ideal: {
      ranks: ideal.ranks,
      sources: new Map([...ideal.sources].map(([root, source]) => [root, untilNow(source)])),
    },
    order: new Map([...ideal.ranks].map(([root, rank]) => [id(root), rank])),
  })
  const { steps, text } = settleOrder(read(draft), repairGroup(draft, group, keep))
  text.doc.destroy()
  one.text.doc.destroy()
  return steps.length === 0 ? null : Y.mergeUpdates(steps)
}
