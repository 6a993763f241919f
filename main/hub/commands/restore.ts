/**
 * A backup, or a desk of the app, becomes the desk of an empty store. What is read is a copy of the file. A backup and a saved
 * desk stay as they are; a `hub.db` out of the app's own folder is closed for good once everything is here.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lengthOfFeed } from '../feed.ts'
import { SetupError } from '../server/config.ts'
import { closeFeed } from '../store/moved.ts'
import { type Digest, differences, digest } from '../store/rows.ts'
import { copySqliteFile, openSqliteStore } from '../store/sqlite.ts'
import type { OpenStore } from '../store/store.ts'
import type { Reader } from '../store/tables.ts'
import { beginFilling, copyFeed, copyTables, type Progress } from './fill.ts'
import { dropMeta, readMeta, setMeta } from './meta.ts'

type Source = { store: OpenStore; hub: string }

/** Opens a copy of a store's file, so that the file itself stays as it is whatever this build makes of it. */
export const withCopyOf = async <T>(file: string, work: (source: Source) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-restore-'))
  try {
    const copy = join(folder, 'hub.db')
    await copySqliteFile(file, copy)
    const store = await openSqliteStore(copy, async () => undefined, { evenIfMoved: true })
    try {
      const hub = await readMeta(store.store, 'id')
      if (hub === null) throw new SetupError('There is no desk in this file.')
      return await work({ store, hub })
    } finally {
      await store.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Fills, verifies, and finishes: what is different from the file is written down last, with the end of the filling. */
const fill = async (
  kind: string,
  { store: from, hub }: Source,
  to: OpenStore,
  progress: Progress,
  finish: (db: Reader) => Promise<void>,
  closeSource: (digest: Digest) => Promise<void> = async () => undefined,
): Promise<Digest> => {
  if ((await beginFilling(to, `${kind} ${hub}`, hub)) === 'over')
    throw new SetupError('This store holds that desk already. Take an empty one.')
  await copyFeed(from, to, progress)
  await copyTables(from, to)
  const there = await digest(from.store)
  const [difference] = differences(there, await digest(to.store))
  if (difference !== undefined)
    throw new SetupError(`The copy is not the same as the file: ${difference}. Take an empty store.`)
  await closeSource(there)
  await to.transact(async (db) => {
    await finish(db)
    await dropMeta(db, 'moving')
  })
  return there
}

type Arguments = { file: string; to: OpenStore; now: number; progress: Progress }

/**
 * A backup into an empty store. Its generation is a new one: whoever knows more of the feed than the backup stops, and
 * asks, and nothing is overwritten. It grows by the clock, so that two restores of one backup are two generations.
 */
export const restore = ({ file, to, now, progress }: Arguments): Promise<Digest> =>
  withCopyOf(file, (source) =>
    fill('restore', source, to, progress, async (db) => {
      const before = Number((await readMeta(db, 'generation')) ?? 1)
      await setMeta(db, 'generation', String(Math.max(before + 1, Math.floor(now / 1000))))
    }),
  )

/** `closeSource` runs when everything is over and the same, before the new desk opens for anybody. */
type Adoption = Omit<Arguments, 'now'> & { closeSource?: (digest: Digest) => Promise<void> }

/**
 * A desk of the app into an empty store, as a desk of its own: whoever has the one in the app may join this one beside it.
 * Computers and invitations stay behind; people keep their passphrases. The file itself is not written to here: where it is the
 * app's own, `closeSource` closes it.
 */
export const adopt = ({ file, to, progress, closeSource }: Adoption): Promise<Digest> =>
  withCopyOf(file, (source) =>
    fill(
      'adopt',
      source,
      to,
      progress,
      async (db) => {
        for (const table of ['devices', 'tokens', 'invitations', 'tries', 'places'] as const)
          await db.deleteFrom(table).execute()
        for (const key of ['id', 'desk', 'secret']) await setMeta(db, key, randomUUID())
        await setMeta(db, 'generation', '1')
      },
      closeSource,
    ),
  )

/**
 * Closes a desk in the app's own folder for good, once everything that it held is elsewhere: the app then says that it
 * moved. Refused while the app has it open.
 */
export const closeForGood = async (file: string, to: string, length: number): Promise<void> => {
  const store = await openSqliteStore(file, async () => undefined, { alone: true, evenIfMoved: true })
  try {
    await store.transact(async (db) => {
      if ((await lengthOfFeed(db)) !== length)
        throw new SetupError('The desk was changed meanwhile. Take an empty store, and run this again.')
      await closeFeed(db)
      await setMeta(db, 'moved', to)
    })
  } finally {
    await store.close()
  }
}
