/**
 * Computers that joined a desk over real HTTP and a real line, through a wire that the test cuts and mends. Everybody's
 * clock is the real one; nothing waits by it but what the app itself waits for.
 *
 *   const host = await openHost()
 *   const train = await joinHost(host, 'Noor Visser', ['editor'])
 *   train.wire.cut()
 */
import { randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { readConnection } from '../../main/app/connection-file.ts'
import { deskFolder } from '../../main/app/desk-folders.ts'
import { hasArrived } from '../../main/app/has-arrived.ts'
import { joinDesk } from '../../main/app/join-desk.ts'
import { type JoinedDesk, startJoinedDesk } from '../../main/app/open-desk.ts'
import { createItems } from '../../main/desk/create.ts'
import { decide } from '../../main/desk/decide.ts'
import { detail } from '../../main/desk/lists.ts'
import { readWorkingCopy } from '../../main/desk/project.ts'
import { actorOf } from '../../main/desk/rights.ts'
import { type ServedHub, serveHub } from '../../main/hub/http/serve.ts'
import { type Hub, openHub } from '../../main/hub/hub.ts'
import { nodeClock } from '../../main/hub/node-clock.ts'
import { openSqliteStore, type SqliteStore } from '../../main/hub/store/sqlite.ts'
import type { Fetch } from '../../main/sync/remote-calls.ts'
import type { Clock } from '../../shared/clock.ts'
import { writeCopy } from '../../shared/document/write-copy.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import type { Role } from '../../shared/domain/person.ts'
import type { Decision } from '../../shared/ipc/desk.ts'
import { openTestDesk, type TestDesk } from './desk.ts'
import { memorySecrets, type TestSecrets } from './secrets.ts'

/** A cable between two computers: bytes pass while it is whole. Swallowed ones are lost, and nobody is told. */
export type Wire = { port: number; cut(): void; swallow(): void; mend(): void; close(): Promise<void> }

export const openWire = async (to: () => number): Promise<Wire> => {
  let whole = true
  let swallows = false
  const ends = new Set<Socket>()
  const server: Server = createServer((near) => {
    if (!whole) return void near.destroy()
    if (swallows) {
      ends.add(near)
      near.on('error', () => near.destroy())
      return
    }
    const far = connect(to(), '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        ends.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut() {
      whole = false
      for (const end of ends) end.destroy()
    },
    swallow() {
      swallows = true
      for (const end of ends) end.unpipe().resume()
    },
    mend() {
      // What was swallowed is gone: a connection that lost some of it never carries anything again.
      if (swallows) for (const end of ends) end.destroy()
      swallows = false
      whole = true
    },
    close: () =>
      new Promise((settle) => {
        for (const end of ends) end.destroy()
        server.close(() => settle())
      }),
  }
}

export type Host = {
  home: TestDesk
  served(): ServedHub
  /** The hub's database as it is now, as a backup would keep it; answers its path. */
  snapshot(): Promise<string>
  /**
   * What is left of the desk is a hub on its own, at the same address: from a snapshot, or empty. `as` changes what it
   * says it is.
   */
  revive(from: string | null, as?: { id?: string; generation?: number }): Promise<Hub>
  /** A code for somebody new. */
  invite(roles: readonly Role[]): Promise<string>
  remove(): Promise<void>
}

export const FOUNDER = 'geheim van de stichter'

/** A desk of one, open to colleagues on loopback. */
export const openHost = async (): Promise<Host> => {
  const home = await openTestDesk('Proefredactie', tmpdir(), {
    ...nodeClock,
    advance: () => undefined,
    sleep: () => undefined,
  })
  const { connection } = home.hub
  await connection.setPassphrase(home.founder, home.founder, FOUNDER, null)
  let served = await serveTestHub(home)
  let alone: { hub: Hub; store: SqliteStore } | null = null
  let number = 0
  const stop = async (): Promise<void> => {
    await served.stop()
    await alone?.hub.stop()
    await alone?.store.close()
    if (!alone) await home.stop()
  }
  return {
    home,
    served: () => served,
    async snapshot() {
      number += 1
      const path = join(home.folder, `snapshot-${number}.db`)
      await (alone?.store ?? home.store).backup(path)
      return path
    },
    async revive(from, as = {}) {
      await stop()
      number += 1
      const path = join(home.folder, `hub-${number}.db`)
      if (from !== null) await copyFile(from, path)
      const store = await openSqliteStore(path, () => Promise.resolve())
      for (const [key, value] of Object.entries(as))
        await store.store
          .insertInto('meta')
          .values({ key, value: String(value) })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: String(value) }))
          .execute()
      const hub = await openHub({
        ...{ desk: home.desk.id, store: store.store, clock: nodeClock, random: Math.random },
        newId: () => randomUUID(),
        openFolder: () => {
          throw new Error('no targets')
        },
        log: () => undefined,
      })
      alone = { hub, store }
      served = await serveTestHub({ hub, log: home.log })
      return hub
    },
    async invite(roles) {
      const { invite } = (alone?.hub ?? home.hub).connection
      return (await invite(home.founder, { roles, person: null })).code
    },
    async remove() {
      await stop()
      await rm(home.folder, { recursive: true, force: true })
    },
  }
}

export const serveTestHub = ({ hub, log }: Pick<TestDesk, 'hub' | 'log'>, port = 0): Promise<ServedHub> =>
  serveHub({
    ...{ hub, port, clock: nodeClock, host: '127.0.0.1', tls: null, trusted: false },
    allowedHosts: [],
    allowedOrigins: [],
    trustProxy: false,
    log: (event, facts) => void log.push({ event, facts }),
  })

export type Guest = {
  joined: JoinedDesk
  person: string
  folder: string
  secrets: TestSecrets
  wire: Wire
  log: { event: string; facts: Record<string, string | number> }[]
  make(copy: Partial<Copy>, section: string): string
  write(item: string, copy: Partial<Copy>): void
  decide(item: string, decision: Decision): ReturnType<typeof decide>[number]
  detail(item: string): ReturnType<typeof detail>
  copy(item: string): Copy
  settle(): Promise<void>
  /** Resolves when `holds` does; looked at on every change of the desk. */
  until(holds: () => boolean): Promise<void>
  /** Stops and opens again from the files; `protocol` as an older or newer Kopij would. */
  reopen(as?: { protocol?: number }): Promise<Guest>
  remove(): Promise<void>
}

type At = {
  id: string
  person: string
  folder: string
  secrets: TestSecrets
  wire: Wire
  clock: Clock
  fetch: Fetch
}

const silent = { hear: () => undefined, reload: () => undefined }

/** Resolves when `holds` does: looked at on every change of a desk, and at its safety. */
export const untilAt = (desk: JoinedDesk['desk'], holds: () => boolean): Promise<void> =>
  new Promise((settle) => {
    if (holds()) return settle()
    const look = (): void => {
      if (!holds()) return
      deaf()
      deafToo()
      settle()
    }
    const deaf = desk.onChange(look)
    const deafToo = desk.onSafety(look)
  })

const openGuest = async (at: At, as: { protocol?: number } = {}): Promise<Guest> => {
  const { id, person, folder, secrets, wire, clock, fetch: fetchAt } = at
  const log: Guest['log'] = []
  const own = deskFolder(folder, id)
  const connection = await readConnection(own)
  if (!connection) throw new Error('not joined')
  const joined = await startJoinedDesk({
    ...{ id, connection, clock, secrets, folder: own },
    ...as,
    fetch: fetchAt,
    log: (event, facts) => void log.push({ event, facts }),
  })
  const { desk } = joined
  const actor = () => actorOf(desk.context.db, person)
  return {
    ...{ joined, person, folder, secrets, wire, log },
    make(copy, section) {
      const item = randomUUID()
      createItems(desk.context, actor(), [{ id: item, kind: 'lead', section, copy, shownAt: null }])
      return item
    },
    write(item, copy) {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, desk.documents.open(item, silent).state)
      const before = Y.encodeStateVector(doc)
      writeCopy(doc, copy, 'test')
      desk.documents.push(item, actor(), Y.encodeStateAsUpdate(doc, before), null, silent)
      desk.documents.close(item, silent)
      doc.destroy()
    },
    decide(item, decision) {
      const [outcome] = decide(desk.context, actor(), randomUUID(), [item], decision)
      if (!outcome) throw new Error('no outcome')
      return outcome
    },
    detail: (item) => detail(desk.context, actor(), item),
    copy: (item) => readWorkingCopy(desk.context.db, item),
    settle: () => desk.sync.now(),
    until: (holds) => untilAt(desk, holds),
    async reopen(as = {}) {
      await joined.stop()
      return await openGuest(at, as)
    },
    async remove() {
      await joined.stop()
      await wire.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Somebody new joins the desk from a computer of their own. */
export const joinHost = async (
  host: Host,
  name: string,
  roles: readonly Role[],
  with_: JoinOptions = {},
): Promise<Guest> => {
  const guest = await enterHost(host, name, roles, with_)
  await hasArrived(guest.joined, guest.person, with_.clock ?? nodeClock)
  return guest
}

export type JoinOptions = { clock?: Clock; secrets?: TestSecrets; fetch?: Fetch }

/** The same, answered as soon as the hub has let them in: nothing of the desk is here yet. */
export const enterHost = async (
  host: Host,
  name: string,
  roles: readonly Role[],
  { clock = nodeClock, secrets = memorySecrets(), fetch: by = (url, init) => fetch(url, init) }: JoinOptions,
): Promise<Guest> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-gast-'))
  const wire = await openWire(() => host.served().port)
  const joined = await joinDesk(
    {
      ...{ data: folder, clock, secrets, deviceName: `de laptop van ${name}` },
      fetch: (url, init) => fetch(url, init),
      log: () => undefined,
    },
    randomUUID(),
    {
      address: `http://127.0.0.1:${wire.port}`,
      trusted: false,
      code: await host.invite(roles),
      name,
      passphrase: `geheim van ${name}`,
    },
  )
  const { info, person } = joined
  return await openGuest({ ...{ person, folder, secrets, wire, clock }, id: info.id, fetch: by })
}
