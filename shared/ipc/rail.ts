/** What readers have at a minute of the day that is planned: the requests of the rail beside the timetable. */
import { z } from 'zod'
import { ReaderPage } from '../domain/reader-page.ts'
import { Id } from '../ids.ts'

/** An item that will not be out at its time unless somebody acts; `headline` and `dateline` as rows have them. */
export const Without = z.strictObject({
  item: Id,
  /** When it was to go out, ms UTC. */
  at: z.int(),
  why: z.enum(['unapproved', 'held', 'missed']),
  headline: z.string(),
  dateline: z.array(z.string()),
})
export type Without = z.infer<typeof Without>

/** Words of an item that name another day when it appears than when they were written (shared/domain/day-words.ts). */
export const WrongDays = z.strictObject({
  item: Id,
  writtenAt: z.int(),
  /** When readers get it by its times, ms UTC. */
  appearsAt: z.int(),
  words: z.array(
    z.strictObject({
      word: z.string(),
      /** What names the day that was meant. */
      instead: z.string(),
      /** The word with what stands before it, as it is and as it would be: what `items.correct-too` takes. */
      was: z.string(),
      now: z.string(),
    }),
  ),
})
export type WrongDays = z.infer<typeof WrongDays>

export const RAIL_REQUESTS = {
  /**
   * The page of a section exactly as readers will have it at `at` (ms UTC) if nobody decides anything more, and what it is
   * without; null is now, and stays now. `page.at` shows what writers hope for; this shows what the hub will do.
   */
  'rail.at': {
    input: z.strictObject({ section: z.string(), at: z.int().nullable(), lead: Id.nullable() }),
    output: z.strictObject({ page: ReaderPage, without: z.array(Without) }),
  },
  /**
   * Items that go out between `from` and `to` (ms UTC), or of those `items`, whose words will name another day by then. At most
   * 200.
   */
  'queue.day-words': {
    input: z.strictObject({
      from: z.int(),
      to: z.int(),
      section: z.string().nullable(),
      items: z.array(Id).max(50).nullable(),
    }),
    output: z.strictObject({ found: z.array(WrongDays) }),
  },
} as const
