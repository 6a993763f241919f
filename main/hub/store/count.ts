import type { KyselyPlugin } from 'kysely'
import type { Transact } from '../bus.ts'
import type { Store } from './store.ts'

/** How often the store was asked, since the process began. */
export type StoreCounts = { queries: number; transactions: number }

/** The same store, counting: what a hub costs its database is measured and not guessed. */
export const countStore = (
  store: Store,
  transact: Transact,
): { store: Store; transact: Transact; counts: StoreCounts } => {
  const counts: StoreCounts = { queries: 0, transactions: 0 }
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      counts.queries += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  return {
    store: store.withPlugin(plugin),
    transact: (work) =>
      transact((db) => {
        counts.transactions += 1
        return work(db.withPlugin(plugin))
      }),
    counts,
  }
}
