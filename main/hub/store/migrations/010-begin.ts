import { type Kysely, type Migration, sql } from 'kysely'
import { columnTypes, onPostgres } from '../column-types.ts'

/** The hub as it begins. */
export const begin: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db
    const { integer, bytes } = columnTypes(db)
    await schema
      .createTable('meta')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createTable('entries')
      .addColumn('position', integer, (column) =>
        // A sequence of PostgreSQL leaves holes; the feed allots positions itself, under its lock.
        onPostgres(db) ? column.primaryKey() : column.primaryKey().autoIncrement(),
      )
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('item', 'text')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('author', 'text', (column) => column.notNull())
      .addColumn('replica', 'text', (column) => column.notNull())
      .addColumn('seq', integer, (column) => column.notNull())
      .addColumn('at', integer, (column) => column.notNull())
      .addColumn('head', 'text', (column) => column.notNull())
      .addColumn('body', bytes, (column) => column.notNull())
      .addColumn('accepted_at', integer, (column) => column.notNull())
      .addColumn('chain', 'text')
      .execute()
    await schema.createIndex('entries_of_item').on('entries').columns(['item', 'kind', 'position']).execute()
    await schema
      .createTable('refusals')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('fault', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createTable('items')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('chain', 'text')
      .addColumn('due_at', integer)
      .addColumn('page_section', 'text')
      .addColumn('shown_at', integer)
      .addColumn('left_section', 'text')
      .addColumn('begun', integer, (column) => column.notNull())
      .execute()
    await schema.createIndex('items_on_page').on('items').columns(['page_section', 'shown_at']).execute()
    await schema
      .createIndex('items_due')
      .on('items')
      .column('due_at')
      .where(sql.ref('due_at'), 'is not', null)
      .execute()
    await schema
      .createTable('revisions')
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('position', integer, (column) => column.notNull())
      .addPrimaryKeyConstraint('revisions_key', ['item', 'hash'])
      .execute()
    await schema
      .createTable('register')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('register_key', ['kind', 'id'])
      .execute()
    await schema
      .createTable('accounts')
      .addColumn('person', 'text', (column) => column.primaryKey())
      .addColumn('passphrase', 'text', (column) => column.notNull())
      .addColumn('recovery', 'text', (column) => column.notNull())
      .addColumn('failures', integer, (column) => column.notNull())
      .addColumn('blocked_until', integer, (column) => column.notNull())
      .execute()
    await schema
      .createTable('places')
      .addColumn('target', 'text', (column) => column.primaryKey())
      .addColumn('path', 'text', (column) => column.notNull())
      .execute()
    await schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('revision', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('version', integer, (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('attempts', integer, (column) => column.notNull())
      .addColumn('next_at', integer)
      .addColumn('receipt', 'text')
      .addColumn('fault', 'text')
      .addColumn('created_at', integer, (column) => column.notNull())
      .execute()
    await schema.createIndex('deliveries_due').on('deliveries').columns(['status', 'next_at']).execute()
  },
}
