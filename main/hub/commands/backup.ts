/** A backup of a desk in one file, while its hub runs: the same file whichever database it comes from. */
import { existsSync } from 'node:fs'
import { chmod, rename, rm } from 'node:fs/promises'
import { SetupError } from '../server/config.ts'
import {
  atOneMoment,
  type Digest,
  differences,
  digest,
  feedBatches,
  putFeed,
  replaceTables,
} from '../store/rows.ts'
import { copySqliteFile, finishSqliteFile, openSqliteStore } from '../store/sqlite.ts'
import type { OpenStore } from '../store/store.ts'
import { withCopyOf } from './restore.ts'

/** Where the desk is: the file of a store, or a store that is open. */
export type BackupFrom = { file: string } | { store: OpenStore }

/** All of a store at one moment, into a file that is not there yet. */
const copyStore = async ({ store }: OpenStore, draft: string): Promise<void> => {
  const to = await openSqliteStore(draft, async () => undefined)
  try {
    await atOneMoment(store, async (from) => {
      for await (const rows of feedBatches(from, 0)) await to.transact((db) => putFeed(db, rows))
      await to.transact((db) => replaceTables(from, db))
      const [difference] = differences(await digest(from), await digest(to.store))
      if (difference !== undefined) throw new SetupError(`The backup is not the same: ${difference}.`)
    })
  } finally {
    await to.close()
  }
  finishSqliteFile(draft)
}

/** Writes a backup and answers what is in it. It gets its name when it was opened again and looked through. */
export const backUp = async (from: BackupFrom, file: string): Promise<Digest> => {
  if (existsSync(file)) throw new SetupError('This file is there already. Name one that is not.')
  const draft = `${file}.unverified`
  const clear = () =>
    Promise.all(['', '-wal', '-shm', '-journal'].map((suffix) => rm(draft + suffix, { force: true })))
  // What a killed attempt left behind must not be taken for the beginning of this one.
  await clear()
  try {
    if ('file' in from) await copySqliteFile(from.file, draft)
    else await copyStore(from.store, draft)
    const found = await withCopyOf(draft, ({ store }) => digest(store.store))
    // It holds all of the copy, and the hashes of passphrases.
    await chmod(draft, 0o600)
    await rename(draft, file)
    return found
  } finally {
    await clear()
  }
}
