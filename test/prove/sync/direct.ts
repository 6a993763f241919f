/**
 * The floor: the same updates put where sync has to leave them, without anybody in between. Both who answers for them
 * (the hub, which takes nothing in that cannot be replayed) and who reads them (the second computer) have them in Y.Docs,
 * and in SQLite with the columns and indexes that the app's own tables have, under the same promise (WAL,
 * `synchronous = FULL`), in batches of the same size. Nobody can sync by doing less.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { type Database, openDatabase } from '../../../main/db/driver.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { idInTime } from '../../../shared/ids.ts'
import { MOST_ENTRIES } from '../../../shared/sync/calls.ts'
import { type Spent, spend } from './spend.ts'
import type { Edits } from './stage.ts'

const TABLE = `
  CREATE TABLE entries (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, item TEXT, kind TEXT NOT NULL,
    author TEXT NOT NULL, replica TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, head TEXT NOT NULL,
    body BLOB NOT NULL, status TEXT NOT NULL, position INTEGER, accepted_at INTEGER, chain TEXT, fault TEXT) STRICT;
  CREATE INDEX entries_of_item ON entries (item, kind, row);
  CREATE INDEX entries_waiting ON entries (row) WHERE status = 'waiting';`

const store = (path: string): { db: Database; put(item: string, update: Uint8Array, seq: number): void } => {
  const db = openDatabase(path)
  db.exec(TABLE)
  const insert = db.prepare(
    `INSERT INTO entries (id, item, kind, author, replica, seq, at, head, body, status, position, accepted_at)
     VALUES (?, ?, 'update', ?, ?, ?, ?, '{"epoch":1,"carries":[],"seen":0}', ?, 'accepted', ?, ?)`,
  )
  const [author, replica] = [randomUUID(), randomUUID()]
  return {
    db,
    put(item, update, seq) {
      insert.run(idInTime(randomUUID(), Date.now()), item, author, replica, seq, seq, update, seq, seq)
    },
  }
}

export const applyDirectly = async (edits: readonly Edits[]): Promise<Spent> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-vloer-'))
  const [hub, reader] = [store(join(folder, 'hub.db')), store(join(folder, 'reader.db'))]
  const load = (): Map<string, Y.Doc> =>
    new Map(
      edits.map(({ item, begin }) => {
        const doc = newDocument()
        Y.applyUpdate(doc, begin)
        return [item, doc]
      }),
    )
  const sides = [
    { ...hub, docs: load() },
    { ...reader, docs: load() },
  ]
  const all = edits.flatMap(({ item, updates }) => updates.map((update) => ({ item, update })))
  const inBatches = (db: Database, take: (item: string, update: Uint8Array, seq: number) => void): void => {
    for (let at = 0; at < all.length; at += MOST_ENTRIES)
      db.transaction(() => {
        for (const [index, { item, update }] of all.slice(at, at + MOST_ENTRIES).entries())
          take(item, update, at + index)
      })()
  }
  try {
    return await spend(() => {
      for (const { db, put, docs } of sides)
        inBatches(db, (item, update, seq) => {
          put(item, update, seq)
          const doc = docs.get(item)
          if (doc) Y.applyUpdate(doc, update)
        })
      return Promise.resolve()
    })
  } finally {
    for (const { db, docs } of sides) {
      for (const doc of docs.values()) doc.destroy()
      db.close()
    }
    await rm(folder, { recursive: true, force: true })
  }
}
