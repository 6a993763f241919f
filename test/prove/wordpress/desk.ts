/**
 * A desk whose only way out is a WordPress site: the real hub, its rulings, its clock of releases and its outbox. Its own
 * clock stands still until it is moved, in a past that the site has behind it.
 */

import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { type Hub, openHub } from '../../../main/hub/hub.ts'
import { openSqliteStore, type SqliteStore } from '../../../main/hub/store/sqlite.ts'
import type { TargetFetch } from '../../../main/hub/targets/http.ts'
import { secretsInMemory } from '../../../main/hub/targets/secrets.ts'
import { revisionOf } from '../../../shared/document/canonical.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { readCopy } from '../../../shared/document/read-copy.ts'
import { seedDocument, writeCopy } from '../../../shared/document/write-copy.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import type { DeliveryReport, DeliveryStatus } from '../../../shared/domain/delivery.ts'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import { type DoorProfile, USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import type { DeskEvent, ItemEvent } from '../../../shared/domain/event.ts'
import type { Role } from '../../../shared/domain/person.ts'
import { EVERYTHING, type TargetInfo, WordpressSettings } from '../../../shared/domain/target.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import { AGENCIES } from '../../support/arbitrary-copy.ts'
import { createTestClock, type TestClock } from '../../support/desk.ts'
import { createWriter } from '../../support/hub.ts'
import type { Chance } from '../../support/prove-chance.ts'
import type { Entrance } from './target.ts'

export type Item = { id: string; doc: Y.Doc; copy: Copy; note: string }

export type WordpressDesk = {
  hub: Hub
  clock: TestClock
  sections: readonly { id: string; name: string }[]
  /** New items, approved and not yet out. */
  make(copies: readonly Copy[]): Promise<Item[]>
  /** Other words for items that are out, approved as corrections. */
  correct(changes: readonly { item: Item; copy: Copy; note: string }[]): Promise<void>
  release(items: readonly Item[]): Promise<void>
  schedule(items: readonly { item: Item; at: number }[]): Promise<void>
  kill(items: readonly Item[]): Promise<void>
  /** Whatever else somebody who may do everything decides about items. */
  decide(items: readonly Item[], event: ItemEvent): Promise<void>
  /** An admin changes the target. */
  changeTarget(change: Partial<TargetInfo>): Promise<void>
  target: TargetInfo
  unpublish(items: readonly Item[]): Promise<void>
  /** What became of them; all of them unless one status is asked for. */
  deliveries(status?: DeliveryStatus): Promise<DeliveryReport[]>
  /** Somebody sends what failed once more. */
  retry(delivery: string): Promise<void>
  /** Another hub on the same database, by mistake. */
  another(): Promise<Hub>
  /** A chief leaves one as it is. */
  giveUp(delivery: string): Promise<void>
  close(): Promise<void>
}

/** What a target asks of an item is another proof: here everything goes out that may go anywhere. */
export const NO_DEMANDS: DoorProfile = { ...USUAL_PROFILES.lead, required: [], longest: {} }

const ALL: Role[] = ['editor', 'chief', 'admin']

/** `zone` is where the desk and its readers are; `fetch` the way out. */
export const openWordpressDesk = async (means: {
  start: number
  zone: string
  sections: readonly string[]
  entrance: Entrance
  fetch: TargetFetch
  chance: Chance
  /** Whether the site is handed times ahead. */
  handAhead?: boolean
}): Promise<WordpressDesk> => {
  const { entrance, chance, zone } = means
  const folder = await mkdtemp(join(tmpdir(), 'kopij-wp-desk-'))
  const clock = createTestClock(means.start)
  const secrets = secretsInMemory()
  const id = randomUUID()
  const lives: { hub: Hub; store: SqliteStore }[] = []
  const openOn = async (file: string): Promise<Hub> => {
    const store = await openSqliteStore(file, async () => undefined)
    const hub = await openHub({
      desk: id,
      store: store.store,
      transact: store.transact,
      bus: store.bus,
      clock,
      newId: randomUUID,
      random: () => chance.next(),
      log: () => undefined,
      openFolder: () => {
        throw new Error('this desk has no folder')
      },
      secrets,
      fetchFor: () => means.fetch,
    })
    lives.push({ hub, store })
    return hub
  }
  const file = join(folder, 'hub.db')
  const hub = await openOn(file)
  const sections = means.sections.map((name) => ({ id: randomUUID(), name }))
  const [writer, chief] = [randomUUID(), randomUUID()]
  const hands = { [writer]: createWriter(writer, clock.now), [chief]: createWriter(chief, clock.now) }
  const envelopeOf = (person: string) => {
    const hand = hands[person]
    if (!hand) throw new Error('nobody')
    return hand.envelope()
  }
  let position = 0
  const push = async (person: string, entries: readonly Entry[]): Promise<void> => {
    for (let at = 0; at < entries.length; at += 100)
      for (const ruling of await hub.connection.push(person, entries.slice(at, at + 100))) {
        if (ruling.verdict === 'refused') throw new Error(`refused: ${ruling.fault.code}`)
        position = Math.max(position, ruling.position)
      }
  }
  const decided = (person: string, events: readonly { item: Item; event: ItemEvent }[]): Promise<void> =>
    push(
      person,
      events.map(({ item, event }) => ({ ...envelopeOf(person), kind: 'event', item: item.id, event })),
    )
  const found = (event: DeskEvent): Entry => ({
    ...envelopeOf(writer),
    kind: 'desk-event',
    item: null,
    event,
  })
  let target: TargetInfo = {
    id: randomUUID(),
    kind: 'wordpress',
    name: 'Site',
    active: true,
    settings: WordpressSettings.parse({
      kind: 'wordpress',
      url: entrance.url,
      user: entrance.user,
      ownNetwork: true,
      ...(means.handAhead === true ? { handAhead: true } : {}),
    }),
    rules: EVERYTHING,
    profiles: { lead: NO_DEMANDS, brief: { ...NO_DEMANDS, kind: 'brief' } },
  }
  await push(writer, [
    found({ type: 'person', person: { id: writer, name: 'Merel Oosterhof', roles: ALL, active: true } }),
    found({ type: 'person', person: { id: chief, name: 'Sam de Wit', roles: ALL, active: true } }),
    found({
      type: 'settings',
      settings: { ...USUAL_SETTINGS, name: 'Proefredactie', zone },
    }),
    ...sections.map((section, order) =>
      found({ type: 'section', section: { ...section, order, active: true } }),
    ),
    ...AGENCIES.map((agency) => found({ type: 'agency', agency, removed: false })),
    found({ type: 'target', target }),
  ])
  await hub.connection.keepTargetSecret(writer, target.id, entrance.password)

  /** Submits what items say now, and has it approved by somebody else. */
  const approve = async (items: readonly Item[]): Promise<string[]> => {
    const revisions = items.map((item) => {
      const { json, hash } = revisionOf(item.id, item.doc)
      const made = envelopeOf(writer)
      const basis = { position, replica: made.replica, seq: made.seq }
      return { item, hash, entry: { ...made, kind: 'revision', item: item.id, json, hash, basis } as const }
    })
    await push(
      writer,
      revisions.flatMap(({ item, hash, entry }): Entry[] => [
        entry,
        {
          ...envelopeOf(writer),
          kind: 'event',
          item: item.id,
          event: {
            type: 'submitted',
            revision: hash,
            ...(item.note === '' ? {} : { reason: 'fout', note: item.note }),
          },
        },
      ]),
    )
    await decided(
      chief,
      revisions.map(({ item, hash }) => ({
        item,
        event: { type: 'approved', revision: hash, bypass: null },
      })),
    )
    return revisions.map(({ hash }) => hash)
  }
  const approved = new Map<string, string>()
  const approveAll = async (items: readonly Item[]): Promise<void> => {
    const hashes = await approve(items)
    items.forEach((item, index) => {
      approved.set(item.id, hashes[index] ?? '')
    })
  }

  return {
    hub,
    clock,
    sections,
    async make(copies) {
      const items = copies.map((copy): Item => {
        const doc = newDocument()
        seedDocument(doc, copy)
        return { id: randomUUID(), doc, copy: readCopy(doc), note: '' }
      })
      await push(
        writer,
        items.flatMap(({ id, doc, copy }): Entry[] => [
          { ...envelopeOf(writer), kind: 'event', item: id, event: { type: 'created', kind: copy.kind } },
          {
            ...envelopeOf(writer),
            kind: 'update',
            item: id,
            epoch: 1,
            seen: 0,
            update: Y.encodeStateAsUpdate(doc),
            carries: [],
          },
        ]),
      )
      await approveAll(items)
      return items
    },
    async correct(changes) {
      const entries = changes.map(({ item, copy, note }): Entry => {
        const before = Y.encodeStateVector(item.doc)
        writeCopy(item.doc, copy, 'proof')
        Object.assign(item, { copy: readCopy(item.doc), note })
        return {
          ...envelopeOf(writer),
          kind: 'update',
          item: item.id,
          epoch: 1,
          seen: position,
          update: Y.encodeStateAsUpdate(item.doc, before),
          carries: [],
        }
      })
      await push(writer, entries)
      await approveAll(changes.map(({ item }) => item))
    },
    release: (items) =>
      decided(
        writer,
        items.map((item) => ({ item, event: { type: 'released', revision: approved.get(item.id) ?? '' } })),
      ),
    schedule: (items) =>
      decided(
        writer,
        items.map(({ item, at }) => ({
          item,
          event: {
            type: 'scheduled',
            schedule: { instant: at, zone: 'UTC', wall: new Date(at).toISOString().slice(0, 16) },
          },
        })),
      ),
    async kill(items) {
      await decided(
        writer,
        items.map((item) => ({ item, event: { type: 'kill-asked', reason: 'klopt niet' } })),
      )
      await decided(
        chief,
        items.map((item) => ({ item, event: { type: 'killed', reason: 'klopt niet' } })),
      )
    },
    decide: (items, event) =>
      decided(
        chief,
        items.map((item) => ({ item, event })),
      ),
    get target() {
      return target
    },
    async changeTarget(change) {
      target = { ...target, ...change }
      await push(writer, [found({ type: 'target', target })])
    },
    unpublish: (items) =>
      decided(
        chief,
        items.map((item) => ({ item, event: { type: 'unpublished', reason: 'dubbel' } })),
      ),
    deliveries: (status) =>
      hub.connection.deliveries({ item: null, target: null, status: status ?? null, limit: 500 }),
    another: () => openOn(file),
    retry: (delivery) => hub.connection.retryDelivery(writer, delivery),
    giveUp: (delivery) => hub.connection.giveUpDelivery(chief, delivery),
    async close() {
      for (const life of lives) {
        await life.hub.stop()
        await life.store.close()
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}
