/**
 * Goes through a desk: the feed without holes, every entry readable, every chain and every revision by its hash, and
 * what is derived from the feed made again and compared. Changes nothing.
 */
import { chainLink, earlierChainLink, hashText } from '../../../shared/document/canonical.ts'
import {
  type ItemState,
  NEW_ITEM,
  ItemState as StoredState,
  transition,
} from '../../../shared/domain/workflow.ts'
import { reasonOf } from '../../../shared/errors.ts'
import type { FeedEntry } from '../../../shared/sync/entry.ts'
import { isErased } from '../../../shared/sync/erase.ts'
import { toFeedEntry } from '../feed.ts'
import { placeInRegister, plainRegistration } from '../register.ts'
import { feedBatches } from '../store/rows.ts'
import type { Reader } from '../store/tables.ts'

/** What was looked at, and what was wrong: where it is and what, never what it says. */
export type Report = { checked: Readonly<Record<string, number>>; findings: string[] }

/** More than this helps nobody. */
const MOST_FINDINGS = 100

/** `erased`: words are gone that its events had, so its state cannot be made again from them. */
type Item = { state: ItemState; chain: string | null; erased: boolean }

type Checking = {
  items: Map<string, Item>
  revisions: Map<string, number>
  /** What the desk is, by the last word on each of its parts. */
  register: Map<string, string | null>
  count(what: string): void
  find(what: string): void
}

const checkEvent = ({ position, acceptedAt, chain, entry }: FeedEntry, at: Checking): void => {
  if (entry.kind !== 'event') return
  const { items, count, find } = at
  const known = items.get(entry.item) ?? { state: NEW_ITEM, chain: null, erased: false }
  const erased = known.erased || isErased(entry)
  count('events')
  const links = [chainLink(known.chain, entry), earlierChainLink(known.chain, entry)]
  if (chain === null || !links.includes(chain)) find(`position ${position}: the chain of its item is broken`)
  const next = transition(known.state, entry.event, { by: entry.author, at: acceptedAt })
  if (!next.ok && !erased) find(`position ${position}: an event that does not follow from those before it`)
  items.set(entry.item, { chain, state: next.ok ? next.state : known.state, erased })
}

const checkRevision = ({ position, entry }: FeedEntry, { revisions, count, find }: Checking): void => {
  if (entry.kind !== 'revision') return
  count('revisions')
  if (!isErased(entry) && hashText(entry.json) !== entry.hash)
    find(`position ${position}: a revision is not what its name says`)
  const key = `${entry.item} ${entry.hash}`
  if (!revisions.has(key)) revisions.set(key, position)
}

const checkDeskEvent = ({ entry }: FeedEntry, { register, count }: Checking): void => {
  if (entry.kind !== 'desk-event') return
  count('desk events')
  const { kind, id, value } = placeInRegister(entry.event)
  register.set(`${kind} ${id}`, value === null ? null : plainRegistration(kind, value))
}

const compareRegister = async (db: Reader, { register, find }: Checking): Promise<void> => {
  for (const { kind, id, value } of await db.selectFrom('register').selectAll().execute()) {
    const key = `${kind} ${id}`
    // Which one it is, and not who or what: a report may be read by anybody.
    if (!register.has(key)) find(`register, ${key}: it is not in the feed`)
    else if (readable(value, kind) !== register.get(key))
      find(`register, ${key}: it is not what the feed says last`)
    register.delete(key)
  }
  for (const [key, value] of register) if (value !== null) find(`register, ${key}: it is in the feed only`)
}

const readable = (json: string, kind: string): string | null => {
  try {
    return plainRegistration(kind, JSON.parse(json))
  } catch {
    return null
  }
}

const same = (a: ItemState, b: ItemState): boolean =>
  JSON.stringify(StoredState.parse(a)) === JSON.stringify(StoredState.parse(b))

const compareItems = async (db: Reader, { items, count, find }: Checking): Promise<void> => {
  const rows = await db.selectFrom('items').select(['id', 'state', 'chain']).execute()
  for (const { id, state, chain } of rows) {
    count('items')
    const made = items.get(id)
    items.delete(id)
    if (!made) find(`item ${id}: it is not in the feed`)
    else if (made.chain !== chain) find(`item ${id}: its chain is not that of the feed`)
    else if (!made.erased && !same(StoredState.parse(JSON.parse(state)), made.state))
      find(`item ${id}: its state is not what the feed makes of it`)
  }
  for (const id of items.keys()) find(`item ${id}: it is in the feed only`)
}

const compareRevisions = async (db: Reader, { revisions, find }: Checking): Promise<void> => {
  for (const { item, hash, position } of await db.selectFrom('revisions').selectAll().execute()) {
    if (revisions.get(`${item} ${hash}`) !== position)
      find(`item ${item}: a revision that the feed does not hold`)
    revisions.delete(`${item} ${hash}`)
  }
  for (const key of revisions.keys()) find(`item ${key.split(' ')[0]}: a revision that only the feed holds`)
}

/**
 * Reads the whole feed of a store, in order, and then what is derived from it. Answers how much of what was looked at, and what
 * was found: nothing where all is well. An entry that cannot be read is a finding; a stored state that cannot be read throws.
 */
export const check = async (db: Reader): Promise<Report> => {
  const checked: Record<string, number> = {}
  const findings: string[] = []
  const checking: Checking = {
    items: new Map(),
    revisions: new Map(),
    register: new Map(),
    count(what) {
      checked[what] = (checked[what] ?? 0) + 1
    },
    find(what) {
      if (findings.length < MOST_FINDINGS) findings.push(what)
    },
  }
  let expected = 1
  for await (const rows of feedBatches(db, 0)) {
    for (const row of rows) {
      checking.count('entries')
      if (row.position !== expected) checking.find(`position ${expected}: a hole in the feed`)
      expected = row.position + 1
      try {
        const entry = toFeedEntry(row)
        checkEvent(entry, checking)
        checkRevision(entry, checking)
        checkDeskEvent(entry, checking)
      } catch (error) {
        checking.find(`position ${row.position}: it cannot be read (${reasonOf(error)})`)
      }
    }
  }
  await compareItems(db, checking)
  await compareRevisions(db, checking)
  await compareRegister(db, checking)
  return { checked, findings }
}
