/**
 * Which revision of an item a person last saw here, so that an approver reads what is new and not everything again.
 * It is a convenience of this computer and rests in localStorage: losing it costs a longer read, nothing else.
 */
import { z } from 'zod'
import { RevisionHash } from '../../../shared/ids.ts'

/** The two calls of localStorage that are needed; tests hand in a map. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** Whose memory it is: one desk, one person. */
export type Reader = { desk: string; person: string }

/** How many items are remembered a person; the oldest fall off. */
const KEPT = 500

const Remembered = z.array(z.tuple([z.string(), RevisionHash]))

const keyOf = ({ desk, person }: Reader): string => `kopij.seen.${desk}.${person}`

const read = (shelf: Shelf, reader: Reader): [string, RevisionHash][] => {
  try {
    return Remembered.parse(JSON.parse(shelf.getItem(keyOf(reader)) ?? '[]'))
  } catch {
    // A shelf that is closed or garbled: nothing is remembered, and nothing depends on it.
    return []
  }
}

/** The revision of `item` that this person last had on screen, or null. */
export const lastSeen = (shelf: Shelf, reader: Reader, item: string): RevisionHash | null =>
  read(shelf, reader).find(([id]) => id === item)?.[1] ?? null

/** Remembers that this person has read `revision` of `item`. */
export const rememberSeen = (shelf: Shelf, reader: Reader, item: string, revision: RevisionHash): void => {
  const others = read(shelf, reader).filter(([id]) => id !== item)
  try {
    shelf.setItem(keyOf(reader), JSON.stringify([...others, [item, revision]].slice(-KEPT)))
  } catch {
    // A full shelf: the next read is longer, that is all.
  }
}
