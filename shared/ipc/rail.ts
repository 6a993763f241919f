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

export const RAIL_REQUESTS = {
  /**
   * The page of a section exactly as readers will have it at `at` (ms UTC) if nobody decides anything more, and what it is
   * without; null is now, and stays now. `page.at` shows what writers hope for; this shows what the hub will do.
   */
  'rail.at': {
    input: z.strictObject({ section: z.string(), at: z.int().nullable(), lead: Id.nullable() }),
    output: z.strictObject({ page: ReaderPage, without: z.array(Without) }),
  },
} as const
