/**
 * Erasing, for the law (design: "Erase removes updates, revisions and backup copies but keeps the events' hashes"). An
 * entry keeps its place in the feed, who made it and when, and of everything that was written in it the hash: the feed
 * stays whole, and an item's chain of events can still be recomputed.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { hashText } from '../document/canonical.ts'
import { ItemEvent, textsOf } from '../domain/event.ts'
import { unreachable } from '../errors.ts'
import type { Entry } from './entry.ts'

/** An update in which nothing happens (Yjs, version 1: no structs, no deletions), so that whoever replays needs no rule. */
const NOTHING = new Uint8Array([0, 0])

/** An entry without anything that was written in it; one that was erased before, and why it was, stay as they are. */
export const eraseEntry = (entry: Entry): Entry => {
  if (entry.kind === 'desk-event' || entry.erased) return entry
  switch (entry.kind) {
    case 'update':
      return {
        ...entry,
        update: NOTHING,
        carries: [],
        erased: { update: bytesToHex(sha256(entry.update)) },
      }
    case 'revision':
      return { ...entry, json: '', erased: { json: entry.hash } }
    case 'event': {
      const texts = textsOf(entry.event)
      if (texts.length === 0 || entry.event.type === 'erased') return entry
      const blank = Object.fromEntries(texts.map(([field]) => [field, '']))
      const erased = Object.fromEntries(texts.map(([field, text]) => [field, hashText(text)]))
      return { ...entry, event: ItemEvent.parse({ ...entry.event, ...blank }), erased }
    }
    default:
      return unreachable(entry)
  }
}

/** Whether something was taken out of an entry. Nobody may send one in: it would stand for words that nobody saw. */
export const isErased = (entry: Entry): boolean => entry.kind !== 'desk-event' && entry.erased !== undefined
