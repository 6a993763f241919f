import { type Kysely, type Migration, sql } from 'kysely'
import { columnTypes } from '../column-types.ts'

/** When the clock has to take something off its targets; nothing of before had such a time. */
export const takenOff: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('items').addColumn('off_at', columnTypes(db).integer).execute()
    await db.schema
      .createIndex('items_to_take_off')
      .on('items')
      .column('off_at')
      .where(sql.ref('off_at'), 'is not', null)
      .execute()
  },
}
