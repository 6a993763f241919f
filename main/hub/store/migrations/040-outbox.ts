import type { Kysely, Migration } from 'kysely'
import { columnTypes } from '../column-types.ts'

/** How far a delivery came, when it is given up by itself, and what its target said of it afterwards. */
export const outbox: Migration = {
  async up(db: Kysely<unknown>) {
    const { integer } = columnTypes(db)
    const add = (column: string): Promise<void> =>
      db.schema.alterTable('deliveries').addColumn(column, integer).execute()
    for (const column of ['dead_at', 'formatted_at', 'sent_at', 'accepted_at', 'check_at', 'checks'])
      await add(column)
    await db.schema.alterTable('deliveries').addColumn('seen', 'text').execute()
    await db.schema.createIndex('deliveries_of_item').on('deliveries').columns(['item', 'target']).execute()
    await db.schema.createIndex('deliveries_to_check').on('deliveries').columns(['check_at']).execute()
  },
}
