import type { Reader } from '../store/tables.ts'

/** A fact that a store holds about itself, or null. */
export const readMeta = async (db: Reader, key: string): Promise<string | null> =>
  (await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst())?.value ?? null

export const setMeta = async (db: Reader, key: string, value: string): Promise<void> => {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

export const dropMeta = async (db: Reader, key: string): Promise<void> => {
  await db.deleteFrom('meta').where('key', '=', key).execute()
}
