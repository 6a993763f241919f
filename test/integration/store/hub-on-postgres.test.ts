/**
 * The tests of the hub that ask most of a database once more, on PostgreSQL: who arrives, and what is ruled. Every
 * store that they open is a database of its own.
 */
import { afterAll, vi } from 'vitest'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { openPostgresStore } from '../../../main/hub/store/postgres.ts'
import type { SqliteStore } from '../../../main/hub/store/sqlite.ts'
import { startPostgres } from '../../support/postgres.ts'

const stores = vi.hoisted(() => ({ urlOf: async (_path: string): Promise<string> => '' }))

const open = async (url: string) =>
  await openPostgresStore({
    url,
    schema: 'kopij',
    clock: nodeClock,
    log: () => undefined,
    connections: 4,
  })

vi.mock(import('../../../main/hub/store/sqlite.ts'), async (original) => ({
  ...(await original()),
  openSqliteStore: async (path: string): Promise<SqliteStore> => ({
    ...(await open(await stores.urlOf(path))),
    backup: async () => undefined,
  }),
}))

const postgres = await startPostgres()
afterAll(async () => {
  await postgres.remove()
})

// Tables are made once and copied: making them takes longer than most of the tests.
await (await open(await postgres.makeDatabase('pattern'))).close()
const urls = new Map<string, Promise<string>>()
stores.urlOf = (path) => {
  const known = urls.get(path) ?? postgres.makeDatabase(`desk${urls.size}`, 'pattern')
  urls.set(path, known)
  return known
}

// Imported here, and not at the top, because they open their stores by the name that was put in place above.
await import('../hub/arrivals.test.ts')
await import('../hub/rulings.test.ts')
