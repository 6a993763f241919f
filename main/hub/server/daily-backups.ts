/**
 * A verified backup of a server's desk every day, by whichever of its processes leads, and no more of them than are
 * wanted. What is erased on the desk is erased from these backups too, and from what was kept before a migration; what was
 * carried elsewhere is its owner's to erase.
 */
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Clock } from '../../../shared/clock.ts'
import { withoutStateTexts } from '../../../shared/domain/state-texts.ts'
import { faultOf, reasonOf } from '../../../shared/errors.ts'
import { type BackupFrom, backUp } from '../commands/backup.ts'
import { eraseFromFeed } from '../erase.ts'
import { copySqliteFile, finishSqliteFile, openSqliteStore } from '../store/sqlite.ts'
import type { OpenStore } from '../store/store.ts'
import type { Reader } from '../store/tables.ts'
import { keptBefore } from './open-store.ts'
import type { Log } from './serve.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** After the start, when whoever waited for it has been let in. */
const FIRST_LOOK = 10_000
const DAILY = /^hub-\d{4}-\d{2}-\d{2}\.db$/
/** What an attempt of ours that was killed leaves behind: all of a copy, which nobody looks after. */
const DRAFTS = {
  daily: /^hub-\d{4}-\d{2}-\d{2}\.db\.unverified(-wal|-shm|-journal)?$/,
  beside: /^hub-before-\d+\.db\.unverified(-wal|-shm|-journal)?$/,
}
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

/**
 * Whether a copy cannot be read any more, so that nothing can be taken out of it, and nothing could be restored from it. One of
 * which this build only does not know a row is kept: that is tried again, and told.
 */
const isUnreadable = (error: unknown): boolean => faultOf(error).code === 'database-damaged'

/** Removes a copy, or only what lies beside it: what SQLite writes there whenever somebody opens one that was left open. */
const remove = async (path: string, suffixes: readonly string[] = ['', ...LOGS]): Promise<void> => {
  for (const suffix of suffixes) await rm(path + suffix, { force: true })
}

/** Takes items out of a backup. It keeps its name and its schema; until the new one is whole, the old one stands. */
const eraseFrom = async (path: string, items: readonly string[]): Promise<void> => {
  const draft = `${path}.unverified`
  await remove(draft)
  try {
    // It holds all of the copy, and the hashes of passphrases: for its owner from the first byte.
    await writeFile(draft, '', { mode: 0o600 })
    await copySqliteFile(path, draft)
    const copy = await openSqliteStore(draft, async () => undefined, { asItIs: true })
    try {
      await copy.transact(async (db) => {
        for (const item of items) {
          await eraseFromFeed(db, item)
          const row = await db.selectFrom('items').select('state').where('id', '=', item).executeTakeFirst()
          if (row)
            await db
              .updateTable('items')
              .set({ state: withoutStateTexts(row.state) })
              .where('id', '=', item)
              .execute()
        }
      })
    } finally {
      await copy.close()
    }
    finishSqliteFile(draft)
    await rename(draft, path)
    await remove(path, LOGS)
  } finally {
    await remove(draft)
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** Backs up what a server keeps, once a day; the answer stops it, after what it is doing. */
export const keepBackups = ({ store, from, folder, keep, clock, log }: Arguments): (() => Promise<void>) => {
  let stopped = false
  let working: Promise<void> = Promise.resolve()
  let cancel: () => void = () => undefined
  /** Erased before, and taken out of every backup that is here. */
  const gone = new Set<string>()

  const daily = async (): Promise<string[]> =>
    (await readdir(folder)).filter((file) => DAILY.test(file)).sort()

  /** What was kept before migrations lies beside the desk itself, wherever the daily ones go. */
  const beside = 'file' in from ? dirname(from.file) : null

  /** Every copy that is looked after, and the day that it is of. */
  const copies = async (): Promise<{ path: string; day: string }[]> => [
    ...(await daily()).map((file) => ({ path: join(folder, file), day: file.slice(4, 14) })),
    ...(beside === null ? [] : await keptBefore(beside)).map(({ path, at }) => ({ path, day: dayOf(at) })),
  ]

  const backUpToday = async (): Promise<void> => {
    const day = dayOf(clock.now())
    const path = join(folder, `hub-${day}.db`)
    if (existsSync(path)) return
    const { counts } = await backUp(from, path)
    log('backed-up', { day, entries: counts['entries'] ?? 0 })
    for (const old of (await daily()).slice(0, -keep)) await rm(join(folder, old))
  }

  const eraseOnes = async (): Promise<void> => {
    const items = (await erasedItems(store.store)).filter((item) => !gone.has(item))
    if (items.length === 0) return
    let failure: unknown = null
    for (const { path, day } of await copies())
      try {
        await eraseFrom(path, items)
      } catch (error) {
        if (isUnreadable(error)) {
          await remove(path)
          log('backup-damaged', { day })
        } else failure ??= error
      }
    // Every other copy is done by then; the next look does all of them again.
    if (failure !== null) throw failure
    for (const item of items) gone.add(item)
    log('erased-from-backups', { items: items.length })
  }

  /** Takes away what nobody is to keep: pieces of killed attempts, and copies of before migrations once the days are over. */
  const tidy = async (): Promise<void> => {
    const clear = async (place: string, drafts: RegExp): Promise<void> => {
      for (const file of await readdir(place)) if (drafts.test(file)) await rm(join(place, file))
    }
    await clear(folder, DRAFTS.daily)
    if (beside === null) return
    await clear(beside, DRAFTS.beside)
    for (const { path, at } of await keptBefore(beside)) if (at < clock.now() - keep * DAY) await remove(path)
  }

  const look = async (): Promise<void> => {
    if (stopped || !store.bus.leads()) return
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await tidy()
      // A copy that cannot be written anew is no reason to go without today's.
      try {
        await eraseOnes()
      } finally {
        await backUpToday()
      }
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
