import type { Kysely, Migration } from 'kysely'

/** Which words lie ready at a target: not always those that were decided last. */
export const stands: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('deliveries').addColumn('stands_revision', 'text').execute()
  },
}
