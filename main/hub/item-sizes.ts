/**
 * How much was written in items, so that no item grows without end (quality.md, S20). Counted in bytes of updates, as the
 * hub keeps them. What is remembered here may be too much or too little; nothing is refused before it was counted anew.
 */
import { LARGEST_ITEM } from '../../shared/sync/calls.ts'
import type { Reader } from './store/tables.ts'

/** Other processes write in the same items: after so many bytes of its own each counts again. */
const COUNT_AGAIN = 1_000_000
/** More items than this are not remembered; the one that was asked for longest ago makes room. */
const MOST = 10_000

export type ItemSizes = {
  /** Counts those of these items that are not known yet: one question for all of them. */
  learn(db: Reader, items: readonly string[]): Promise<void>
  /** Whether so many bytes more may not fit; then `fits` says whether they do. */
  mayBeFull(item: string, bytes: number): boolean
  /** Whether so many bytes more fit. `flush` writes down what this transaction accepted so far. */
  fits(db: Reader, item: string, bytes: number, flush: () => Promise<void>): Promise<boolean>
  add(item: string, bytes: number): void
}

export const createItemSizes = (largest: number = LARGEST_ITEM): ItemSizes => {
  const known = new Map<string, { bytes: number; own: number }>()

  const count = async (db: Reader, items: readonly string[]): Promise<void> => {
    const rows = await db
      .selectFrom('entries')
      .select(['item', (select) => select.fn.sum(select.fn<number>('length', ['body'])).as('bytes')])
      .where('item', 'in', items)
      .where('kind', '=', 'update')
      .groupBy('item')
      .execute()
    const found = new Map(rows.map(({ item, bytes }) => [item, Number(bytes)]))
    for (const item of items) {
      known.delete(item)
      known.set(item, { bytes: found.get(item) ?? 0, own: 0 })
    }
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break
      known.delete(oldest)
    }
  }

  return {
    async learn(db, items) {
      const missing = [...new Set(items)].filter(
        (item) => (known.get(item)?.own ?? COUNT_AGAIN) >= COUNT_AGAIN,
      )
      if (missing.length > 0) await count(db, missing)
    },
    mayBeFull: (item, bytes) => (known.get(item)?.bytes ?? 0) + bytes > largest,
    async fits(db, item, bytes, flush) {
      if ((known.get(item)?.bytes ?? 0) + bytes <= largest) return true
      await flush()
      await count(db, [item])
      return (known.get(item)?.bytes ?? 0) + bytes <= largest
    },
    add(item, bytes) {
      const one = known.get(item)
      if (!one) return
      one.bytes += bytes
      one.own += bytes
    },
  }
}
