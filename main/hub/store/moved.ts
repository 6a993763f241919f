/** A desk that was moved to another store: the one that it left takes in nothing any more, and says where it went. */
import { type Kysely, sql } from 'kysely'
import { FaultError } from '../../../shared/errors.ts'
import { onPostgres } from './column-types.ts'
import type { Store } from './store.ts'
import type { Reader } from './tables.ts'

/** What the database says to whoever would add to a feed that is closed. */
export const FEED_CLOSED = 'desk-moved'

/** Throws `desk-moved` with where it went. */
export const assertNotMoved = async (store: Store): Promise<void> => {
  const moved = await store.selectFrom('meta').select('value').where('key', '=', 'moved').executeTakeFirst()
  if (moved) throw new FaultError('desk-moved', { to: moved.value })
}

/**
 * Closes a feed for good: whoever still has the store open, a process that was forgotten included, can add nothing to
 * it. Runs in the transaction that says where the desk went.
 */
export const closeFeed = async (db: Reader): Promise<void> => {
  if (!onPostgres(db as unknown as Kysely<unknown>)) {
    await sql`create trigger if not exists feed_closed before insert on entries
      begin select raise(abort, ${sql.lit(FEED_CLOSED)}); end`.execute(db)
    return
  }
  await sql`create or replace function feed_closed() returns trigger language plpgsql as
    $$ begin raise exception ${sql.lit(FEED_CLOSED)}; end $$`.execute(db)
  await sql`drop trigger if exists feed_closed on entries`.execute(db)
  await sql`create trigger feed_closed before insert on entries
    for each statement execute function feed_closed()`.execute(db)
}
