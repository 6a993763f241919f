/**
 * The ledger of one transaction: what the rulings on a batch of entries need to know, read once for all of them and kept
 * as they change it, and what they change, written once. Entries are in the feed when it is flushed, never later than
 * the commit.
 */
import { ItemKind } from '../../shared/domain/copy.ts'
import { DeskSettings } from '../../shared/domain/desk-settings.ts'
import type { Policy } from '../../shared/domain/permissions.ts'
import { Person } from '../../shared/domain/person.ts'
import { type ItemState, ItemState as StoredState } from '../../shared/domain/workflow.ts'
import { Fault } from '../../shared/errors.ts'
import { HUB_AUTHOR } from '../../shared/ids.ts'
import type { Entry, FeedEntry, ItemEventEntry } from '../../shared/sync/entry.ts'
import type { Ruling } from '../../shared/sync/messages.ts'
import { appendAllToFeed, lengthOfFeed } from './feed.ts'
import { amongOn } from './store/among.ts'
import type { Reader } from './store/tables.ts'

/** An item as the hub holds it: `page` is the section on whose page it stands, `left` the one it stood on before. */
export type HeldItem = {
  kind: ItemKind
  begun: number
  state: ItemState
  chain: string | null
  dueAt: number | null
  /** When it is taken off the targets by itself. */
  offAt: number | null
  page: string | null
  shownAt: number | null
  left: string | null
}

type ItemRow = {
  id: string
  kind: string
  state: string
  chain: string | null
  due_at: number | null
  off_at: number | null
  page_section: string | null
  shown_at: number | null
  left_section: string | null
  begun: number
}

const toItem = (row: ItemRow): HeldItem => ({
  kind: ItemKind.parse(row.kind),
  begun: row.begun,
  state: StoredState.parse(JSON.parse(row.state)),
  chain: row.chain,
  dueAt: row.due_at,
  offAt: row.off_at,
  page: row.page_section,
  shownAt: row.shown_at,
  left: row.left_section,
})

const toRow = (item: HeldItem): Omit<ItemRow, 'id'> => ({
  kind: item.kind,
  state: JSON.stringify(item.state),
  chain: item.chain,
  due_at: item.dueAt,
  off_at: item.offAt,
  page_section: item.page,
  shown_at: item.shownAt,
  left_section: item.left,
  begun: item.begun,
})

/** An item as the hub holds it, or null when nothing was decided about it yet. */
export const readItem = async (db: Reader, item: string): Promise<HeldItem | null> => {
  const row = await db.selectFrom('items').selectAll().where('id', '=', item).executeTakeFirst()
  return row ? toItem(row) : null
}

/** All that a ruling asks of the settings: looking whether the zone of the desk exists costs more than the ruling. */
const Asked = DeskSettings.pick({ chiefMayFix: true, releaseThemselves: true }).loose()

/** Items begin with this epoch; only what is above it is written down. */
const FIRST_EPOCH = 1

type Epoch = { epoch: number; position: number }

export type Ledger = {
  /** What was ruled about an entry before, or null when it is new. */
  earlier(id: string): Ruling | null
  item(id: string): HeldItem | null
  putItem(id: string, item: HeldItem): void
  /** The epochs above the first that an item has, and since when. */
  epochs(item: string): readonly Epoch[]
  hasRevision(item: string, hash: string): Promise<boolean>
  /**
   * Whether the decision that this one was made on top of was refused. An entry that does not say which that was rests
   * on what the same hand decided about the item among these entries.
   */
  restsOnRefused(entry: ItemEventEntry): boolean
  people(): readonly Person[]
  policy(): Policy
  /** Reads people and settings again, after a desk event. */
  readDesk(): Promise<void>
  /** The position of the last entry, these included. */
  length(): number
  accept(entry: Entry, chain: string | null): Ruling
  refuse(id: string, fault: Fault): Ruling
  /** Everything accepted so far. */
  accepted(): FeedEntry[]
  /** Writes down what is not written yet, so that queries find it. */
  flush(): Promise<void>
}

const handOf = ({ author, replica, item }: ItemEventEntry): string => `${author} ${replica} ${item}`

export const openLedger = async (db: Reader, entries: readonly Entry[], now: number): Promise<Ledger> => {
  const ids = entries.map((entry) => entry.id)
  const among = amongOn(db)
  const touched = [...new Set(entries.flatMap((entry) => (entry.item === null ? [] : [entry.item])))]
  let length = await lengthOfFeed(db)

  const rulings = new Map<string, Ruling>()
  const known = await db
    .selectFrom('entries')
    .select(['id', 'position', 'accepted_at', 'chain'])
    .where(among('id', ids))
    .execute()
  for (const { id, position, accepted_at: acceptedAt, chain } of known)
    rulings.set(id, { verdict: 'accepted', id, position, acceptedAt, chain })
  // Read only where an entry is new to the feed: who pushes twice has mostly been accepted.
  const rested = entries.flatMap((entry) => (entry.kind === 'event' && entry.rests ? [entry.rests] : []))
  // What the hub itself wanted and could not do it tries again: what a target asks may have changed since.
  const ownWish = new Set(entries.flatMap(({ id, author }) => (author === HUB_AUTHOR ? [id] : [])))
  const unknown = [...new Set([...ids, ...rested])].filter((id) => !rulings.has(id) && !ownWish.has(id))
  const refusals =
    unknown.length === 0
      ? []
      : await db.selectFrom('refusals').selectAll().where(among('id', unknown)).execute()
  for (const { id, fault } of refusals)
    rulings.set(id, { verdict: 'refused', id, fault: Fault.parse(JSON.parse(fault)) })

  const items = new Map<string, HeldItem>()
  const epochs = new Map<string, Epoch[]>()
  if (touched.length > 0) {
    for (const row of await db.selectFrom('items').selectAll().where(among('id', touched)).execute())
      items.set(row.id, toItem(row))
    for (const { item, ...epoch } of await db
      .selectFrom('item_epochs')
      .selectAll()
      .where(among('item', touched))
      .execute())
      epochs.set(item, [...(epochs.get(item) ?? []), epoch])
  }

  let persons: Person[] = []
  let policy: Policy = { approvers: 0, chiefMayFix: false }
  const readDesk = async (): Promise<void> => {
    const rows = await db
      .selectFrom('register')
      .select(['kind', 'value'])
      .where('kind', 'in', ['person', 'settings'])
      .execute()
    persons = rows.filter((row) => row.kind === 'person').map((row) => Person.parse(JSON.parse(row.value)))
    const settings = rows.find((row) => row.kind === 'settings')
    const said = settings && Asked.parse(JSON.parse(settings.value))
    policy = {
      approvers: persons.filter((person) => person.active && person.roles.includes('chief')).length,
      chiefMayFix: said?.chiefMayFix ?? false,
      releaseThemselves: said?.releaseThemselves ?? [],
    }
  }
  await readDesk()

  const accepted: FeedEntry[] = []
  let inFeed = 0
  const newRevisions = new Map<string, { item: string; hash: string; position: number }>()
  const newItems = new Set<string>()
  let newEpochs: { item: string; epoch: number; position: number }[] = []
  let newRefusals: { id: string; fault: string }[] = []
  const refusedHands = new Set<string>()
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const noteRefused = (id: string): void => {
    const entry = byId.get(id)
    if (entry?.kind === 'event') refusedHands.add(handOf(entry))
  }

  const raiseEpoch = (entry: Entry, position: number): void => {
    if (entry.kind !== 'update' || entry.epoch <= FIRST_EPOCH) return
    const had = epochs.get(entry.item) ?? []
    if (entry.epoch <= Math.max(FIRST_EPOCH, ...had.map((one) => one.epoch))) return
    epochs.set(entry.item, [...had, { epoch: entry.epoch, position }])
    newEpochs.push({ item: entry.item, epoch: entry.epoch, position })
  }

  const flush = async (): Promise<void> => {
    if (inFeed < accepted.length) await appendAllToFeed(db, accepted.slice(inFeed))
    inFeed = accepted.length
    if (newRevisions.size > 0)
      await db
        .insertInto('revisions')
        .values([...newRevisions.values()])
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    newRevisions.clear()
    for (const id of newItems) {
      const held = items.get(id)
      if (!held) continue
      const row = toRow(held)
      await db
        .insertInto('items')
        .values({ id, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    }
    newItems.clear()
    if (newEpochs.length > 0) await db.insertInto('item_epochs').values(newEpochs).execute()
    newEpochs = []
    if (newRefusals.length > 0)
      await db
        .insertInto('refusals')
        .values(newRefusals)
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet(({ ref }) => ({ fault: ref('excluded.fault') })),
        )
        .execute()
    newRefusals = []
  }

  return {
    earlier(id) {
      const ruling = rulings.get(id) ?? null
      if (ruling?.verdict === 'refused') noteRefused(id)
      return ruling
    },
    item: (id) => items.get(id) ?? null,
    putItem(id, item) {
      items.set(id, item)
      newItems.add(id)
    },
    epochs: (item) => epochs.get(item) ?? [],
    async hasRevision(item, hash) {
      if (newRevisions.has(`${item} ${hash}`)) return true
      const row = await db
        .selectFrom('revisions')
        .select('position')
        .where('item', '=', item)
        .where('hash', '=', hash)
        .executeTakeFirst()
      return row !== undefined
    },
    restsOnRefused: (entry) =>
      entry.rests === undefined
        ? refusedHands.has(handOf(entry))
        : rulings.get(entry.rests)?.verdict === 'refused',
    people: () => persons,
    policy: () => policy,
    readDesk,
    length: () => length,
    accept(entry, chain) {
      length += 1
      accepted.push({ position: length, acceptedAt: now, chain, entry })
      raiseEpoch(entry, length)
      if (entry.kind === 'revision') {
        const key = `${entry.item} ${entry.hash}`
        if (!newRevisions.has(key))
          newRevisions.set(key, { item: entry.item, hash: entry.hash, position: length })
      }
      const ruling: Ruling = { verdict: 'accepted', id: entry.id, position: length, acceptedAt: now, chain }
      rulings.set(entry.id, ruling)
      return ruling
    },
    refuse(id, fault) {
      const ruling: Ruling = { verdict: 'refused', id, fault }
      rulings.set(id, ruling)
      newRefusals.push({ id, fault: JSON.stringify(fault) })
      noteRefused(id)
      return ruling
    },
    accepted: () => accepted,
    flush,
  }
}
