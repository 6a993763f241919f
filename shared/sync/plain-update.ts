/**
 * Text is nearly all that a feed holds, and its entries have one shape. What has exactly that shape is known for it by
 * looking; whatever is anything else goes to the model (entry.ts), which says whether it is an entry, and what is wrong.
 */
import { HUB_AUTHOR } from '../ids.ts'
import type { UpdateEntry } from './entry.ts'

/** As `Id` has them, in the one spelling that everybody writes. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length === 36 && UUID.test(value)
const isAuthor = (value: unknown): boolean => isId(value) || value === HUB_AUTHOR

const FIELDS = ['id', 'author', 'replica', 'seq', 'at', 'kind', 'item', 'epoch', 'seen', 'update', 'carries']

/** Whether this is an update to its last field, as the model would have it; never true where the model says no. */
export const isPlainUpdate = (value: unknown): value is UpdateEntry => {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  let count = 0
  for (const name in value) {
    if (!FIELDS.includes(name)) return false
    count += 1
  }
  if (count !== FIELDS.length) return false
  const entry = value as Record<keyof UpdateEntry, unknown>
  return (
    entry.kind === 'update' &&
    isId(entry.id) &&
    isId(entry.item) &&
    isId(entry.replica) &&
    isAuthor(entry.author) &&
    Number.isSafeInteger(entry.seq) &&
    Number.isSafeInteger(entry.at) &&
    Number.isSafeInteger(entry.epoch) &&
    Number.isSafeInteger(entry.seen) &&
    entry.update instanceof Uint8Array &&
    Array.isArray(entry.carries) &&
    entry.carries.every(isAuthor)
  )
}
