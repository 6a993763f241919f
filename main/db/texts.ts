/** Text of the feed on its way into the log: there is much of it, so it is written down many at a time. */
import { headOfUpdate } from '../../shared/sync/codec.ts'
import type { FeedEntry, UpdateEntry } from '../../shared/sync/entry.ts'
import { type Database, isTaken, statement } from './driver.ts'
import { takeIn } from './entries.ts'

/** So many texts are written down by one statement. */
const TEXTS_AT_ONCE = 50
const insertTexts = (rowAt: (at: number) => string): string =>
  `INSERT INTO entries (id, item, kind, author, replica, seq, at, head, body, status, position, accepted_at)
   VALUES ${Array.from({ length: TEXTS_AT_ONCE }, (_, at) => rowAt(at)).join()}`
const INSERT_TEXTS = insertTexts(() => "(?, ?, 'update', ?, ?, ?, ?, ?, ?, 'accepted', ?, ?)")
/** Of one hand, and accepted together: what all of them have in common is handed over once, which is half of the work. */
const INSERT_ALIKE = insertTexts(
  (at) => `(?, ?, 'update', @author, @replica, ?, ?, @head, ?, 'accepted', @position + ${at}, @acceptedAt)`,
)

/** Text of the feed with its place; what is in it of chains and decisions comes one by one (`takeIn`). */
export type FedText = FeedEntry & { entry: UpdateEntry; chain: null }

/** What texts that follow each other in the feed have in common; null where that is not all that is said of them. */
const commonOf = (
  texts: readonly FedText[],
  heads: readonly string[],
): Record<string, string | number> | null => {
  const [first] = texts
  const [head] = heads
  if (!first || head === undefined) return null
  const { position, acceptedAt, entry } = first
  const alike = texts.every(
    (text, at) =>
      text.entry.author === entry.author &&
      text.entry.replica === entry.replica &&
      heads[at] === head &&
      text.position === position + at &&
      text.acceptedAt === acceptedAt,
  )
  return alike ? { author: entry.author, replica: entry.replica, head, position, acceptedAt } : null
}

const takeInSome = (db: Database, texts: readonly FedText[]): boolean => {
  const heads = texts.map(({ entry }) => headOfUpdate(entry))
  const common = commonOf(texts, heads)
  const values: unknown[] = []
  for (const [index, { entry, position, acceptedAt }] of texts.entries()) {
    const { id, item, author, replica, seq, at, update } = entry
    if (common) values.push(id, item, seq, at, update)
    else values.push(id, item, author, replica, seq, at, heads[index], update, position, acceptedAt)
  }
  try {
    if (common) statement(db, INSERT_ALIKE).run(values, common)
    else statement(db, INSERT_TEXTS).run(values)
    return true
  } catch (error) {
    // One of them is here already: nothing of the statement was done.
    if (isTaken(error)) return false
    throw error
  }
}

/** Takes in a run of text in order, as `takeIn` would each of them; `took` is told of each whether it was new. */
export const takeInTexts = (
  db: Database,
  texts: readonly FedText[],
  took: (text: FedText, isNew: boolean) => void,
): void => {
  for (let at = 0; at < texts.length; at += TEXTS_AT_ONCE) {
    const some = texts.slice(at, at + TEXTS_AT_ONCE)
    const all = some.length === TEXTS_AT_ONCE && takeInSome(db, some)
    for (const text of some) took(text, all || takeIn(db, text))
  }
}
