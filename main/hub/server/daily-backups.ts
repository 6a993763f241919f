/**
 * A verified backup of a server's desk every day, by whichever of its processes leads, and no more of them than are
 * wanted. What is erased on the desk is erased from these backups too; what was carried elsewhere is its owner's to erase.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../../shared/clock.ts'
import { faultOf, reasonOf } from '../../../shared/errors.ts'
import { type BackupFrom, backUp } from '../commands/backup.ts'
import { eraseFromFeed } from '../erase.ts'
import { copySqliteFile, finishSqliteFile, openSqliteStore } from '../store/sqlite.ts'
import type { OpenStore } from '../store/store.ts'
import type { Reader } from '../store/tables.ts'
import type { Log } from './serve.ts'

const HOUR = 3_600_000
/** After the start, when whoever waited for it has been let in. */
const FIRST_LOOK = 10_000
const DAILY = /^hub-\d{4}-\d{2}-\d{2}\.db$/
const LOGS = ['-wal', '-shm', '-journal'] as const

type Arguments = {
  store: OpenStore
  /** What is copied: the same desk. */
  from: BackupFrom
  folder: string
  /** How many days. */
  keep: number
  clock: Clock
  log: Log
}

const erasedItems = async (db: Reader): Promise<string[]> => {
  const rows = await db
    .selectFrom('items')
    .select(['id', 'state'])
    .where('state', 'like', '%"erased"%')
    .execute()
  return rows.flatMap(({ id, state }) => (stateOf(state)['state'] === 'erased' ? [id] : []))
}

const stateOf = (json: string): Record<string, unknown> => JSON.parse(json) as Record<string, unknown>

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** What people wrote into decisions, which a state repeats. Its shape may be that of an earlier build. */
const withoutWords = (json: string): string => {
  const state = stateOf(json)
  const { returned, killed } = state
  if (isObject(returned)) returned['note'] = ''
  if (isObject(killed)) killed['reason'] = ''
  if (typeof state['bypass'] === 'string') state['bypass'] = ''
  return JSON.stringify(state)
}

/** Takes items out of a backup. It keeps its name; until the new one is whole, the old one stands. */
const eraseFrom = async (path: string, items: readonly string[]): Promise<void> => {
  const draft = `${path}.unverified`
  const clear = (): Promise<unknown> =>
    Promise.all(['', ...LOGS].map((suffix) => rm(draft + suffix, { force: true })))
  await clear()
  try {
    await copySqliteFile(path, draft)
    const copy = await openSqliteStore(draft, async () => undefined, { evenIfMoved: true })
    try {
      await copy.transact(async (db) => {
        for (const item of items) {
          await eraseFromFeed(db, item)
          const row = await db.selectFrom('items').select('state').where('id', '=', item).executeTakeFirst()
          if (row)
            await db
              .updateTable('items')
              .set({ state: withoutWords(row.state) })
              .where('id', '=', item)
              .execute()
        }
      })
    } finally {
      await copy.close()
    }
    finishSqliteFile(draft)
    await rename(draft, path)
  } finally {
    await clear()
  }
}

/** Backs up what a server keeps, once a day; the answer stops it, after what it is doing. */
export const keepBackups = ({ store, from, folder, keep, clock, log }: Arguments): (() => Promise<void>) => {
  let stopped = false
  let working: Promise<void> = Promise.resolve()
  let cancel: () => void = () => undefined
  /** Erased before, and taken out of every backup that is here. */
  const gone = new Set<string>()

  const daily = async (): Promise<string[]> =>
    (await readdir(folder)).filter((file) => DAILY.test(file)).sort()

  const backUpToday = async (): Promise<void> => {
    const day = new Date(clock.now()).toISOString().slice(0, 10)
    const path = join(folder, `hub-${day}.db`)
    if (existsSync(path)) return
    const { counts } = await backUp(from, path)
    log('backed-up', { day, entries: counts['entries'] ?? 0 })
    for (const old of (await daily()).slice(0, -keep)) await rm(join(folder, old))
  }

  const eraseOnes = async (): Promise<void> => {
    const items = (await erasedItems(store.store)).filter((item) => !gone.has(item))
    if (items.length === 0) return
    for (const file of await daily())
      try {
        await eraseFrom(join(folder, file), items)
      } catch (error) {
        if (faultOf(error).code !== 'database-damaged') throw error
        // Nothing can be taken out of it, and nothing could be restored from it.
        await rm(join(folder, file))
        log('backup-damaged', { day: file.slice(4, 14) })
      }
    for (const item of items) gone.add(item)
    log('erased-from-backups', { items: items.length })
  }

  const look = async (): Promise<void> => {
    if (stopped || !store.bus.leads()) return
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await eraseOnes()
      await backUpToday()
    } catch (error) {
      // The desk goes on; whoever reads the log is told every hour.
      log('backup-failed', { reason: reasonOf(error) })
    }
  }

  const later = (delay: number): void => {
    cancel = clock.after(delay, () => {
      working = look().finally(() => {
        if (!stopped) later(HOUR)
      })
    })
  }
  later(FIRST_LOOK)
  return async () => {
    stopped = true
    cancel()
    await working
  }
}
