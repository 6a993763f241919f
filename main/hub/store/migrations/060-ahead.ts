import type { Kysely, Migration } from 'kysely'
import { columnTypes } from '../column-types.ts'

/** What lies ready at targets that schedule by themselves: for when, until when that may still be so, and how often it changed. */
export const ahead: Migration = {
  async up(db: Kysely<unknown>) {
    const { integer } = columnTypes(db)
    for (const column of ['ahead_at', 'stands_at'])
      await db.schema.alterTable('deliveries').addColumn(column, integer).execute()
    await db.schema
      .alterTable('deliveries')
      .addColumn('turn', integer, (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
