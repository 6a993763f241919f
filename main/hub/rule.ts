/**
 * Rulings: the hub accepts or refuses every entry, with a reason, by the same rules as the button and the replica
 * (design: "Decisions"). It runs inside the transaction that also puts the entry into the feed.
 */
import { authorsBetween, replay } from '../../shared/document/authorship.ts'
import { chainLink, copyOfRevision, hashText, revisionOf } from '../../shared/document/canonical.ts'
import { isReadableUpdate } from '../../shared/document/update.ts'
import { actionOfEvent, can, mayManageDesk } from '../../shared/domain/permissions.ts'
import type { Person } from '../../shared/domain/person.ts'
import {
  type ItemState,
  NEW_ITEM,
  ItemState as StoredState,
  transition,
} from '../../shared/domain/workflow.ts'
import { Fault, type FaultCode, unreachable } from '../../shared/errors.ts'
import { HUB_AUTHOR } from '../../shared/ids.ts'
import { parseAtDoor } from '../../shared/ipc/parse.ts'
import {
  type DeskEventEntry,
  type Entry,
  Entry as EntryModel,
  type ItemEventEntry,
  type RevisionEntry,
  SCHEMA_EPOCH,
  type UpdateEntry,
} from '../../shared/sync/entry.ts'
import type { Ruling } from '../../shared/sync/messages.ts'
import { appendToFeed, boundsOf, findInFeed, findRevision, lengthOfFeed, updatesOf } from './feed.ts'
import { queueDeliveries } from './outbox.ts'
import { people, policy, register } from './register.ts'
import type { Reader } from './store/tables.ts'

type Verdict = { ok: true; chain: string | null } | { ok: false; reason: FaultCode }

const YES: Verdict = { ok: true, chain: null }
const no = (reason: FaultCode): Verdict => ({ ok: false, reason })

/** An item as the hub holds it: `page` is the section on whose page it stands, `left` the one it stood on before. */
export type HeldItem = { state: ItemState; chain: string | null; page: string | null; left: string | null }

/** An item as the hub holds it, or null when nothing was decided about it yet. */
export const readItemState = async (db: Reader, item: string): Promise<HeldItem | null> => {
  const row = await db.selectFrom('items').selectAll().where('id', '=', item).executeTakeFirst()
  return row
    ? {
        state: StoredState.parse(JSON.parse(row.state)),
        chain: row.chain,
        page: row.page_section,
        left: row.left_section,
      }
    : null
}

/** When the hub's clock has to release an item, or null. Nothing leaves before its embargo. */
export const dueAt = (state: ItemState): number | null =>
  state.state === 'scheduled' && state.publishAt
    ? Math.max(state.publishAt.instant, state.embargoUntil?.instant ?? 0)
    : null

const judgeUpdate = async (db: Reader, entry: UpdateEntry, person: Person): Promise<Verdict> => {
  if (entry.epoch > SCHEMA_EPOCH) return no('refused-newer-schema')
  if (!isReadableUpdate(entry.update)) return no('bad-request')
  const item = await readItemState(db, entry.item)
  if (!item) return no('refused-state')
  const allowed = can(person, 'write', { state: item.state, authors: [] }, await policy(db))
  return allowed.ok ? YES : no(allowed.reason)
}

/** Replays exactly what the revision says that it was made from, and compares: authors are counted by the same basis. */
const judgeRevision = async (db: Reader, entry: RevisionEntry): Promise<Verdict> => {
  if (hashText(entry.json) !== entry.hash) return no('refused-revision-forged')
  const doc = replay(await updatesOf(db, entry.item), { ...entry.basis, revisionAt: null })
  const rebuilt = revisionOf(entry.item, doc)
  doc.destroy()
  return rebuilt.hash === entry.hash ? YES : no('refused-revision-forged')
}

/** Who wrote what the submitted revision holds and the last approved one had not. */
const authorsInQuestion = async (db: Reader, item: string): Promise<string[]> => {
  const { approved, submitted } = await boundsOf(db, item)
  return authorsBetween(await updatesOf(db, item), approved, submitted)
}

/** Where readers find an item: on the page of its section while it is out. */
const placeOnPage = async (
  db: Reader,
  item: string,
  { state, live, shownAt }: ItemState,
): Promise<{ page_section: string | null; shown_at: number | null }> => {
  const revision = live && state !== 'killed' ? await findRevision(db, item, live.revision) : null
  if (!live || !revision) return { page_section: null, shown_at: null }
  return { page_section: copyOfRevision(revision.json).section, shown_at: shownAt ?? live.firstAt }
}

const judgeEvent = async (
  db: Reader,
  { item, author, event, id }: ItemEventEntry,
  person: Person | null,
  now: number,
): Promise<Verdict> => {
  const known = await readItemState(db, item)
  if (!known && event.type !== 'created') return no('refused-state')
  if (known && event.type === 'created') return no('refused-state')
  const state = known?.state ?? NEW_ITEM

  if (person) {
    const authors = event.type === 'approved' ? await authorsInQuestion(db, item) : []
    const allowed = can(person, actionOfEvent(event), { state, authors }, await policy(db))
    if (!allowed.ok) return no(allowed.reason)
  }
  if ('revision' in event && !(await findRevision(db, item, event.revision)))
    return no('refused-revision-unknown')
  const next = transition(state, event, { by: author, at: now })
  if (!next.ok) return no(next.reason)

  const chain = chainLink(known?.chain ?? null, { id, author, event })
  const page = await placeOnPage(db, item, next.state)
  const row = {
    state: JSON.stringify(next.state),
    chain,
    due_at: dueAt(next.state),
    ...page,
    left_section:
      known?.page != null && known.page !== page.page_section ? known.page : (known?.left ?? null),
  }
  await db
    .insertInto('items')
    .values({
      id: item,
      kind: event.type === 'created' ? event.kind : 'lead',
      begun: await lengthOfFeed(db),
      ...row,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  if (event.type === 'released')
    await queueDeliveries(db, { item, state: next.state, action: 'publish', at: now })
  if (event.type === 'killed') await queueDeliveries(db, { item, state: next.state, action: 'kill', at: now })
  return { ok: true, chain }
}

const judgeDeskEvent = async (
  db: Reader,
  { event, author }: DeskEventEntry,
  person: Person | null,
): Promise<Verdict> => {
  const everybody = await people(db)
  // A desk begins with somebody: the first person enters himself.
  const founding = everybody.length === 0 && event.type === 'person' && event.person.id === author
  if (!founding && !(person && mayManageDesk(person))) return no('refused-role')
  if (event.type === 'person' && !founding) {
    const others = everybody.filter((one) => one.id !== event.person.id && one.active)
    const admins = [...others, ...(event.person.active ? [event.person] : [])]
    if (!admins.some((one) => one.roles.includes('admin'))) return no('last-admin')
  }
  await register(db, event)
  return YES
}

const judge = async (db: Reader, entry: Entry, author: string, now: number): Promise<Verdict> => {
  if (entry.author !== author) return no('refused-foreign-author')
  // What could not be read back must not be written down: it would stop everybody who reads the feed.
  if (!parseAtDoor<unknown>(EntryModel, entry).ok) return no('bad-request')
  const person = (await people(db)).find((one) => one.id === author && one.active) ?? null
  if (entry.kind === 'desk-event') return await judgeDeskEvent(db, entry, person)
  if (!person && author !== HUB_AUTHOR) return no('refused-role')
  switch (entry.kind) {
    case 'update':
      return person ? await judgeUpdate(db, entry, person) : no('refused-role')
    case 'revision':
      return await judgeRevision(db, entry)
    case 'event':
      return await judgeEvent(db, entry, person, now)
    default:
      return unreachable(entry)
  }
}

/** What was ruled about an entry before, or null when it is new. */
const earlierRuling = async (db: Reader, id: string): Promise<Ruling | null> => {
  const accepted = await findInFeed(db, id)
  if (accepted) {
    const { position, acceptedAt, chain } = accepted
    return { verdict: 'accepted', id, position, acceptedAt, chain }
  }
  const refused = await db.selectFrom('refusals').selectAll().where('id', '=', id).executeTakeFirst()
  return refused ? { verdict: 'refused', id, fault: Fault.parse(JSON.parse(refused.fault)) } : null
}

/** Rules on one entry and writes the ruling down. Ruling on it again gives the same answer. */
export const rule = async (db: Reader, entry: Entry, author: string, now: number): Promise<Ruling> => {
  const before = await earlierRuling(db, entry.id)
  if (before) return before
  const verdict = await judge(db, entry, author, now)
  if (!verdict.ok) {
    const fault = { code: verdict.reason, params: {} }
    await db
      .insertInto('refusals')
      .values({ id: entry.id, fault: JSON.stringify(fault) })
      .execute()
    return { verdict: 'refused', id: entry.id, fault }
  }
  const position = await appendToFeed(db, entry, now, verdict.chain)
  if (entry.kind === 'revision')
    await db
      .insertInto('revisions')
      .values({ item: entry.item, hash: entry.hash, position })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return { verdict: 'accepted', id: entry.id, position, acceptedAt: now, chain: verdict.chain }
}
