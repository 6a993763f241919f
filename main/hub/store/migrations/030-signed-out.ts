import type { Kysely, Migration } from 'kysely'

/** Why a device was signed out, so that whoever sits at it can be told; unknown for those of before. */
export const signedOut: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('devices').addColumn('revoked_why', 'text').execute()
  },
}
