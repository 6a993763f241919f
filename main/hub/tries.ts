/**
 * What guessing costs. After some wrong answers each further one is followed by a wait that grows, up to a quarter of an
 * hour: at most ten wrong answers for one account in fifteen minutes (quality.md, S16). It is kept in rows, so a restart
 * forgives nothing, and it is asked for at sign-in only: whoever is signed in is never locked out by it.
 */
import { FaultError } from '../../shared/errors.ts'
import type { HubContext } from './context.ts'

/** Seconds after the sixth, seventh, ... wrong answer. */
const WAITS = [2, 4, 30, 240, 900]
const FREE = 5
/** A whole desk behind one address mistypes more than one person. */
const FREE_OF_ADDRESS = 20
/** What was long ago counts less: one wrong answer is forgotten every minute. */
const FORGOTTEN = 60_000
/** After a day without a wrong answer a key begins anew; the longest wait is long over by then. */
const REMEMBERED = 86_400_000

/** How long to wait after so many wrong answers, ms. */
export const waitAfter = (failures: number, free = FREE): number =>
  failures <= free ? 0 : (WAITS[Math.min(failures - free, WAITS.length) - 1] ?? 0) * 1000

export type Tries = {
  /** Milliseconds until this key may try again; 0: now. */
  blockedFor(key: string): Promise<number>
  /** Counts a wrong answer and answers the wait that it costs, ms. */
  failed(key: string): Promise<number>
  forget(key: string): Promise<void>
}

/** The key of an address: of IPv6 the half that a household or an office gets. */
export const addressKey = (address: string): string => {
  const plain = address.replace(/^::ffff:/, '')
  return `address ${plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain}`
}

export const createTries = (hub: HubContext): Tries => ({
  async blockedFor(key) {
    const row = await hub.store
      .selectFrom('tries')
      .select('blocked_until')
      .where('key', '=', key)
      .executeTakeFirst()
    return Math.max(0, (row?.blocked_until ?? 0) - hub.clock.now())
  },

  failed: (key) =>
    hub.transact(async (db) => {
      const now = hub.clock.now()
      const found = await db.selectFrom('tries').selectAll().where('key', '=', key).executeTakeFirst()
      const address = key.startsWith('address ')
      const forgotten = found && address ? Math.floor((now - found.at) / FORGOTTEN) : 0
      const failures = Math.max(0, (found?.failures ?? 0) - forgotten) + 1
      const wait = waitAfter(failures, address ? FREE_OF_ADDRESS : FREE)
      const row = { failures, blocked_until: wait === 0 ? 0 : now + wait, at: now }
      // Whoever makes up names must not fill the store with them.
      await db
        .deleteFrom('tries')
        .where('at', '<', now - REMEMBERED)
        .execute()
      await db
        .insertInto('tries')
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute()
      return wait
    }),

  async forget(key) {
    await hub.transact((db) => db.deleteFrom('tries').where('key', '=', key).execute())
  },
})

/** Refuses an address that guessed too often. */
export const assertFree = async (tries: Tries, address: string): Promise<void> => {
  const wait = await tries.blockedFor(addressKey(address))
  if (wait > 0) throw new FaultError('too-many-tries', { wait: Math.ceil(wait / 1000) })
}
