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
  const counted = new WeakSet<object>()
  const count = (query: object): void => {
    if (counted.has(query)) return
    counted.add(query)
    counts.queries += 1
  }
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      count(queryId)
      return node
    },
    // A statement that came ready does not pass above.
    transformResult({ result, queryId }) {
      count(queryId)
      return Promise.resolve(result)
    },
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
