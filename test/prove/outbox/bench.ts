/**
 * A desk whose hub dies wherever it is told to: its store is real, its targets are real adapters against real servers in
 * this process and a real folder, and its time is moved by hand. What dies takes nothing with it but what SQLite was told:
 * whatever it was at never goes on, and the next life begins from the store.
 */
import { randomUUID } from 'node:crypto'
import * as disk from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import { type Bus, lonelyBus } from '../../../main/hub/bus.ts'
import { type Hub, openHub } from '../../../main/hub/hub.ts'
import { openSqliteStore, type SqliteStore } from '../../../main/hub/store/sqlite.ts'
import type { Reader } from '../../../main/hub/store/tables.ts'
import type { FileSystem } from '../../../main/hub/targets/file-system.ts'
import { folderTarget } from '../../../main/hub/targets/folder.ts'
import { createTargetFetch, type TargetFetch } from '../../../main/hub/targets/http.ts'
import { secretsInMemory } from '../../../main/hub/targets/secrets.ts'
import type { Target } from '../../../main/hub/targets/target.ts'
import type { Clock } from '../../../shared/clock.ts'
import { revisionOf } from '../../../shared/document/canonical.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { emptyCopy, seedDocument, writeCopy } from '../../../shared/document/write-copy.ts'
import type { DeliveryReport } from '../../../shared/domain/delivery.ts'
import { USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import type { DeskEvent, ItemEvent } from '../../../shared/domain/event.ts'
import type { TargetInfo, TargetSettings } from '../../../shared/domain/target.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import { createTestClock, NOON, type TestClock } from '../../support/desk.ts'
import type { Chance } from '../../support/prove-chance.ts'

/** A process of the hub. `dead`: nothing that it was at goes on. */
export type Life = { hub: Hub; killed: Promise<void>; isDead(): boolean; kill(): void }

/** What is asked at every place where a life may end. */
export type Gate = (place: string) => void

export type Bench = {
  clock: TestClock
  store: SqliteStore
  /** The hub that the desk pushes to; it delivers nothing. */
  desk: Hub
  founder: string
  /** Where lives may end: whoever kills there throws. */
  gate: Gate
  /** The life at the moment; a new one where the last one ended. */
  life(): Promise<Life>
  /** Adds a target that gets what is in the section of its own. */
  addTarget(
    name: string,
    settings: TargetSettings,
    given: { path?: string; secret?: string },
  ): Promise<{ id: string; section: string }>
  /** An admin changes a target. */
  changeTarget(target: string, change: Partial<TargetInfo>): Promise<void>
  giveSecret(target: string, secret: string): Promise<void>
  /** Writes an item and brings it out, as its one author may on a desk of one. */
  publish(section: string, headline: string): Promise<string>
  /** Many at once. */
  publishAll(section: string, headlines: readonly string[]): Promise<string[]>
  correct(item: string, headline: string): Promise<void>
  /** Somebody who only writes; answers who. */
  addEditor(name: string): Promise<string>
  kill(item: string): Promise<void>
  report(item: string, target: string): Promise<DeliveryReport | null>
  close(): Promise<void>
}

const never = <T>(): Promise<T> => new Promise(() => undefined)

class Killed extends Error {}

export const openBench = async (
  folder: string,
  chance: Chance,
  /** The sabotage: what a request says of itself is changed on its way out. */
  tamper: (headers: Readonly<Record<string, string>>) => Readonly<Record<string, string>> = (headers) =>
    headers,
  /** The way out in place of the real one. */
  wayOut?: TargetFetch,
  /** What stands for a folder in place of the real one. */
  standIn?: Target,
): Promise<Bench> => {
  const clock = createTestClock(NOON)
  const store = await openSqliteStore(join(folder, 'hub.db'), () => Promise.resolve())
  const id = randomUUID()
  const founder = randomUUID()
  const secrets = secretsInMemory()
  let current: Life | null = null

  const open = async (bus: Bus, isDead: () => boolean, kill: () => void): Promise<Hub> => {
    /** Asks whether this life ends here. */
    const pass = (place: string): Promise<void> => {
      if (isDead()) return never()
      try {
        bench.gate(place)
        return Promise.resolve()
      } catch (thrown) {
        if (!(thrown instanceof Killed)) return Promise.reject(thrown)
        kill()
        return never()
      }
    }
    const own: Clock = {
      now: clock.now,
      after: (delay, run) =>
        clock.after(delay, () => {
          if (!isDead()) run()
        }),
    }
    const transact = async <T>(work: (db: Reader) => Promise<T>): Promise<T> => {
      if (!bus.leads()) return await store.transact(work)
      await pass('commit before')
      try {
        const done = await store.transact(async (db) => {
          const result = await work(db)
          if (!isDead()) bench.gate('commit inside')
          return result
        })
        await pass('commit after')
        return done
      } catch (thrown) {
        // It died with the transaction open: SQLite forgets it.
        if (!(thrown instanceof Killed)) throw thrown
        kill()
        return never()
      }
    }
    const guarded = (ownNetwork: boolean): TargetFetch => {
      const fetch = wayOut ?? createTargetFetch({ ownNetwork, clock: own })
      return async (url, request) => {
        await pass('send before')
        const answer = await fetch(url, { ...request, headers: tamper(request.headers ?? {}) })
        await pass('send after')
        return answer
      }
    }
    const files: FileSystem = {
      lstat: disk.lstat,
      stat: disk.stat,
      readFile: disk.readFile,
      mkdir: disk.mkdir,
      readdir: disk.readdir,
      async open(path, flags) {
        if (flags !== 'r') await pass('send before')
        return await disk.open(path, flags)
      },
      async rename(from, to) {
        await pass('effect before')
        await disk.rename(from, to)
        await pass('effect after')
      },
      async unlink(path) {
        await pass('effect before')
        await disk.unlink(path)
        await pass('effect after')
      },
    }
    return await openHub({
      desk: id,
      store: store.store,
      transact,
      bus,
      clock: own,
      newId: randomUUID,
      random: () => chance.next(),
      log: () => undefined,
      openFolder: (path) => standIn ?? folderTarget({ folder: path, desk: id, files }),
      secrets,
      fetchFor: guarded,
    })
  }

  const begin = async (): Promise<Life> => {
    let dead = false
    let end: () => void = () => undefined
    const killed = new Promise<void>((resolve) => {
      end = resolve
    })
    const kill = (): void => {
      dead = true
      end()
    }
    const hub = await open(lonelyBus, () => dead, kill)
    return { hub, killed, isDead: () => dead, kill }
  }

  const desk = await open(
    { ...lonelyBus, leads: () => false },
    () => false,
    () => undefined,
  )
  const replica = randomUUID()
  let seq = 0
  const envelope = () => {
    seq += 1
    return { id: randomUUID(), author: founder, replica, seq, at: clock.now() }
  }
  const push = async (entries: readonly Entry[]): Promise<void> => {
    for (const ruling of await desk.connection.push(founder, entries))
      if (ruling.verdict === 'refused') throw new Error(`refused: ${ruling.fault.code}`)
  }
  const decided = (event: DeskEvent): Entry => ({ ...envelope(), kind: 'desk-event', item: null, event })
  const about = (item: string, event: ItemEvent): Entry => ({ ...envelope(), kind: 'event', item, event })
  const texts = new Map<string, Y.Doc>()
  const targets = new Map<string, TargetInfo>()

  const update = (item: string, bytes: Uint8Array): Entry => ({
    ...envelope(),
    ...{ kind: 'update', item, epoch: 1, seen: 0, update: bytes, carries: [] },
  })
  /** A text that is submitted, approved and brought out. */
  const out = (item: string, doc: Y.Doc): Entry[] => {
    const basis = { position: 0, replica, seq }
    const { hash, json } = revisionOf(item, doc)
    return [
      { ...envelope(), kind: 'revision', item, hash, json, basis },
      about(item, { type: 'submitted', revision: hash }),
      about(item, { type: 'approved', revision: hash, bypass: null }),
      about(item, { type: 'released', revision: hash }),
    ]
  }
  const made = (section: string, headline: string): { item: string; entries: Entry[] } => {
    const item = randomUUID()
    const doc = newDocument()
    seedDocument(doc, {
      ...emptyCopy('lead', section, 'nl'),
      headline,
      body: [{ type: 'paragraph', line: [{ text: `${headline} is bericht.` }] }],
    })
    texts.set(item, doc)
    const begun = [about(item, { type: 'created', kind: 'lead' }), update(item, Y.encodeStateAsUpdate(doc))]
    return { item, entries: [...begun, ...out(item, doc)] }
  }

  const bench: Bench = {
    clock,
    store,
    desk,
    founder,
    gate: () => undefined,
    async life() {
      if (!current || current.isDead()) current = await begin()
      return current
    },
    async addTarget(name, settings, { path, secret }) {
      const section = randomUUID()
      const target: TargetInfo = {
        id: randomUUID(),
        kind: settings.kind,
        name,
        active: true,
        settings,
        rules: { sections: [section], kinds: null, agencies: null },
        profiles: USUAL_PROFILES,
      }
      await push([
        decided({ type: 'section', section: { id: section, name, order: 0, active: true } }),
        decided({ type: 'target', target }),
      ])
      targets.set(target.id, target)
      if (path !== undefined) await desk.connection.placeFolder(founder, target, path)
      if (secret !== undefined) await desk.connection.keepTargetSecret(founder, target.id, secret)
      return { id: target.id, section }
    },
    async changeTarget(target, change) {
      const known = targets.get(target)
      if (!known) throw new Error('not a target of this bench')
      const changed = { ...known, ...change }
      targets.set(target, changed)
      await push([decided({ type: 'target', target: changed })])
    },
    giveSecret: (target, secret) => desk.connection.keepTargetSecret(founder, target, secret),
    async publish(section, headline) {
      const { item, entries } = made(section, headline)
      await push(entries)
      return item
    },
    async publishAll(section, headlines) {
      const all = headlines.map((headline) => made(section, headline))
      for (let at = 0; at < all.length; at += 50)
        await push(all.slice(at, at + 50).flatMap(({ entries }) => entries))
      return all.map(({ item }) => item)
    },
    async correct(item, headline) {
      const doc = texts.get(item)
      if (!doc) throw new Error('not made here')
      const before = Y.encodeStateVector(doc)
      writeCopy(doc, { headline }, 'proof')
      await push([update(item, Y.encodeStateAsUpdate(doc, before)), ...out(item, doc)])
    },
    async addEditor(name) {
      const person = { id: randomUUID(), name, roles: ['editor' as const], active: true }
      await push([decided({ type: 'person', person })])
      return person.id
    },
    kill: (item) => push([about(item, { type: 'killed', reason: 'verkeerde naam' })]),
    async report(item, target) {
      const all = await desk.connection.deliveries({ item, target, status: null, limit: 10 })
      return all.sort((a, b) => b.version - a.version)[0] ?? null
    },
    async close() {
      current?.kill()
      await desk.stop()
      await store.close()
    },
  }
  await push([
    decided({
      type: 'person',
      person: { id: founder, name: 'Merel Oosterhof', roles: ['editor', 'chief', 'admin'], active: true },
    }),
  ])
  return bench
}

/** Ends the life that passes here. */
export const die = (): never => {
  throw new Killed()
}
