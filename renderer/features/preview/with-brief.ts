import type { ReaderItem, ReaderPage } from '../../../shared/domain/reader-page.ts'

/**
 * The page with one brief as it is being written: at its own place when it will be out by then, in its working copy
 * instead of the approved one. `out` is when readers get it, ms UTC; null while it has no time, and then it is shown
 * as if it went out at the moment of the page, because that is what its writer came to see.
 */
export const withBrief = (
  page: ReaderPage,
  brief: Pick<ReaderItem, 'item' | 'copy'>,
  out: number | null,
): ReaderPage => {
  const others = page.briefs.filter(({ item }) => item !== brief.item)
  const there = page.briefs.find(({ item }) => item === brief.item)
  if (!there && out !== null && out > page.at) return page
  const shownAt = there?.shownAt ?? Math.min(out ?? page.at, page.at)
  const at = there ? page.briefs.indexOf(there) : others.filter((other) => other.shownAt > shownAt).length
  return { ...page, briefs: others.toSpliced(at, 0, { ...brief, shownAt }) }
}
