/** Filling an empty store from another one, a batch at a time, so that it can be ended at any moment and run again. */
import { lengthOfFeed } from '../feed.ts'
import { SetupError } from '../server/config.ts'
import { feedBatches, putFeed, replaceTables } from '../store/rows.ts'
import type { OpenStore } from '../store/store.ts'
import { readMeta, setMeta } from './meta.ts'

/** Hears how many entries of the feed are over, of how many. */
export type Progress = (over: number, of: number) => void

type Source = Pick<OpenStore, 'store'>

/**
 * Makes a store ours to be filled: an empty one, or one that the same filling began with. `name` is the filling's,
 * `hub` the hub that it brings; `over` when that hub is there already. Until it is done no hub opens the store.
 */
export const beginFilling = async (to: OpenStore, name: string, hub: string): Promise<'begun' | 'over'> =>
  await to.transact(async (db) => {
    const moving = await readMeta(db, 'moving')
    if (moving === name) return 'begun'
    if (moving !== null) throw new SetupError('This store is half full of something else. Take an empty one.')
    const there = await readMeta(db, 'id')
    if (there === hub) return 'over'
    if (there !== null || (await lengthOfFeed(db)) > 0)
      throw new SetupError('This store holds another desk. Take an empty one.')
    await setMeta(db, 'moving', name)
    return 'begun'
  })

/** Copies what the target lacks of the feed. A batch is there whole or not at all. */
export const copyFeed = async (from: Source, to: OpenStore, progress: Progress): Promise<void> => {
  const length = await lengthOfFeed(from.store)
  for await (const rows of feedBatches(from.store, await lengthOfFeed(to.store))) {
    await to.transact((db) => putFeed(db, rows))
    progress(rows.at(-1)?.position ?? 0, length)
  }
}

export const copyTables = (from: Source, to: OpenStore): Promise<void> =>
  to.transact((db) => replaceTables(from.store, db))
