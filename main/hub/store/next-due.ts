import { sql } from 'kysely'
import type { Reader } from './tables.ts'

/**
 * When the clock has to do something next after `now`, ms UTC; infinity when nothing is planned. One question: it is asked
 * after every decision.
 */
export const nextDue = async (db: Reader, now: number): Promise<number> => {
  const {
    rows: [next],
  } = await sql<{ due: unknown; off: unknown }>`
    select (select due_at from items where due_at > ${now} order by due_at limit 1) as "due",
      (select off_at from items where off_at > ${now} order by off_at limit 1) as "off"
  `.execute(db)
  const at = (value: unknown): number => (value == null ? Number.POSITIVE_INFINITY : Number(value))
  return Math.min(at(next?.due), at(next?.off))
}
