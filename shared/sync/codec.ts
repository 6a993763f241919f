/** Entries as rows and messages hold them: a small JSON head and a body of bytes. Unknown until parsed. */
import { Entry } from './entry.ts'
import { isPlainUpdate } from './plain-update.ts'

const text = new TextDecoder()
const utf8 = new TextEncoder()

/** What an entry is apart from its envelope: facts to read without the body, and the body. */
export const encodeEntry = (entry: Entry): { head: string; body: Uint8Array } => {
  switch (entry.kind) {
    case 'update':
      return {
        head: JSON.stringify({
          epoch: entry.epoch,
          carries: entry.carries,
          seen: entry.seen,
          erased: entry.erased,
        }),
        body: entry.update,
      }
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

const contentOf = ({ kind, head, body }: Stored): Record<string, unknown> => {
  const facts = JSON.parse(head) as Record<string, unknown>
  switch (kind) {
    // Drivers answer Buffers; a plain view is what crosses ports.
    case 'update':
      return { ...facts, update: new Uint8Array(body) }
    case 'revision':
      return { ...facts, json: text.decode(body) }
    case 'event':
    case 'desk-event':
      return { ...facts, event: JSON.parse(text.decode(body)) as unknown }
  }
}

/** An entry from its envelope, head and body; throws when it is none. */
export const decodeEntry = (stored: Stored): Entry => {
  const { head: _head, body: _body, ...envelope } = stored
  const whole: unknown = { ...envelope, ...contentOf(stored) }
  return isPlainUpdate(whole) ? whole : Entry.parse(whole)
}

/**
 * An update without a look at every field, for what this program wrote itself and hands on to somebody who will look: a
 * hub parses what it is pushed, whoever pushes it.
 */
export const handOn = (stored: Stored): Entry => {
  const { head: _head, body: _body, ...envelope } = stored
  // Entries of before it was kept say 0 (entry.ts).
  return { seen: 0, ...envelope, ...contentOf(stored) } as Entry
}
