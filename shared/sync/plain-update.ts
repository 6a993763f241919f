/**
 * Text is nearly all that a feed holds, and its entries have one shape. What has exactly that shape is known for it by
 * looking; whatever is anything else goes to the model (entry.ts), which says whether it is an entry, and what is wrong.
 */
import { HUB_AUTHOR } from '../ids.ts'
import type { FeedEntry, UpdateEntry } from './entry.ts'

/** As `Id` has them, in the one spelling that everybody writes. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length === 36 && UUID.test(value)
const isAuthor = (value: unknown): boolean => isId(value) || value === HUB_AUTHOR

/** `id, author, replica, seq, at, kind, item, epoch, seen, update, carries`: each is looked at below. */
const FIELDS = 11

/** Without a list of them, of which there would be thousands: what is looked at has no fields but its own. */
const countFields = (value: object): number => {
  let count = 0
  for (const _ in value) count += 1
  return count
}

/** Who wrote, where, and in what is the same for many in a row. */
let lastAuthor = ''
let lastReplica = ''
let lastItem = ''
const isSameOrAuthor = (value: unknown): boolean => {
  if (value === lastAuthor) return true
  if (!isAuthor(value)) return false
  lastAuthor = String(value)
  return true
}
const isSameOrReplica = (value: unknown): boolean => {
  if (value === lastReplica) return true
  if (!isId(value)) return false
  lastReplica = value
  return true
}

const isSameOrItem = (value: unknown): boolean => {
  if (value === lastItem) return true
  if (!isId(value)) return false
  lastItem = value
  return true
}

/** Whether this is an update to its last field, as the model would have it; never true where the model says no. */
export const isPlainUpdate = (value: unknown): value is UpdateEntry => {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  // As many fields as there are, and each of them is there: there is no other.
  if (countFields(value) !== FIELDS) return false
  const entry = value as Record<keyof UpdateEntry, unknown>
  return (
    entry.kind === 'update' &&
    isId(entry.id) &&
    isSameOrItem(entry.item) &&
    isSameOrReplica(entry.replica) &&
    isSameOrAuthor(entry.author) &&
    Number.isSafeInteger(entry.seq) &&
    Number.isSafeInteger(entry.at) &&
    Number.isSafeInteger(entry.epoch) &&
    Number.isSafeInteger(entry.seen) &&
    entry.update instanceof Uint8Array &&
    Array.isArray(entry.carries) &&
    entry.carries.every(isAuthor)
  )
}

const FED_FIELDS = 4

/** Whether this is such an update at its place in the feed. */
export const isPlainFed = (value: unknown): value is FeedEntry => {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  if (countFields(value) !== FED_FIELDS) return false
  const fed = value as Record<keyof FeedEntry, unknown>
  return (
    Number.isSafeInteger(fed.position) &&
    Number.isSafeInteger(fed.acceptedAt) &&
    fed.chain === null &&
    isPlainUpdate(fed.entry)
  )
}
