/**
 * Rulings: the hub accepts or refuses every entry, with a reason, by the same rules as the button and the replica
 * (design: "Decisions"). They run inside the transaction that also puts the entries into the feed; what many entries
 * need is read once, and what they change is written once.
 */
import { authorsBetween, replay } from '../../shared/document/authorship.ts'
import { chainLink, copyOfRevision, hashText, revisionOf } from '../../shared/document/canonical.ts'
import { isReadableUpdate } from '../../shared/document/update.ts'
import { againstTimes } from '../../shared/domain/embargo.ts'
import { releaseAt } from '../../shared/domain/goes-out.ts'
import { actionOfEvent, can, mayChangeDesk } from '../../shared/domain/permissions.ts'
import type { Person } from '../../shared/domain/person.ts'
import type { TargetInfo } from '../../shared/domain/target.ts'
import { readyAhead } from '../../shared/domain/target-ahead.ts'
import {
  type ItemState,
  isOut,
  leavesBy,
  NEW_ITEM,
  TRASH_KEEPS,
  transition,
} from '../../shared/domain/workflow.ts'
import { type Fault, type FaultCode, unreachable } from '../../shared/errors.ts'
import { HUB_AUTHOR } from '../../shared/ids.ts'
import { parseAtDoor } from '../../shared/ipc/parse.ts'
import {
  type DeskEventEntry,
  type Entry,
  Entry as EntryModel,
  type FeedEntry,
  type ItemEventEntry,
  type RevisionEntry,
  type UpdateEntry,
} from '../../shared/sync/entry.ts'
import { isErased } from '../../shared/sync/erase.ts'
import type { Ruling } from '../../shared/sync/messages.ts'
import { isPlainUpdate } from '../../shared/sync/plain-update.ts'
import { heldByReady, keepAhead, keepAllAhead, targetsAhead } from './ahead.ts'
import { stoppedAtDoor } from './door.ts'
import { eraseFromFeed } from './erase.ts'
import { boundsOf, findRevision, updatesOf } from './feed.ts'
import { createItemSizes, type ItemSizes } from './item-sizes.ts'
import { type Ledger, openLedger, readItem } from './ledger.ts'
import { queueDeliveries } from './outbox.ts'
import { register } from './register.ts'
import type { Reader } from './store/tables.ts'

type Verdict = { ok: true; chain: string | null } | { ok: false; fault: Fault }

const YES: Verdict = { ok: true, chain: null }
const no = (code: FaultCode): Verdict => ({ ok: false, fault: { code, params: {} } })

/**
 * When the hub's clock has to do something about an item, or null: release it, never before its embargo, or take it out
 * of the trash.
 */
export const dueAt = (state: ItemState): number | null => {
  if (state.state === 'deleted' && state.deleted) return state.deleted.at + TRASH_KEEPS
  return state.state === 'scheduled' ? releaseAt(state) : null
}

/** When the hub's clock takes it off the targets, or null. */
export const offAt = ({ live, state, takeOffAt }: ItemState): number | null =>
  live && isOut({ state, live }) ? (takeOffAt?.instant ?? null) : null

/** What the rulings of one transaction share. */
type Bench = {
  db: Reader
  ledger: Ledger
  now: number
  epoch: number
  sizes: ItemSizes
  /** Where times are handed ahead; asked once, and not before something has one. */
  ahead: { targets: readonly TargetInfo[] | null }
}

/**
 * An app below an item's epoch may not write where it could have known better. What it wrote before the first newer
 * entry reached it is taken (design: "A schema only grows").
 */
const comesTooLate = ({ ledger }: Bench, { item, epoch, seen }: UpdateEntry): boolean =>
  ledger.epochs(item).some((newer) => newer.epoch > epoch && newer.position <= seen)

/** Text comes by the thousand, and nothing has to be asked for most of it: it is judged without waiting. */
type Judged = Verdict | Promise<Verdict>

const judgeUpdate = (bench: Bench, entry: UpdateEntry, person: Person): Judged => {
  if (entry.epoch > bench.epoch) return no('refused-newer-schema')
  if (!isReadableUpdate(entry.update)) return no('bad-request')
  const item = bench.ledger.item(entry.item)
  if (!item) return no('refused-state')
  if (comesTooLate(bench, entry)) return no('refused-newer-item')
  const allowed = can(person, 'write', { state: item.state, authors: [] }, bench.ledger.policy())
  if (!allowed.ok) return no(allowed.reason)
  const bytes = entry.update.length
  if (!bench.sizes.mayBeFull(entry.item, bytes)) {
    bench.sizes.add(entry.item, bytes)
    return YES
  }
  return judgeSize(bench, entry.item, bytes)
}

const judgeSize = async ({ db, ledger, sizes }: Bench, item: string, bytes: number): Promise<Verdict> => {
  if (!(await sizes.fits(db, item, bytes, ledger.flush))) return no('item-too-large')
  sizes.add(item, bytes)
  return YES
}

/** Replays exactly what the revision says that it was made from, and compares: authors are counted by the same basis. */
const judgeRevision = async (
  { db, ledger }: Bench,
  entry: RevisionEntry,
  person: Person | null,
): Promise<Verdict> => {
  const item = ledger.item(entry.item)
  // A revision is made to be submitted: whoever may not, has no business naming copy.
  if (person && item) {
    const allowed = can(person, 'submit', { state: item.state, authors: [] }, ledger.policy())
    if (!allowed.ok) return no(allowed.reason)
  }
  if (hashText(entry.json) !== entry.hash) return no('refused-revision-forged')
  await ledger.flush()
  const doc = replay(await updatesOf(db, entry.item), { ...entry.basis, revisionAt: null })
  const rebuilt = revisionOf(entry.item, doc)
  doc.destroy()
  return rebuilt.hash === entry.hash ? YES : no('refused-revision-forged')
}

/** Who wrote what the submitted revision holds and the last approved one had not. */
const authorsInQuestion = async ({ db, ledger }: Bench, item: string): Promise<string[]> => {
  await ledger.flush()
  const { approved, submitted } = await boundsOf(db, item)
  return authorsBetween(await updatesOf(db, item), approved, submitted)
}

/** Where readers find an item: on the page of its section while it is out. */
const placeOnPage = async (
  { db, ledger }: Bench,
  item: string,
  { state, live, shownAt }: ItemState,
): Promise<{ page: string | null; shownAt: number | null }> => {
  if (!live || !isOut({ state, live })) return { page: null, shownAt: null }
  await ledger.flush()
  const revision = await findRevision(db, item, live.revision)
  if (!revision) return { page: null, shownAt: null }
  return { page: copyOfRevision(revision.json).section, shownAt: shownAt ?? live.firstAt }
}

const judgeEvent = async (bench: Bench, entry: ItemEventEntry, person: Person | null): Promise<Verdict> => {
  const { db, ledger, now } = bench
  const { item, author, event, id } = entry
  const known = ledger.item(item)
  if (!known && event.type !== 'created') return no('refused-state')
  if (known && event.type === 'created') return no('refused-state')
  const state = known?.state ?? NEW_ITEM

  if (event.type === 'created' && event.follows !== undefined) {
    await ledger.flush()
    const followed = await readItem(db, event.follows)
    const allowed =
      followed && person && can(person, 'follow', { state: followed.state, authors: [] }, ledger.policy())
    if (!allowed?.ok) return no(allowed?.reason ?? 'refused-state')
  }
  if (person) {
    const authors = event.type === 'approved' ? await authorsInQuestion(bench, item) : []
    const allowed = can(person, actionOfEvent(event), { kind: known?.kind, state, authors }, ledger.policy())
    if (!allowed.ok) return no(allowed.reason)
  }
  // Its minute was moved at the moment that the clock came to the old one.
  if (!person && event.type === 'released' && (known?.dueAt ?? now + 1) > now) return no('refused-state')
  // Only the hub asks a target what it brought out.
  if (person && event.type === 'released' && event.since !== undefined) return no('bad-request')
  const against = againstTimes(state, event, now)
  if (against) return no(against)
  if (
    'revision' in event &&
    event.revision !== undefined &&
    !(await ledger.hasRevision(item, event.revision))
  )
    return no('refused-revision-unknown')
  const next = transition(state, event, { by: author, at: now })
  if (!next.ok) return no(next.reason)
  // Most decisions let nothing out, and need nothing written down before their time.
  if (leavesBy(event, next.state, now)) await ledger.flush()
  const stopped = await stoppedAtDoor(db, { item, event, before: state, next: next.state, now })
  if (stopped) return { ok: false, fault: stopped }
  // It stands by itself, but its author made it on top of a decision that the hub just refused.
  if (ledger.restsOnRefused(entry)) return no('refused-rests-on-refused')

  const chain = chainLink(known?.chain ?? null, { id, author, event })
  const { page, shownAt } = await placeOnPage(bench, item, next.state)
  ledger.putItem(item, {
    kind: event.type === 'created' ? event.kind : (known?.kind ?? 'lead'),
    begun: known?.begun ?? ledger.length(),
    state: next.state,
    chain,
    dueAt: dueAt(next.state),
    offAt: offAt(next.state),
    page,
    shownAt,
    left: known?.page != null && known.page !== page ? known.page : (known?.left ?? null),
  })
  if (event.type === 'released')
    await queueDeliveries(db, { item, state: next.state, action: 'publish', at: now })
  if (event.type === 'killed') await queueDeliveries(db, { item, state: next.state, action: 'kill', at: now })
  if (event.type === 'unpublished')
    await queueDeliveries(db, { item, state: next.state, action: 'unpublish', at: now })
  await lieReady(bench, item, { before: state, after: next.state })
  return { ok: true, chain }
}

/** What targets are handed ahead follows every decision about an item that may lie ready there, or might have. */
const lieReady = async (
  { db, ledger, now, ahead }: Bench,
  item: string,
  { before, after }: { before: ItemState; after: ItemState },
): Promise<void> => {
  const ready = readyAhead(after) !== null
  const mayLieReady = readyAhead(before) !== null || after.state === 'erased'
  if (!ready && !mayLieReady) return
  ahead.targets ??= await targetsAhead(db)
  if (ahead.targets.length === 0 && !mayLieReady) return
  if (ready) await ledger.flush()
  await keepAhead(db, { item, state: after, targets: ahead.targets, now })
}

const judgeDeskEvent = async (
  { db, ledger, now, ahead }: Bench,
  { event, author }: DeskEventEntry,
  person: Person | null,
): Promise<Verdict> => {
  const everybody = ledger.people()
  // A desk begins with somebody: the first person enters himself.
  const founding = everybody.length === 0 && event.type === 'person' && event.person.id === author
  if (!founding && !(person && mayChangeDesk(person, event))) return no('refused-role')
  if (event.type === 'person' && !founding) {
    const others = everybody.filter((one) => one.id !== event.person.id && one.active)
    const admins = [...others, ...(event.person.active ? [event.person] : [])]
    if (!admins.some((one) => one.roles.includes('admin'))) return no('last-admin')
  }
  const held = event.type === 'target' ? await heldByReady(db, event.target) : null
  if (held) return { ok: false, fault: held }
  await register(db, event)
  await ledger.readDesk()
  // What a target takes, and what is handed to it ahead, may be another thing by now.
  if (event.type === 'target' || event.type === 'agency') {
    ahead.targets = null
    await ledger.flush()
    await keepAllAhead(db, now)
  }
  return YES
}

const judge = (bench: Bench, entry: Entry, author: string): Judged => {
  if (entry.author !== author) return no('refused-foreign-author')
  // What could not be read back must not be written down: it would stop everybody who reads the feed.
  if (!isPlainUpdate(entry) && !parseAtDoor<unknown>(EntryModel, entry).ok) return no('bad-request')
  // Only a hub takes something out of an entry: nobody sends in words that were never there.
  if (isErased(entry)) return no('bad-request')
  const person = bench.ledger.people().find((one) => one.id === author && one.active) ?? null
  if (entry.kind === 'desk-event') return judgeDeskEvent(bench, entry, person)
  if (!person && author !== HUB_AUTHOR) return no('refused-role')
  switch (entry.kind) {
    case 'update':
      return person ? judgeUpdate(bench, entry, person) : no('refused-role')
    case 'revision':
      return judgeRevision(bench, entry, person)
    case 'event':
      return judgeEvent(bench, entry, person)
    default:
      return unreachable(entry)
  }
}

/** An entry with the author that its token says. */
export type Pushed = { entry: Entry; author: string }

export type Ruled = {
  /** One for each entry, in order. */
  rulings: Ruling[]
  /** What is new in the feed by it, behind the position `after`. */
  accepted: FeedEntry[]
  after: number
}

/** Rules on entries in order and writes the rulings down. Ruling on one again gives the same answer. */
export const ruleAll = async (
  db: Reader,
  pushed: readonly Pushed[],
  { now, epoch, sizes = createItemSizes() }: { now: number; epoch: number; sizes?: ItemSizes },
): Promise<Ruled> => {
  const ledger = await openLedger(
    db,
    pushed.map(({ entry }) => entry),
    now,
  )
  const after = ledger.length()
  const bench: Bench = { db, ledger, now, epoch, sizes, ahead: { targets: null } }
  await sizes.learn(
    db,
    pushed.flatMap(({ entry }) => (entry.kind === 'update' && ledger.item(entry.item) ? [entry.item] : [])),
  )
  const rulings: Ruling[] = []
  for (const { entry, author } of pushed) {
    const before = ledger.earlier(entry.id)
    if (before) {
      rulings.push(before)
      continue
    }
    const judged = judge(bench, entry, author)
    const verdict = judged instanceof Promise ? await judged : judged
    rulings.push(verdict.ok ? ledger.accept(entry, verdict.chain) : ledger.refuse(entry.id, verdict.fault))
  }
  await ledger.flush()
  const accepted = ledger.accepted()
  for (const { entry: one } of accepted)
    if (one.kind === 'event' && one.event.type === 'erased') await eraseFromFeed(db, one.item)
  return { rulings, accepted, after }
}
