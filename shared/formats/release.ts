/**
 * What a format renders: one revision on its way out, with everything about it that receivers get to know and
 * that is not in the copy itself.
 */
import type { Agency } from '../domain/agency.ts'
import type { Copy } from '../domain/copy.ts'
import type { Id, RevisionHash } from '../ids.ts'

/** `usable` is news; `canceled` is a kill: receivers take the item off their pages (standards, section 3). */
export type ReleaseStatus = 'usable' | 'canceled'

/**
 * A release of an item. All times are ms since 1970 UTC.
 * The number `version` rises with every release of the item, a kill included, and is never used again for other content.
 */
export type Release = {
  item: Id
  copy: Copy
  /** 1 or higher. */
  version: number
  revision: RevisionHash
  firstCreatedAt: number
  releasedAt: number
  /** What readers' ages count from. */
  shownAt: number
  embargoUntil: number | null
  status: ReleaseStatus
  /** What it is to the version before it, or to the item that it follows; absent or null for what is new. */
  signal?: 'correction' | 'update' | null
  /** The URI of the item that this one follows as an update (standards, section 3). */
  follows?: string | null
  /** To the receiving desk, in the language of the copy: what was corrected, or why it was killed. May be empty. */
  note: string
  sectionName: string
  /** The desk's register, for the names behind the credits. */
  agencies: readonly Agency[]
  deskName: string
  /** IANA zone in which readers are told the time. */
  zone: string
}

/**
 * A section's page on its way out: its lead and its briefs, in the order in which readers have them. It has an
 * identity and versions of its own, apart from those of the items on it.
 */
export type PageRelease = {
  page: Id
  /** 1 or higher; rises with every release of the page. */
  version: number
  section: string
  sectionName: string
  releasedAt: number
  firstCreatedAt: number
  language: string
  deskName: string
  lead: Release | null
  briefs: readonly Release[]
}
