/**
 * The page of a section as readers see it at one moment: a lead, and beside it what else is out. The window draws
 * it as a preview, `shared/formats/page.ts` writes it as a file; what stands where is decided here, once.
 */
import { z } from 'zod'
import { Id } from '../ids.ts'
import { Copy } from './copy.ts'
import { newestFirst } from './rail.ts'

/** An item on the page. `shownAt` is what its age counts from, ms UTC. */
export const ReaderItem = z.strictObject({ item: Id, copy: Copy, shownAt: z.int() })
export type ReaderItem = z.infer<typeof ReaderItem>

/**
 * The page. `section` and `sections` are names as readers see them. `language` is that of the page round the copy,
 * `at` the moment (ms UTC) that ages are counted to, `zone` the IANA zone in which the page tells the time.
 * `briefs` is the rail, in order: briefs, and leads that are not the page's lead.
 */
export const ReaderPage = z.strictObject({
  section: z.string(),
  sections: z.array(z.string()),
  deskName: z.string(),
  language: z.enum(['nl', 'en']),
  at: z.int(),
  zone: z.string(),
  lead: ReaderItem.nullable(),
  briefs: z.array(ReaderItem),
})
export type ReaderPage = z.infer<typeof ReaderPage>

/** An item that may stand on the page. `order` is its place among items of the same time, lowest first. */
export type PageCandidate = ReaderItem & { order: number }

/** What a page is made from. `lead` names the item to lead with; null leaves the choice to the page. */
export type PagePlan = Omit<ReaderPage, 'lead' | 'briefs'> & {
  lead: Id | null
  items: readonly PageCandidate[]
}

/** How many items a page shows at the most, its lead included: on every computer and on the page that targets get. */
export const PAGE_LENGTH = 60

/**
 * Lays out the page: newest first by `shownAt`; what was shown at the same time keeps its `order`. Without a named
 * lead that is among the items, the newest lead story leads; without any, the page has no lead.
 * Whether an item is out at that moment is the caller's to know: every one that comes in is put on the page, as long as
 * there is room. Nothing on a page is younger than the page.
 */
export const readerPage = ({ lead, items, ...page }: PagePlan): ReaderPage => {
  const sorted = [...items].sort(newestFirst)
  const shown = sorted.slice(0, PAGE_LENGTH)
  const first =
    sorted.find((candidate) => candidate.item === lead) ??
    shown.find((candidate) => candidate.copy.kind === 'lead')
  const readerItem = ({ item, copy, shownAt }: PageCandidate): ReaderItem => ({
    item,
    copy,
    shownAt: Math.min(shownAt, page.at),
  })
  return {
    ...page,
    lead: first === undefined ? null : readerItem(first),
    briefs: shown.filter((candidate) => candidate !== first).map(readerItem),
  }
}
