/**
 * A working copy as tokens: every character that was ever in it, deleted ones too, in the order of the document, with
 * the update that brought it and those that took it away. One walk gives what anybody had at any time: the order of a
 * Yjs sequence never changes, so a branch is a choice of updates and no document of its own.
 */
import * as Y from 'yjs'
import { BODY, HEADLINE, KICKER, newDocument } from '../layout.ts'
import { knows, type LoggedUpdate } from './log.ts'

export type Part = 'kicker' | 'headline' | 'body'

/** A choice of updates, by their index in the log. */
export type Version = (index: number) => boolean

/** An element or a text of the document. */
export type Place = {
  part: Part
  parent: Place | null
  /** Name of an element; null for a text. */
  name: string | null
  type: Y.XmlElement | Y.XmlText
  birth: number
  deleters: readonly number[]
}

/** One character (a UTF-16 unit). `at` is its place in the order of the document. */
export type Token = {
  at: number
  client: number
  clock: number
  char: string
  place: Place
  birth: number
  /** Updates that took it away knowing it. */
  deleters: readonly number[]
  /** The token that this one is a copy of, made by the update that took that one away. */
  copyOf: Token | null
  /** Updates that took it away and put a copy elsewhere. */
  movers: number[]
  /** The tokens that it may bring back: Yjs undoes a deletion by putting the words before the deleted ones. */
  undoes: readonly { client: number; clock: number }[]
  /** How many characters were put there in one go, with this one, as far as the log still tells. */
  piece: number
  /** Beginnings and ends of marks before it in its text. */
  marks: readonly Mark[]
}

/** A mark that begins (or ends, with null) at a point of a text. */
export type Mark = { name: string; value: unknown; birth: number; deleters: readonly number[] }

export type Text = {
  log: readonly LoggedUpdate[]
  doc: Y.Doc
  tokens: readonly Token[]
  /**
   * Updates that delete an element or a text, or that make one while they delete, or that put copies anywhere (see
   * copies.ts): what can tear others' work apart.
   */
  movers: Set<number>
  /** What there are copies of. */
  copied: Set<Token>
  byId(client: number, clock: number): Token | undefined
  birthOf(client: number, clock: number): number
}

const key = (client: number, clock: number): string => `${client} ${clock}`

/** What was put somewhere in one go, and by which update. */
type Range = { clock: number; end: number; index: number }

type Births = Map<number, Range[]>

const rangeOf = (structs: Births, client: number, clock: number): Range | null => {
  const ranges = structs.get(client) ?? []
  let low = 0
  let high = ranges.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const range = ranges[middle]
    if (!range) break
    if (clock < range.clock) high = middle - 1
    else if (clock >= range.end) low = middle + 1
    else return range
  }
  return null
}

const birthsOf = (structs: Births, client: number, clock: number): number =>
  rangeOf(structs, client, clock)?.index ?? 0

type Deaths = Map<number, Map<number, number[]>>

/** The updates that delete each id, but for those that only repeat what they knew to be deleted. */
const readLog = (log: readonly LoggedUpdate[]): { births: Births; deaths: Deaths; doc: Y.Doc } => {
  const births: Births = new Map()
  const deaths: Deaths = new Map()
  const doc = newDocument()
  doc.transact(() => {
    for (const { update } of log) Y.applyUpdate(doc, update)
  })
  for (const [index, { update }] of log.entries()) {
    const { structs, ds } = Y.decodeUpdate(update)
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue
      const ranges = births.get(struct.id.client) ?? []
      births.set(struct.id.client, ranges)
      const end = struct.id.clock + struct.length
      const clock = Math.max(struct.id.clock, ranges.at(-1)?.end ?? 0)
      if (clock < end) ranges.push({ clock, end, index })
    }
    for (const [client, deleted] of ds.clients) {
      const of = deaths.get(client) ?? new Map<number, number[]>()
      deaths.set(client, of)
      for (const { clock, len } of deleted)
        for (let at = clock; at < clock + len; at += 1) {
          const before = of.get(at)
          if (!before) of.set(at, [index])
          else if (!before.some((earlier) => knows(log, index, earlier))) before.push(index)
        }
    }
  }
  return { births, deaths, doc }
}

const NOBODY: readonly number[] = []
const NOTHING: Token['undoes'] = []

/** From how many places on an undone piece is counted on: typing before it makes some that lead nowhere. */
const PARTS = 7

export const readText = (log: readonly LoggedUpdate[]): Text => {
  const { births, deaths, doc } = readLog(log)
  const tokens: Token[] = []
  const ids = new Map<string, Token>()
  const makers = new Set<number>()
  const takers = new Set<number>()

  /** Deletions that did not know the place to be gone already: whoever sends all that he knows repeats those. */
  const fresh = (place: Place | null, deleters: readonly number[]): readonly number[] => {
    if (deleters.length === 0) return NOBODY
    let left = deleters
    for (let up = place; up; up = up.parent) {
      const { deleters: above } = up
      if (above.length > 0)
        left = left.filter((index) => !above.some((gone) => gone !== index && knows(log, index, gone)))
    }
    return left
  }

  /** What comes back in one piece stays in order when it is split: a part of it may count on from the one before. */
  const undoneBy = (
    { id, rightOrigin, origin }: Y.Item,
    offset: number,
    range: Range | null,
  ): Token['undoes'] => {
    if (!rightOrigin) return NOTHING
    const clock = id.clock + offset
    const follows = offset > 0 || (origin?.client === id.client && origin.clock === id.clock - 1)
    const before = follows ? ids.get(key(id.client, clock - 1)) : undefined
    const on = (before?.birth === range?.index ? (before?.undoes ?? []) : [])
      .filter(({ client, clock: first }) => client === rightOrigin.client && first >= rightOrigin.clock)
      .map(({ client, clock: first }) => ({ client, clock: first + 1 }))
    const begins = offset === 0 || range?.clock === clock
    return begins ? [...on.slice(-PARTS), rightOrigin] : on
  }

  const walk = (start: Y.Item | null, parent: Place | null, part: Part): void => {
    let marks: readonly Mark[] = []
    for (let item = start; item; item = item.right) {
      const { client, clock } = item.id
      const { content } = item
      const gone = deaths.get(client)
      if (content instanceof Y.ContentType) {
        const type = content.type as unknown
        if (!(type instanceof Y.XmlElement) && !(type instanceof Y.XmlText)) continue
        const place: Place = {
          part,
          parent,
          name: type instanceof Y.XmlElement ? type.nodeName : null,
          type,
          birth: birthsOf(births, client, clock),
          deleters: fresh(parent, gone?.get(clock) ?? NOBODY),
        }
        makers.add(place.birth)
        for (const index of place.deleters) takers.add(index)
        walk(type._start, place, part)
      } else if (content instanceof Y.ContentFormat) {
        const birth = birthsOf(births, client, clock)
        const deleters = fresh(parent, gone?.get(clock) ?? NOBODY)
        marks = [...marks, { name: content.key, value: content.value, birth, deleters }]
      } else if (content instanceof Y.ContentString && parent) {
        for (let offset = 0; offset < content.str.length; offset += 1) {
          const range = rangeOf(births, client, clock + offset)
          const birth = range?.index ?? 0
          const token: Token = {
            at: tokens.length,
            client,
            clock: clock + offset,
            char: content.str.charAt(offset),
            place: parent,
            birth,
            deleters: fresh(parent, gone?.get(clock + offset) ?? NOBODY),
            copyOf: null,
            movers: [],
            undoes: undoneBy(item, offset, range),
            piece: range ? range.end - range.clock : 1,
            marks,
          }
          tokens.push(token)
          ids.set(key(client, clock + offset), token)
        }
      }
    }
  }
  for (const part of [KICKER, HEADLINE, BODY] as const) walk(doc.getXmlFragment(part)._start, null, part)

  const deletes = new Set<number>(tokens.flatMap(({ deleters }) => deleters))
  const movers = new Set([...takers, ...[...makers].filter((index) => deletes.has(index))])
  return {
    log,
    doc,
    tokens,
    movers,
    copied: new Set(),
    byId: (client, clock) => ids.get(key(client, clock)),
    birthOf: (client, clock) => birthsOf(births, client, clock),
  }
}

/** The marks on a token in a version, as Yjs takes them. */
export const marksOn = (token: Token, version: Version): Record<string, unknown> => {
  const on: Record<string, unknown> = {}
  for (const { name, value, birth, deleters } of token.marks) {
    if (!version(birth) || deleters.some(version)) continue
    if (value === null) delete on[name]
    else on[name] = value
  }
  return on
}

/** Whether things stand in a version. Asked for many tokens of the same places, so places are remembered. */
export const sight = (version: Version): { place(one: Place): boolean; token(one: Token): boolean } => {
  const places = new Map<Place, boolean>()
  const place = (one: Place): boolean => {
    const known = places.get(one)
    if (known !== undefined) return known
    const stands =
      version(one.birth) && !one.deleters.some(version) && (one.parent === null || place(one.parent))
    places.set(one, stands)
    return stands
  }
  return { place, token: (one) => version(one.birth) && !one.deleters.some(version) && place(one.place) }
}

/** What a token is at bottom: a copy of a copy is the character that somebody once typed. */
export const rootOf = (token: Token): Token => {
  let root = token
  while (root.copyOf) root = root.copyOf
  return root
}

/** The block of lines that a token stands in: its paragraph or subhead. */
export const lineOf = (place: Place): Place => (place.name === null && place.parent ? place.parent : place)

/** The block of the part that holds a place: a child of the body itself. */
export const topOf = (place: Place): Place => (place.parent ? topOf(place.parent) : place)
