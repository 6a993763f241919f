/**
 * The other way to do it: a room per document, as @hocuspocus/server and its provider have it, with documents kept in
 * SQLite as ours are. `shared`: all rooms of a client on one socket, which is the best that it offers; otherwise a socket
 * for each, as its documentation shows it first.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { Server } from '@hocuspocus/server'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { openDatabase } from '../../../main/db/driver.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { type Spent, spend } from './spend.ts'
import type { Edits } from './stage.ts'

type Client = { docs: Map<string, Y.Doc>; open(): void; close(): void }

const createClient = (
  url: string,
  edits: readonly Edits[],
  withUpdates: boolean,
  shared: boolean,
): Client => {
  const docs = new Map(
    edits.map(({ item, begin, updates }) => {
      const doc = newDocument()
      Y.applyUpdate(doc, begin)
      if (withUpdates) for (const update of updates) Y.applyUpdate(doc, update)
      return [item, doc]
    }),
  )
  const opened: { destroy(): void }[] = []
  const openSocket = (): HocuspocusProviderWebsocket => {
    const socket = new HocuspocusProviderWebsocket({ url, autoConnect: false, WebSocketPolyfill: WebSocket })
    void socket.connect()
    opened.push(socket)
    return socket
  }
  return {
    docs,
    open() {
      const one = shared ? openSocket() : null
      for (const [name, document] of docs) {
        const websocketProvider = one ?? openSocket()
        const provider = new HocuspocusProvider({ websocketProvider, name, document, awareness: null })
        provider.attach()
        opened.unshift(provider)
      }
    },
    close() {
      for (const one of opened) one.destroy()
      for (const doc of docs.values()) doc.destroy()
    },
  }
}

/** What it costs until the second client has everything of the first. */
export const syncInRooms = async (edits: readonly Edits[], shared: boolean): Promise<Spent> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-kamers-'))
  const db = openDatabase(join(folder, 'rooms.db'))
  db.exec('CREATE TABLE documents (name TEXT PRIMARY KEY, state BLOB NOT NULL) STRICT')
  const write = db.prepare(
    'INSERT INTO documents (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state',
  )
  const read = db.prepare<[string], { state: Uint8Array }>('SELECT state FROM documents WHERE name = ?')
  db.transaction(() => {
    for (const { item, begin } of edits) write.run(item, begin)
  })()
  const stored = new Set<string>()
  let whole = (): void => undefined
  const server = new Server({
    quiet: true,
    port: 0,
    address: '127.0.0.1',
    debounce: 0,
    maxPendingDocuments: edits.length * 2,
    maxUnauthenticatedQueueMessages: edits.length * 20,
    maxUnauthenticatedQueueSize: 1_000_000_000,
    onLoadDocument: ({ documentName, document }) => {
      const found = read.get(documentName)
      if (found) Y.applyUpdate(document, found.state)
      return Promise.resolve(document)
    },
    onStoreDocument: ({ documentName, document }) => {
      write.run(documentName, Y.encodeStateAsUpdate(document))
      if (Y.encodeStateVector(document).toString() === wanted.get(documentName)) stored.add(documentName)
      whole()
      return Promise.resolve()
    },
  })
  await server.listen()
  const url = `ws://127.0.0.1:${server.address.port}`
  const train = createClient(url, edits, true, shared)
  const office = createClient(url, edits, false, shared)
  const wanted = new Map([...train.docs].map(([item, doc]) => [item, Y.encodeStateVector(doc).toString()]))
  try {
    return await spend(
      () =>
        new Promise<void>((settle) => {
          let left = edits.length
          // Acknowledged is what is on the server's disk, there as here.
          whole = () => {
            if (left === 0 && stored.size === edits.length) settle()
          }
          for (const [item, doc] of office.docs) {
            let done = false
            doc.on('update', () => {
              if (done || Y.encodeStateVector(doc).toString() !== wanted.get(item)) return
              done = true
              left -= 1
              whole()
            })
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
