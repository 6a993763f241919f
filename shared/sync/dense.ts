/**
 * Runs of text as bytes. A feed is nearly all text, its entries have one shape, and most of what they say is what the
 * entry before them said: written out with every name and id, a keystroke is ten times its own size, and is read and
 * packed at ten times the cost. Whoever reads a run has looked at every field of it; what is no run throws.
 *
 * Both ends say in a header that they know it (`DENSE_HEADER` in calls.ts), so that an older one is never sent any.
 */
import { HUB_AUTHOR } from '../ids.ts'
import { MOST_ENTRIES } from './calls.ts'
import { createReader, createWriter, type Reader, type Writer } from './dense-bytes.ts'
import type { FeedEntry, UpdateEntry } from './entry.ts'
import { type LookedAt, markLookedAt } from './looked-at.ts'
import { isPlainUpdate } from './plain-update.ts'

/** The first byte of a run says what it is a run of. */
const TEXT = 1
const FED = 2
const ACCEPTED = 3

/** Numbers in a run are differences, and those of larger ones would not be exact. */
const LARGEST = 2 ** 50
/** Fewer than this are not worth a run. */
const FEWEST = 2

type Place = { position: number; acceptedAt: number }
type One = { entry: UpdateEntry; place: Place | null }

const isSmall = (value: number): boolean => value >= 0 && value < LARGEST

const fits = ({ seq, at, seen, epoch }: UpdateEntry): boolean =>
  isSmall(seq) && isSmall(at) && isSmall(seen) && isSmall(epoch)

/** What of a list can stand in a run, or null. */
const oneOf = (value: unknown): One | null => {
  if (isPlainUpdate(value)) return fits(value) ? { entry: value, place: null } : null
  if (typeof value !== 'object' || value === null || !('entry' in value)) return null
  const fed = value as FeedEntry
  const isPlain = fed.chain === null && isSmall(fed.position) && isSmall(fed.acceptedAt)
  return isPlain && isPlainUpdate(fed.entry) && fits(fed.entry) ? { entry: fed.entry, place: fed } : null
}

/** People, replicas and items by their number in a run; the hub itself is number 0. */
const numberIds = (run: readonly One[]): Map<string, number> => {
  const numbers = new Map([[HUB_AUTHOR as string, 0]])
  const number = (id: string): void => {
    if (!numbers.has(id)) numbers.set(id, numbers.size)
  }
  let [author, replica, item] = ['', '', '']
  for (const { entry } of run) {
    // Mostly they are those of the entry before.
    if (entry.author !== author) number(entry.author)
    if (entry.replica !== replica) number(entry.replica)
    if (entry.item !== item) number(entry.item)
    ;({ author, replica, item } = entry)
    for (const other of entry.carries) number(other)
  }
  return numbers
}

/** The number of an id that is mostly the one asked for before. */
const lookUp = (numbers: ReadonlyMap<string, number>): ((id: string) => number) => {
  let known = { id: '', number: 0 }
  return (id) => {
    if (known.id !== id) known = { id, number: numbers.get(id) ?? 0 }
    return known.number
  }
}

const write = (writer: Writer, run: readonly One[], fed: boolean): void => {
  const numbers = numberIds(run)
  writer.uint(run.length)
  writer.uint(numbers.size - 1)
  for (const id of numbers.keys()) if (id !== HUB_AUTHOR) writer.id(id)
  const [ofAuthor, ofReplica, ofItem] = [lookUp(numbers), lookUp(numbers), lookUp(numbers)]
  let [seq, at, seen, position, acceptedAt] = [0, 0, 0, 0, 0]
  for (const { entry, place } of run) {
    writer.id(entry.id)
    writer.uint(ofAuthor(entry.author))
    writer.uint(ofReplica(entry.replica))
    writer.uint(ofItem(entry.item))
    writer.difference(entry.seq - seq)
    writer.difference(entry.at - at)
    writer.difference(entry.seen - seen)
    writer.uint(entry.epoch)
    writer.uint(entry.carries.length)
    for (const author of entry.carries) writer.uint(ofAuthor(author))
    writer.bytes(entry.update)
    ;({ seq, at, seen } = entry)
    if (!fed || place === null) continue
    writer.difference(place.position - position)
    writer.difference(place.acceptedAt - acceptedAt)
    ;({ position, acceptedAt } = place)
  }
}

const pick = (ids: readonly string[], at: number): string => {
  const id = ids[at]
  if (id === undefined) throw new RangeError('no such id')
  return id
}
/** Only an author may be the hub. */
const pickId = (ids: readonly string[], at: number): string => pick(at === 0 ? [] : ids, at)

const inBounds = (value: number): number => {
  if (!isSmall(value)) throw new RangeError('out of bounds')
  return value
}

const read = (reader: Reader, fed: boolean, most: number): (UpdateEntry | FeedEntry)[] => {
  const count = reader.count(most)
  const ids: string[] = [HUB_AUTHOR]
  for (let left = reader.count(Number.MAX_SAFE_INTEGER); left > 0; left -= 1) ids.push(reader.id())
  const found: (UpdateEntry | FeedEntry)[] = []
  let [seq, at, seen, position, acceptedAt] = [0, 0, 0, 0, 0]
  for (let left = count; left > 0; left -= 1) {
    const id = reader.id()
    const author = pick(ids, reader.uint())
    const replica = pickId(ids, reader.uint())
    const item = pickId(ids, reader.uint())
    seq = inBounds(seq + reader.difference())
    at = inBounds(at + reader.difference())
    seen = inBounds(seen + reader.difference())
    const epoch = inBounds(reader.uint())
    const carries: string[] = []
    for (let more = reader.count(Number.MAX_SAFE_INTEGER); more > 0; more -= 1)
      carries.push(pick(ids, reader.uint()))
    const update = reader.bytes()
    const entry: UpdateEntry = {
      id,
      author,
      replica,
      seq,
      at,
      kind: 'update',
      item,
      epoch,
      seen,
      update,
      carries,
    }
    if (!fed) {
      found.push(entry)
      continue
    }
    position = inBounds(position + reader.difference())
    acceptedAt = inBounds(acceptedAt + reader.difference())
    found.push({ position, acceptedAt, chain: null, entry })
  }
  reader.end()
  return found
}

/** A list of entries, or of entries of the feed, with its runs of text as bytes. */
export const densify = (list: readonly unknown[]): unknown[] => {
  const dense: unknown[] = []
  let run: One[] = []
  let from = 0
  const end = (): void => {
    if (run.length < FEWEST) dense.push(...list.slice(from, from + run.length))
    else {
      const fed = run[0]?.place != null
      const writer = createWriter()
      writer.byte(fed ? FED : TEXT)
      write(writer, run, fed)
      dense.push(writer.done())
    }
    run = []
  }
  for (const [at, value] of list.entries()) {
    const one = oneOf(value)
    if (one !== null && run.length === 0) from = at
    if (one !== null) run.push(one)
    else {
      end()
      dense.push(value)
    }
  }
  end()
  return dense
}

/** Says of a list that is all of one kind what it is. */
const markOne = (list: unknown[], kinds: ReadonlySet<LookedAt | null>): unknown[] => {
  const [only] = kinds
  return kinds.size === 1 && only ? markLookedAt(list, only) : list
}

/**
 * The list again, of `most` entries at the most. What is no bytes stays as it is, for whoever parses it; throws where
 * bytes are no run.
 */
export const undense = (list: readonly unknown[], most: number): unknown[] => {
  const whole: unknown[] = []
  const kinds = new Set<LookedAt | null>()
  for (const value of list) {
    if (!(value instanceof Uint8Array)) {
      whole.push(value)
      kinds.add(null)
      continue
    }
    const reader = createReader(value)
    const kind = reader.byte()
    if (kind !== TEXT && kind !== FED) throw new RangeError('no run of text')
    for (const one of read(reader, kind === FED, most - whole.length)) whole.push(one)
    kinds.add(kind === FED ? 'fed' : 'texts')
  }
  return markOne(whole, kinds)
}

type Accepted = { verdict: 'accepted'; id: string; position: number; acceptedAt: number; chain: null }

const isAccepted = (value: unknown): value is Accepted => {
  const one = value as Partial<Accepted>
  return one.verdict === 'accepted' && one.chain === null
}

/** Rulings with those of text that was accepted in order as bytes; who pushed knows which entries they are about. */
export const densifyRulings = (rulings: readonly unknown[]): unknown[] => {
  const dense: unknown[] = []
  for (let at = 0; at < rulings.length; ) {
    const first = rulings[at]
    let end = at + 1
    if (isAccepted(first) && isSmall(first.position) && isSmall(first.acceptedAt))
      for (; end < rulings.length; end += 1) {
        const next = rulings[end]
        if (!isAccepted(next) || next.acceptedAt !== first.acceptedAt) break
        if (next.position !== first.position + end - at) break
      }
    if (end - at < FEWEST || !isAccepted(first)) dense.push(first)
    else {
      const writer = createWriter()
      writer.byte(ACCEPTED)
      writer.uint(end - at)
      writer.uint(first.position)
      writer.uint(first.acceptedAt)
      dense.push(writer.done())
    }
    at = end
  }
  return dense
}

/** The rulings again, about entries with these ids in this order; throws where bytes are no rulings about them. */
export const undenseRulings = (list: readonly unknown[], ids: readonly string[]): unknown[] => {
  const rulings: unknown[] = []
  const kinds = new Set<LookedAt | null>()
  for (const value of list) {
    if (!(value instanceof Uint8Array)) {
      rulings.push(value)
      kinds.add(null)
      continue
    }
    kinds.add('rulings')
    const reader = createReader(value)
    if (reader.byte() !== ACCEPTED) throw new RangeError('no rulings')
    const count = reader.uint()
    if (count > ids.length - rulings.length) throw new RangeError('too many')
    const [position, acceptedAt] = [inBounds(reader.uint()), inBounds(reader.uint())]
    reader.end()
    for (let at = 0; at < count; at += 1)
      rulings.push({
        verdict: 'accepted',
        id: pick(ids, rulings.length),
        position: position + at,
        acceptedAt,
        chain: null,
      })
  }
  return markOne(rulings, kinds)
}

/** Entries of one push, and of one answer: what is longer than this was not made by a hub. */
const MOST_PUSHED = MOST_ENTRIES
const MOST_ANSWERED = 100_000

type Listed = { entries: readonly unknown[] }
const isListed = (value: unknown): value is Listed =>
  typeof value === 'object' && value !== null && 'entries' in value && Array.isArray(value.entries)

const withEntries = (value: unknown, change: (entries: readonly unknown[]) => unknown[]): unknown =>
  isListed(value) ? { ...value, entries: change(value.entries) } : value

/** What a call is asked with, made dense by who asks and whole again by who answers. */
export const denseInput = (input: unknown): unknown => withEntries(input, densify)
export const wholeInput = (input: unknown): unknown =>
  withEntries(input, (entries) => undense(entries, MOST_PUSHED))

/** What a call answers, made dense by who answers and whole again by who asked with `input`. */
export const denseOutput = (name: string, output: unknown): unknown =>
  name === 'push' && Array.isArray(output) ? densifyRulings(output) : withEntries(output, densify)
export const wholeOutput = (name: string, output: unknown, input: unknown): unknown => {
  if (name !== 'push' || !Array.isArray(output))
    return withEntries(output, (entries) => undense(entries, MOST_ANSWERED))
  const pushed = isListed(input) ? input.entries : []
  return undenseRulings(
    output,
    pushed.map((entry) => (entry as { id: string }).id),
  )
}
