/** What is looked at after every kill, in a copy, so that the product itself recovers what the kill left behind. */
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type Database, openDatabase } from '../../../main/db/driver.ts'
import { chainLink } from '../../../shared/document/canonical.ts'
import { itemUri } from '../../../shared/ids.ts'
import { decodeEntry } from '../../../shared/sync/codec.ts'

const Row = z.object({
  id: z.string(),
  item: z.string().nullable(),
  kind: z.enum(['update', 'revision', 'event', 'desk-event']),
  author: z.string(),
  replica: z.string(),
  seq: z.int(),
  at: z.int(),
  head: z.string(),
  body: z.instanceof(Uint8Array),
  chain: z.string().nullable(),
})

/** Runs work on a copy of a desk's databases, logs included. */
export const withCopy = <T>(folder: string, work: (copy: string) => T): T => {
  const copy = mkdtempSync(join(tmpdir(), 'kopij-copy-'))
  try {
    for (const name of readdirSync(folder)) {
      if (/^(replica|hub)\.db(-wal|-shm)?$/.test(name)) cpSync(join(folder, name), join(copy, name))
    }
    return work(copy)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** Opens a database for a look and closes it again. */
export const looked = <T>(path: string, look: (db: Database) => T): T => {
  const db = openDatabase(path)
  try {
    return look(db)
  } finally {
    db.close()
  }
}

const isWhole = (db: Database): boolean => db.pragma('integrity_check', { simple: true }) === 'ok'

/** Recomputes every item's chain of events from the rows; answers whether each link is the one that was written. */
const chainsFit = (db: Database): boolean => {
  const links = new Map<string, string>()
  const rows = db.prepare(
    "SELECT * FROM entries WHERE kind = 'event' AND position IS NOT NULL ORDER BY position",
  )
  for (const raw of rows.all()) {
    const { chain, ...stored } = Row.parse(raw)
    const entry = decodeEntry(stored)
    if (entry.kind !== 'event') return false
    const link = chainLink(links.get(entry.item) ?? null, entry)
    if (link !== chain) return false
    links.set(entry.item, link)
  }
  return true
}

export type Damage = { integrity: number; chains: number }

/** Both databases of a desk folder, and every backup that has got its name. */
export const damageOf = (folder: string): Damage => {
  const damage: Damage = { integrity: 0, chains: 0 }
  withCopy(folder, (copy) => {
    for (const name of ['replica.db', 'hub.db']) {
      const path = join(copy, name)
      if (!existsSync(path)) continue
      looked(path, (db) => {
        if (!isWhole(db)) damage.integrity += 1
        const begun = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entries'").get() !== undefined
        if (begun && !chainsFit(db)) damage.chains += 1
      })
    }
  })
  return damage
}

/** How many of the backups that got their final name are not whole. */
export const badBackups = (folder: string): number => {
  const backups = join(folder, 'backups')
  if (!existsSync(backups)) return 0
  const scratch = mkdtempSync(join(tmpdir(), 'kopij-backups-'))
  try {
    return readdirSync(backups).filter((name) => {
      if (!name.endsWith('.db')) return false
      cpSync(join(backups, name), join(scratch, name))
      try {
        return !looked(join(scratch, name), (db) => isWhole(db) && hasRows(db))
      } catch {
        return true
      }
    }).length
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** A backup of nothing is as good as none. */
const hasRows = (db: Database): boolean => db.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined

/** Whether events are in a replica's log, accepted or waiting; answers how many are not. */
export const lostDecisions = (folder: string, events: readonly string[]): number =>
  withCopy(folder, (copy) =>
    looked(join(copy, 'replica.db'), (db) => {
      const find = db.prepare("SELECT 1 FROM entries WHERE id = ? AND status <> 'refused'")
      return events.filter((id) => find.get(id) === undefined).length
    }),
  )

/** Entries that the hub refused, and entries that it never ruled on. Call it when all has settled. */
export const unsettled = (folder: string): { refused: number; waiting: number } =>
  withCopy(folder, (copy) =>
    looked(join(copy, 'replica.db'), (db) => {
      const count = (status: string): number =>
        db.prepare<[string], { n: number }>('SELECT count(*) AS n FROM entries WHERE status = ?').get(status)
          ?.n ?? -1
      return { refused: count('refused'), waiting: count('waiting') }
    }),
  )

const Ninjs = z.looseObject({ uri: z.string(), version: z.string() })

export type Delivered = {
  /** Articles beyond the first of an item, and files beyond the three of an article. */
  doubled: number
  /** Released items that the folder lacks or holds in another version. */
  missing: number
}

/** Reads the target's folder as a publishing system would, against what was released. */
export const readTarget = (folder: string, released: ReadonlyMap<string, number>): Delivered => {
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'))
  const articles = names
    .filter((name) => name.endsWith('.ninjs.json'))
    .map((name) => Ninjs.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
  let doubled = 0
  let missing = 0
  for (const [item, version] of released) {
    const found = articles.filter(({ uri }) => uri === itemUri(item))
    if (found.length > 1) doubled += found.length - 1
    if (found.length === 0 || found.some((article) => article.version !== String(version))) missing += 1
    const files = names.filter((name) => name.includes(item.replaceAll('-', '').slice(-8)))
    if (found.length === 1 && files.length > 3) doubled += 1
  }
  return { doubled, missing }
}
