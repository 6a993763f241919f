/** A desk whose hub releases by a clock that the proof moves: its store is a file, its rulings are the app's own. */
import { randomUUID } from 'node:crypto'
import { setImmediate as breath } from 'node:timers/promises'
import * as Y from 'yjs'
import { type Hub, openHub } from '../../../main/hub/hub.ts'
import { openSqliteStore, type SqliteStore } from '../../../main/hub/store/sqlite.ts'
import type { Clock } from '../../../shared/clock.ts'
import { revisionOf } from '../../../shared/document/canonical.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { emptyCopy, seedDocument } from '../../../shared/document/write-copy.ts'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import type { DeskEvent, ItemEvent } from '../../../shared/domain/event.ts'
import type { Schedule } from '../../../shared/domain/schedule.ts'
import type { Entry, FeedEntry } from '../../../shared/sync/entry.ts'
import { createWriter } from '../../support/hub.ts'

export type Life = { hub: Hub; store: SqliteStore; tried: Map<string, number> }

/** A process of the hub on the store in a file. */
export const openLife = async (file: string, desk: string, clock: Clock): Promise<Life> => {
  const store = await openSqliteStore(file, async () => undefined)
  const tried = new Map<string, number>()
  const hub = await openHub({
    desk,
    store: store.store,
    transact: store.transact,
    bus: store.bus,
    clock,
    newId: randomUUID,
    random: Math.random,
    log(event, facts) {
      const item = facts['item']
      if (event === 'release' && typeof item === 'string') tried.set(item, (tried.get(item) ?? 0) + 1)
    },
    openFolder: () => {
      throw new Error('this desk has no folder')
    },
  })
  await settled(hub)
  return { hub, store, tried }
}

/** How many turns of the loop without a question to the store mean that a hub has done what it was at. */
const QUIET = 4

/** Until a hub has done what its timers began. Nobody asks it to look again: its own clock has to be enough. */
export const settled = async ({ door }: Hub): Promise<void> => {
  for (let quiet = 0, asked = -1; quiet < QUIET; ) {
    await breath()
    quiet = asked === door.counts.queries ? quiet + 1 : 0
    asked = door.counts.queries
  }
}

/** What the proof makes of an item. Times are schedules; `approved` false: nobody ever approves it. */
export type Plan = {
  item: string
  publishAt: Schedule
  embargo: Schedule | null
  off: Schedule | null
  approved: boolean
}

export type Hands = {
  /** Founds the desk. `sendWithin`: its rule for what is late, minutes. */
  found(hub: Hub, sendWithin: number): Promise<void>
  /** Writes, submits, approves and plans items. */
  make(hub: Hub, plans: readonly Plan[]): Promise<void>
  /** Somebody decides; answers the refusal, or null. */
  decide(hub: Hub, item: string, event: ItemEvent): Promise<string | null>
  revision(item: string): string
}

const ALL = ['editor', 'chief', 'admin'] as const

/** Somebody who writes and somebody who approves. `now` is the clock of their computer. */
export const createHands = (now: () => number): Hands => {
  const [writer, chief] = [randomUUID(), randomUUID()]
  const section = randomUUID()
  const hands = { [writer]: createWriter(writer, now), [chief]: createWriter(chief, now) }
  const envelope = (person: string) => {
    const hand = hands[person]
    if (!hand) throw new Error('nobody')
    return hand.envelope()
  }
  const revisions = new Map<string, string>()
  let position = 0
  const push = async (hub: Hub, person: string, entries: readonly Entry[]): Promise<void> => {
    for (let at = 0; at < entries.length; at += 200)
      for (const ruling of await hub.connection.push(person, entries.slice(at, at + 200))) {
        if (ruling.verdict === 'refused') throw new Error(`refused: ${ruling.fault.code}`)
        position = Math.max(position, ruling.position)
      }
  }
  const eventOf = (person: string, item: string, event: ItemEvent): Entry => ({
    ...envelope(person),
    kind: 'event',
    item,
    event,
  })
  return {
    async found(hub, sendWithin) {
      const events: DeskEvent[] = [
        { type: 'person', person: { id: writer, name: 'Merel Oosterhof', roles: [...ALL], active: true } },
        { type: 'person', person: { id: chief, name: 'Sam de Wit', roles: [...ALL], active: true } },
        { type: 'settings', settings: { ...USUAL_SETTINGS, missed: { sendWithin } } },
        { type: 'section', section: { id: section, name: 'Buitenland', order: 1, active: true } },
      ]
      await push(
        hub,
        writer,
        events.map((event) => ({ ...envelope(writer), kind: 'desk-event', item: null, event })),
      )
    },
    async make(hub, plans) {
      const docs = plans.map(({ item }, index) => {
        const doc = newDocument()
        const line = [{ text: `Kortje ${index} over een haven.` }]
        seedDocument(doc, { ...emptyCopy('brief', section, 'nl'), body: [{ type: 'paragraph', line }] })
        return { item, doc }
      })
      await push(
        hub,
        writer,
        docs.flatMap(({ item, doc }): Entry[] => [
          eventOf(writer, item, { type: 'created', kind: 'brief' }),
          hands[writer]?.update(item, Y.encodeStateAsUpdate(doc)) as Entry,
        ]),
      )
      const submitted: Entry[] = []
      for (const { item, doc } of docs) {
        const { json, hash } = revisionOf(item, doc)
        const made = envelope(writer)
        revisions.set(item, hash)
        const basis = { position, replica: made.replica, seq: made.seq }
        submitted.push({ ...made, kind: 'revision', item, json, hash, basis })
        submitted.push(eventOf(writer, item, { type: 'submitted', revision: hash }))
      }
      await push(hub, writer, submitted)
      const approved = plans.filter((plan) => plan.approved)
      await push(
        hub,
        chief,
        approved.map(({ item }) =>
          eventOf(chief, item, { type: 'approved', revision: revisions.get(item) ?? '', bypass: null }),
        ),
      )
      await push(
        hub,
        writer,
        plans.flatMap(({ item, publishAt, embargo, off }) => [
          eventOf(writer, item, { type: 'scheduled', schedule: publishAt }),
          // Its publish time was there before the embargo was: that is no reason to let it out earlier.
          ...(embargo ? [eventOf(writer, item, { type: 'embargoed', until: embargo })] : []),
          ...(off ? [eventOf(writer, item, { type: 'taken-off-at', at: off })] : []),
        ]),
      )
    },
    async decide(hub, item, event) {
      const [ruling] = await hub.connection.push(writer, [eventOf(writer, item, event)])
      return ruling?.verdict === 'refused' ? ruling.fault.code : null
    },
    revision: (item) => revisions.get(item) ?? '',
  }
}

/** What is new in the feed behind a position. */
export const newsAfter = async (hub: Hub, position: number): Promise<FeedEntry[]> => {
  const news: FeedEntry[] = []
  for (;;) {
    const { entries, more } = await hub.connection.pull(news.at(-1)?.position ?? position, 1000)
    news.push(...entries)
    if (!more) return news
  }
}
