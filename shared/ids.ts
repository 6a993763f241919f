import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'

/** Ids are made by whoever makes the thing, so that saying it twice is harmless (design: "The feed"). */
export const Id = z.uuid()
export type Id = z.infer<typeof Id>

/** Makes ids; the only source of randomness that domain code gets. */
export type NewId = () => Id

/** What the hub signs its own events with. It is no person and holds no role. */
export const HUB_AUTHOR = 'hub'

/** The author of an entry: a person's id, or the hub. */
export const Author = z.union([Id, z.literal(HUB_AUTHOR)])

/** A revision is named by the SHA-256 of its canonical JSON, in lower-case hex. */
export const RevisionHash = z.string().regex(/^[0-9a-f]{64}$/)
export type RevisionHash = z.infer<typeof RevisionHash>

/** The name of an item outside Kopij. */
export const itemUri = (item: Id): string => `urn:uuid:${item}`

/**
 * An id that follows from a command's id and a word: a command that is repeated after a crash makes the same things
 * again, and nothing twice. In the form of a version 8 UUID (RFC 9562, section 5.8).
 */
export const derivedId = (command: Id, word: string): Id => {
  const hex = bytesToHex(sha256(utf8ToBytes(`${command} ${word}`)))
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/**
 * A random id as one in the order of time: a version 7 UUID (RFC 9562, section 5.7). Many that are made one after the
 * other stand beside each other in an index, where random ones would touch all of it. `now` is ms UTC; nothing is ever
 * ordered by it.
 */
export const idInTime = (random: Id, now: number): Id => {
  const time = Math.min(Math.max(0, Math.trunc(now) || 0), 0xffff_ffff_ffff)
    .toString(16)
    .padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(15)}`
}
