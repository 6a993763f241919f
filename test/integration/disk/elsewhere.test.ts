/** The replica of a desk that lives elsewhere is found damaged by work itself, before anybody looked for damage. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { paragraphs } from '../../support/desk.ts'
import { type Guest, type Host, joinHost, openHost } from '../../support/joined.ts'

let host: Host
let noor: Guest
let folder: ReturnType<typeof deskFolder>
beforeEach(async () => {
  host = await openHost()
  noor = await joinHost(host, 'Noor Visser', ['editor'])
  folder = deskFolder(noor.folder, noor.joined.desk.id)
})
afterEach(async () => {
  await noor.remove()
  await host.remove()
})

/** Ruins the pages that one index or table begins at, as a dying disk does, and opens the desk again. */
const ruin = async (name: string): Promise<void> => {
  await noor.joined.stop()
  const db = new Sqlite(folder.replica)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const sql = 'SELECT rootpage FROM sqlite_master WHERE name = ?'
  const { rootpage } = db.prepare<[string], { rootpage: number }>(sql).get(name) ?? { rootpage: 0 }
  const size = Number(db.pragma('page_size', { simple: true }))
  db.close()
  const bytes = await readFile(folder.replica)
  bytes.fill(0xee, (rootpage - 1) * size, (rootpage - 1) * size + 64)
  await writeFile(folder.replica, bytes)
  noor = await noor.reopen()
}

test.each([
  ['an index of the log', 'sqlite_autoindex_entries_1'],
  ['another index of the log', 'entries_of_item'],
  ['what waits', 'entries_waiting'],
  ['the lines', 'items'],
])('by the first work on %s: it is said, and the next start repairs it', async (_what, name) => {
  const item = noor.make({ headline: 'Van Noor', body: paragraphs('Tekst. '.repeat(200)) }, host.home.section)
  await noor.settle()
  await ruin(name)
  // As a window does that has it open: its text comes down the line.
  noor.joined.desk.context.hub.watch([item])
  const said = noor.until(() => noor.joined.desk.safety().fault?.code === 'database-damaged')
  host.home.write(host.home.founder, item, { kicker: 'Van thuis' })
  const theirs = host.home.make(host.home.founder, 'brief', { headline: 'Van thuis' })
  await host.home.settle()
  await said
  expect(existsSync(join(folder.path, 'damaged'))).toBe(true)
  noor = await noor.reopen()
  expect(noor.joined.desk.safety().repaired).toMatchObject({ backup: null })
  await noor.settle()
  expect(noor.joined.desk.safety().fault).toBeNull()
  expect(noor.copy(item)).toMatchObject({ headline: 'Van Noor', kicker: 'Van thuis' })
  expect(noor.copy(theirs).headline).toBe('Van thuis')
})

test('a disk that is full for what a colleague types is said, and what came meanwhile is here when it has room', async () => {
  const item = noor.make({ headline: 'Van Noor' }, host.home.section)
  await noor.settle()
  const { db, desk } = noor.joined
  const heard: Uint8Array[] = []
  desk.documents.open(item, { hear: (update) => void heard.push(update), reload: () => undefined })
  host.home.write(host.home.founder, item, { kicker: 'Eerst' })
  await noor.until(() => heard.length > 0)
  db.pragma(`max_page_count = ${String(db.pragma('page_count', { simple: true }))}`)
  const full = noor.until(() => desk.safety().fault?.code === 'disk-full')
  host.home.write(host.home.founder, item, { body: paragraphs('Woorden van thuis. '.repeat(4000)) })
  await full
  db.pragma('max_page_count = 1000000')
  await noor.settle()
  await noor.until(() => desk.safety().fault === null)
  expect(noor.copy(item).kicker).toBe('Eerst')
  expect(JSON.stringify(noor.copy(item).body)).toContain('Woorden van thuis')
})
