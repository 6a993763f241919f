/**
 * The other way to do it: a room per document, as @hocuspocus/server and its provider have it. It begins and ends where
 * ours does, and promises the same: what one computer wrote lies on its disk, and it is over when the server and the other
 * computer have all of it on theirs (SQLite, WAL, `synchronous = FULL`).
 *
 * - The server keeps each document whole in a row of its own and writes it in a commit of its own, which is what
 *   hocuspocus' extensions for databases do, with the debounce that is the best for it here: none.
 * - A computer keeps the updates of its documents in rows, as the usual providers for offline work do. It reads a
 *   document when it opens its room, and writes what arrives in one commit for all that came in the same turn, which is
 *   kinder than a commit for each room.
 *
 * - Who comes shows a token, and the server looks up whose it is (`onAuthenticate`), which it asks for each room.
 *
 * `shared`: all rooms of a computer on one socket, which is the best that it offers; otherwise a socket for each, as its
 * documentation shows it first. `kept: false`: computers that hold everything in memory already and write nothing down,
 * which no desk may; it is measured to say what keeping costs.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { Server } from '@hocuspocus/server'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { type Database, openDatabase } from '../../../main/db/driver.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { type Spent, spend } from './spend.ts'
import type { Edits } from './stage.ts'

export type Manner = { shared: boolean; kept: boolean }

/** What a computer keeps of its documents: their updates, in order. */
type Kept = {
  load(name: string): Y.Doc
  /** Writes an update down soon; `written` is told of its document after the commit. */
  keep(name: string, update: Uint8Array): void
  close(): void
}

const openKept = (
  path: string,
  documents: ReadonlyMap<string, readonly Uint8Array[]>,
  written: (names: ReadonlySet<string>) => void,
): Kept => {
  const db = openDatabase(path)
  db.exec(`
    CREATE TABLE updates (row INTEGER PRIMARY KEY, name TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE INDEX updates_of ON updates (name, row);`)
  const insert = db.prepare('INSERT INTO updates (name, content) VALUES (?, ?)')
  const read = db.prepare<[string], { content: Uint8Array }>(
    'SELECT content FROM updates WHERE name = ? ORDER BY row',
  )
  db.transaction(() => {
    for (const [name, updates] of documents) for (const update of updates) insert.run(name, update)
  })()
  let waiting: { name: string; update: Uint8Array }[] = []
  const flush = (): void => {
    const now = waiting
    waiting = []
    if (!db.open) return
    db.transaction(() => {
      for (const { name, update } of now) insert.run(name, update)
    })()
    written(new Set(now.map(({ name }) => name)))
  }
  return {
    load(name) {
      const doc = newDocument()
      doc.transact(() => {
        for (const { content } of read.all(name)) Y.applyUpdate(doc, content)
      })
      return doc
    },
    keep(name, update) {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ name, update })
    },
    close: () => void db.close(),
  }
}

/** A socket that was still being opened, or opened again, when it is over ends without a word. */
class Socket extends WebSocket {
  constructor(url: string) {
    super(url)
    this.on('error', () => undefined)
  }
}

type Client = { docs: Map<string, Y.Doc>; open(): void; close(): void }

type ClientArguments = {
  url: string
  path: string
  documents: ReadonlyMap<string, readonly Uint8Array[]>
  manner: Manner
  token: string
  /** These documents have something new, on disk where it is kept. */
  changed(names: ReadonlySet<string>): void
}

const createClient = ({ url, path, documents, manner, token, changed }: ClientArguments): Client => {
  const kept = openKept(path, documents, changed)
  const docs = new Map<string, Y.Doc>()
  const load = (): void => {
    for (const name of documents.keys()) docs.set(name, kept.load(name))
  }
  if (!manner.kept) load()
  const opened: { destroy(): void }[] = []
  const openSocket = (): HocuspocusProviderWebsocket => {
    const socket = new HocuspocusProviderWebsocket({ url, autoConnect: false, WebSocketPolyfill: Socket })
    void socket.connect()
    opened.push(socket)
    return socket
  }
  return {
    docs,
    open() {
      if (manner.kept) load()
      const one = manner.shared ? openSocket() : null
      for (const [name, document] of docs) {
        document.on('update', (update: Uint8Array) => {
          if (manner.kept) kept.keep(name, update)
          else changed(new Set([name]))
        })
        const websocketProvider = one ?? openSocket()
        const provider = new HocuspocusProvider({
          ...{ websocketProvider, name, document, token },
          awareness: null,
        })
        provider.attach()
        opened.unshift(provider)
      }
    },
    close() {
      for (const one of opened) one.destroy()
      for (const doc of docs.values()) doc.destroy()
      kept.close()
    },
  }
}

/** The state vectors that documents end with. */
const endsOf = (edits: readonly Edits[]): Map<string, Buffer> =>
  new Map(
    edits.map(({ item, begin, updates }) => {
      const doc = newDocument()
      for (const update of [begin, ...updates]) Y.applyUpdate(doc, update)
      const end = Buffer.from(Y.encodeStateVector(doc))
      doc.destroy()
      return [item, end]
    }),
  )

const openTable = (path: string, edits: readonly Edits[]): Database => {
  const db = openDatabase(path)
  db.exec(`
    CREATE TABLE documents (name TEXT PRIMARY KEY, state BLOB NOT NULL) STRICT;
    CREATE TABLE tokens (hash TEXT PRIMARY KEY, person TEXT NOT NULL) STRICT;`)
  const write = db.prepare('INSERT INTO documents (name, state) VALUES (?, ?)')
  db.transaction(() => {
    for (const { item, begin } of edits) write.run(item, begin)
  })()
  return db
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Tokens of the two computers, by their hashes, as the hub has them. */
const enter = (db: Database): { train: string; office: string; personOf(token: string): string } => {
  const [train, office] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const insert = db.prepare('INSERT INTO tokens (hash, person) VALUES (?, ?)')
  insert.run(hashOf(train), 'train')
  insert.run(hashOf(office), 'office')
  const read = db.prepare<[string], { person: string }>('SELECT person FROM tokens WHERE hash = ?')
  const personOf = (token: string): string => {
    const found = read.get(hashOf(token))
    if (!found) throw new Error('nobody')
    return found.person
  }
  return { train, office, personOf }
}

/** What it costs until the server and the second computer have everything of the first. */
export const syncInRooms = async (edits: readonly Edits[], manner: Manner): Promise<Spent> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-kamers-'))
  const db = openTable(join(folder, 'rooms.db'), edits)
  const write = db.prepare('UPDATE documents SET state = ? WHERE name = ?')
  const read = db.prepare<[string], { state: Uint8Array }>('SELECT state FROM documents WHERE name = ?')
  const tokens = enter(db)
  const ends = endsOf(edits)
  const isEnd = (name: string, doc: Y.Doc): boolean =>
    ends.get(name)?.equals(Y.encodeStateVector(doc)) === true
  const atServer = new Set<string>()
  const atOffice = new Set<string>()
  let whole = (): void => undefined
  const server = new Server({
    quiet: true,
    port: 0,
    address: '127.0.0.1',
    debounce: 0,
    maxPendingDocuments: edits.length * 2,
    maxUnauthenticatedQueueMessages: edits.length * 20,
    maxUnauthenticatedQueueSize: 1_000_000_000,
    onAuthenticate: ({ token }) => Promise.resolve({ person: tokens.personOf(token) }),
    onLoadDocument: ({ documentName, document }) => {
      const found = read.get(documentName)
      if (found) Y.applyUpdate(document, found.state)
      return Promise.resolve(document)
    },
    onStoreDocument: ({ documentName, document }) => {
      write.run(Y.encodeStateAsUpdate(document), documentName)
      if (isEnd(documentName, document)) atServer.add(documentName)
      whole()
      return Promise.resolve()
    },
  })
  await server.listen()
  const url = `ws://127.0.0.1:${server.address.port}`
  const train = createClient({
    ...{ url, manner, token: tokens.train, changed: () => undefined },
    path: join(folder, 'train.db'),
    documents: new Map(edits.map(({ item, begin, updates }) => [item, [begin, ...updates]])),
  })
  const office = createClient({
    ...{ url, manner, token: tokens.office },
    path: join(folder, 'office.db'),
    documents: new Map(edits.map(({ item, begin }) => [item, [begin]])),
    changed(names) {
      for (const name of names) {
        const doc = office.docs.get(name)
        if (doc && isEnd(name, doc)) atOffice.add(name)
      }
      whole()
    },
  })
  try {
    return await spend(
      () =>
        new Promise<void>((settle) => {
          // Acknowledged is what is on a disk, there as here.
          whole = () => {
            if (atServer.size === edits.length && atOffice.size === edits.length) settle()
          }
          train.open()
          office.open()
        }),
    )
  } finally {
    train.close()
    office.close()
    await server.destroy()
    db.close()
    await rm(folder, { recursive: true, force: true })
  }
}
