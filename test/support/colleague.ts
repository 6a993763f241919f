/**
 * Another computer at a test desk: a replica of its own, a client of the same hub, and a network that the test cuts and
 * mends.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import type { Database } from '../../main/db/driver.ts'
import { readCursor } from '../../main/db/meta.ts'
import { openReplica } from '../../main/db/migrate.ts'
import { createItems } from '../../main/desk/create.ts'
import { decide } from '../../main/desk/decide.ts'
import { type Desk, openDesk } from '../../main/desk/desk.ts'
import { detail, list, search } from '../../main/desk/lists.ts'
import { actorOf } from '../../main/desk/rights.ts'
import { createSyncClient } from '../../main/sync/client.ts'
import { writeCopy } from '../../shared/document/write-copy.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import type { ItemDetail, ListName } from '../../shared/domain/view.ts'
import { type FaultCode, FaultError } from '../../shared/errors.ts'
import type { Decision } from '../../shared/ipc/desk.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { TestDesk } from './desk.ts'

export type Colleague = {
  desk: Desk
  db: Database
  /** What the hub refused, by the code of its reason, in order. */
  refused: { type: string; code: FaultCode }[]
  online(on: boolean): void
  /** This computer's clock minus the hub's, ms. */
  setSkew(ms: number): void
  make(person: string, copy: Partial<Copy>): string
  write(person: string, item: string, copy: Partial<Copy>): void
  /** Decides here and answers the code of the refusal, or null. */
  decide(person: string, item: string, decision: Decision): FaultCode | null
  detail(item: string, person: string): ItemDetail
  ids(person: string, name: ListName): string[]
  found(person: string, query: string): string[]
  /** Pushes and pulls what there is; does nothing while the network is cut. */
  settle(): Promise<void>
  /** Text comes by the line, ahead of the feed: all that the hub has beyond what this computer has read. */
  hearLine(): Promise<void>
  stop(): Promise<void>
}

const cut = (): Promise<never> => Promise.reject(new FaultError('hub-unreachable'))

/** The hub's connection over a network that may be cut. */
const networked = (
  hub: HubConnection,
): {
  hub: HubConnection
  state: { on: boolean; skew: number }
  line: Set<Parameters<HubConnection['onUpdates']>[0]>
} => {
  const state = { on: true, skew: 0 }
  const line = new Set<Parameters<HubConnection['onUpdates']>[0]>()
  return {
    ...{ state, line },
    hub: {
      ...hub,
      onUpdates: (hear) => {
        line.add(hear)
        return () => line.delete(hear)
      },
      push: (author, entries) => (state.on ? hub.push(author, entries) : cut()),
      pull: (after, limit) => (state.on ? hub.pull(after, limit) : cut()),
      greet: () => (state.on ? hub.greet() : cut()),
      stateHashes: (items, position) => (state.on ? hub.stateHashes(items, position) : cut()),
      line: () => ({ ...hub.line(), state: state.on ? 'connected' : 'offline', skew: state.skew }),
    },
  }
}

const silent = { hear: () => undefined, reload: () => undefined }

export const openColleague = async (home: TestDesk): Promise<Colleague> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-colleague-'))
  const db = await openReplica(join(folder, 'replica.db'), async () => undefined)
  const { hub, state, line } = networked(home.hub.connection)
  const log = (): void => undefined
  const desk = openDesk({
    id: home.desk.id,
    db,
    hub,
    clock: home.clock,
    newId: randomUUID,
    log,
    createSync: (synced) =>
      createSyncClient({
        desk: home.desk.id,
        db,
        hub,
        clock: home.clock,
        random: () => 0.5,
        synced,
        keep: async () => 'none',
        log,
      }),
  })
  const refused: Colleague['refused'] = []
  desk.onRefused((all) => {
    for (const { entry, ruling } of all)
      refused.push({ type: entry.kind === 'event' ? entry.event.type : entry.kind, code: ruling.fault.code })
  })
  const actor = (person: string) => actorOf(db, person)
  const everything = { section: null, kind: null, states: [], offset: 0, limit: 500 }
  const colleague: Colleague = {
    desk,
    db,
    refused,
    online(on) {
      state.on = on
    },
    setSkew(ms) {
      state.skew = ms
    },
    make(person, copy) {
      const item = randomUUID()
      createItems(desk.context, actor(person), [
        { id: item, kind: 'lead', section: home.section, copy, shownAt: null },
      ])
      return item
    },
    write(person, item, copy) {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, desk.documents.open(item, silent).state)
      const before = Y.encodeStateVector(doc)
      writeCopy(doc, copy, 'test')
      desk.documents.push(item, actor(person), Y.encodeStateAsUpdate(doc, before), null, silent)
      desk.documents.close(item, silent)
      doc.destroy()
    },
    decide(person, item, decision) {
      const [outcome] = decide(desk.context, actor(person), randomUUID(), [item], decision)
      if (!outcome) throw new Error('no outcome')
      return outcome.fault?.code ?? null
    },
    detail: (item, person) => detail(desk.context, actor(person), item),
    ids: (person, name) =>
      list(desk.context, actor(person), { ...everything, list: name }).rows.map(({ id }) => id),
    found: (person, query) =>
      search(desk.context, actor(person), { query, section: null, states: [], limit: 50 }).rows.map(
        ({ id }) => id,
      ),
    settle: () => desk.sync.settle(),
    async hearLine() {
      const { entries } = await hub.pull(readCursor(db)?.position ?? 0, 500)
      const text = entries.filter(({ entry }) => entry.kind === 'update')
      for (const hear of line) hear(text)
    },
    async stop() {
      await desk.stop()
      db.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  await colleague.settle()
  return colleague
}
