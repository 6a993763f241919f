/** Entries as rows and messages hold them: a small JSON head and a body of bytes. Unknown until parsed. */
import { Entry, type UpdateEntry } from './entry.ts'
import { isPlainUpdate } from './plain-update.ts'

const text = new TextDecoder()
const utf8 = new TextEncoder()

/** Thousands in a row were written on top of the same, and carry nothing. */
let lastHead = { epoch: -1, seen: -1, head: '' }

/** The facts of an update as a row holds them. */
export const headOfUpdate = ({ epoch, carries, seen, erased }: UpdateEntry): string => {
  if (carries.length > 0 || erased !== undefined) return JSON.stringify({ epoch, carries, seen, erased })
  if (lastHead.epoch !== epoch || lastHead.seen !== seen)
    lastHead = { epoch, seen, head: JSON.stringify({ epoch, carries, seen }) }
  return lastHead.head
}

/** What an entry is apart from its envelope: facts to read without the body, and the body. */
export const encodeEntry = (entry: Entry): { head: string; body: Uint8Array } => {
  switch (entry.kind) {
    case 'update':
      return { head: headOfUpdate(entry), body: entry.update }
    case 'revision':
      return {
        head: JSON.stringify({ hash: entry.hash, basis: entry.basis, erased: entry.erased }),
        body: utf8.encode(entry.json),
      }
    case 'event':
      return {
        head: JSON.stringify({ rests: entry.rests, erased: entry.erased }),
        body: utf8.encode(JSON.stringify(entry.event)),
      }
    case 'desk-event':
      return { head: '{}', body: utf8.encode(JSON.stringify(entry.event)) }
  }
}

type Stored = Pick<Entry, 'id' | 'item' | 'kind' | 'author' | 'replica' | 'seq' | 'at'> & {
  head: string
  body: Uint8Array
}

/** What the head of an update says. Thousands in a row say the same, so the last ones are kept. */
type UpdateFacts = Record<string, unknown>
const MOST_HEADS = 64
const heads = new Map<string, UpdateFacts>()

const factsOf = (head: string): UpdateFacts => {
  const known = heads.get(head)
  if (known) return known
  const facts = JSON.parse(head) as UpdateFacts
  if (Array.isArray(facts['carries'])) Object.freeze(facts['carries'])
  if (heads.size >= MOST_HEADS) heads.clear()
  heads.set(head, facts)
  return facts
}

const wholeOf = (stored: Stored): unknown => {
  const { id, item, kind, author, replica, seq, at, head, body } = stored
  switch (kind) {
    case 'update': {
      const { epoch, seen, carries, erased } = factsOf(head)
      // Drivers answer Buffers; a plain view is what crosses ports. Entries of before `seen` was kept say 0 (entry.ts).
      const update = new Uint8Array(body)
      const whole = { id, item, kind, author, replica, seq, at, epoch, seen: seen ?? 0, carries, update }
      return erased === undefined ? whole : { ...whole, erased }
    }
    case 'revision': {
      const envelope = { id, item, kind, author, replica, seq, at }
      return { ...envelope, ...(JSON.parse(head) as object), json: text.decode(body) }
    }
    case 'event':
    case 'desk-event': {
      const envelope = { id, item, kind, author, replica, seq, at }
      return { ...envelope, ...(JSON.parse(head) as object), event: JSON.parse(text.decode(body)) as unknown }
    }
  }
}

/** An entry from its envelope, head and body; throws when it is none. */
export const decodeEntry = (stored: Stored): Entry => {
  const whole = wholeOf(stored)
  return isPlainUpdate(whole) ? whole : Entry.parse(whole)
}

/**
 * An update without a look at every field, for what this program wrote itself and hands on to somebody who will look: a
 * hub parses what it is pushed, whoever pushes it.
 */
export const handOn = (stored: Stored): Entry => wholeOf(stored) as Entry
