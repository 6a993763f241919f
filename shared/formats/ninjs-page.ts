/**
 * The page of a section as a package: one `composite` item with its lead and its briefs as associations (standards,
 * section 2, "set of briefs"). A receiver that knows no packages still has every item whole.
 */
import { itemUri } from '../ids.ts'
import { printable } from './escape.ts'
import { PAGE_PROFILE } from './kopij-names.ts'
import { STANDARD, toNinjs } from './ninjs.ts'
import { asNinjs2 } from './ninjs-two.ts'
import type { PageRelease, Release } from './release.ts'

const iso = (at: number): string => new Date(at).toISOString()

const named = (name: string, release: Release): Record<string, unknown> => {
  // An association has the standard of the item that it is in.
  const { standard: _standard, ...ninjs } = toNinjs(release)
  return { name, ...ninjs }
}

/** A page as ninjs 3.1. Associations are named `lead`, `brief-1`, `brief-2`, in the order of the page. */
export const pageNinjs = (page: PageRelease): Record<string, unknown> => ({
  uri: itemUri(page.page),
  standard: STANDARD,
  type: 'composite',
  representationType: 'full',
  profile: PAGE_PROFILE,
  version: String(page.version),
  firstCreated: iso(page.firstCreatedAt),
  versionCreated: iso(page.releasedAt),
  pubStatus: 'usable',
  language: page.language,
  title: printable(page.sectionName),
  subjects: [{ name: printable(page.sectionName), rel: 'section', literal: page.section }],
  associations: [
    ...(page.lead === null ? [] : [named('lead', page.lead)]),
    ...page.briefs.map((brief, index) => named(`brief-${index + 1}`, brief)),
  ],
  altIds: [{ role: 'kopij', value: page.page }],
})

/** A page as ninjs 2.2. */
export const pageNinjs2 = (page: PageRelease): Record<string, unknown> => asNinjs2(pageNinjs(page))
