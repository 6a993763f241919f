/**
 * Moves a desk from one store to another: SQLite to PostgreSQL and back. It may be ended at any moment and run again; it
 * goes on where it was. The order of its steps makes sure that there are never two stores that take in entries: the
 * target takes in nothing before the source has been closed.
 */
import { SetupError } from '../server/config.ts'
import { closeFeed } from '../store/moved.ts'
import { type Digest, differences, digest } from '../store/rows.ts'
import type { OpenStore } from '../store/store.ts'
import { beginFilling, copyFeed, copyTables, type Progress } from './fill.ts'
import { dropMeta, readMeta, setMeta } from './meta.ts'

export type Moved = { digest: Digest; outcome: 'moved' | 'was-moved' }

type Arguments = {
  from: OpenStore
  to: OpenStore
  /** Where the desk goes, as the source says it afterwards. Never a password. */
  toName: string
  progress: Progress
}

/**
 * Moves the desk of `from` to `to`, which is empty or was half filled by the same move, and answers a hash over everything that
 * arrived; `was-moved` where an earlier run had finished. The source is closed for good on the way. Throws a SetupError that says
 * why it cannot be moved, or where the copy differs; a target that differs is not used.
 */
export const move = async ({ from, to, toName, progress }: Arguments): Promise<Moved> => {
  const hub = await readMeta(from.store, 'id')
  if (hub === null) throw new SetupError('There is no desk in the source.')
  if ((await readMeta(from.store, 'moving')) !== null)
    throw new SetupError('The source is half full itself. Finish what began to fill it first.')
  const gone = await readMeta(from.store, 'moved')
  if (gone !== null && gone !== toName) throw new SetupError(`This desk was moved to ${gone}.`)
  if ((await beginFilling(to, `move ${hub}`, hub)) === 'over') {
    if (gone === null)
      throw new SetupError('The target holds this desk already, and no move brought it there.')
    return { digest: await digest(to.store), outcome: 'was-moved' }
  }

  await copyFeed(from, to, progress)
  // From here on the source says no to whoever still has it open.
  await from.transact(async (db) => {
    await closeFeed(db)
    await setMeta(db, 'moved', toName)
  })
  // What was accepted while the rest was copied.
  await copyFeed(from, to, progress)
  await copyTables(from, to)

  const there = await digest(from.store)
  const [difference] = differences(there, await digest(to.store))
  if (difference !== undefined)
    throw new SetupError(`The copy is not the same as the source: ${difference}. The target is not used.`)
  await to.transact((db) => dropMeta(db, 'moving'))
  return { digest: there, outcome: 'moved' }
}
