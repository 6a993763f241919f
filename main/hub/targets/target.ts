/**
 * What the hub's deliveries know of a target. An adapter for one kind of backend stands beside this file; which
 * deliveries there are, in what order, and when they are tried again is decided elsewhere.
 */
import type { Clock } from '../../../shared/clock.ts'
import type { TargetStatus } from '../../../shared/domain/delivery.ts'
import type { TargetSettings } from '../../../shared/domain/target.ts'
import type { PageRelease, Release } from '../../../shared/formats/release.ts'
import type { Id } from '../../../shared/ids.ts'
import type { TargetFetch } from './http.ts'

/** A file for a target: its name without any folder, its text, encoded as UTF-8, and what it is. */
export type TargetFile = { name: string; text: string; mediaType?: string }

/** The files about one subject, as a target that takes files gets them. */
export type FileDelivery = {
  /** Deterministic: the same delivery has the same key on every attempt (design: "Deliveries"). */
  key: string
  /** What the files are about: an item, or the page of a section (`page-<section>`). */
  subject: string
  /** Rises with every delivery about the subject; an older one never replaces a newer. */
  version: number
  /**
   * What the target has of the subject afterwards: what was delivered for it before and is not among the files any more, is
   * taken away. A correction may bring a new name.
   */
  files: readonly TargetFile[]
  /** Further names that go, as far as Kopij wrote them, whatever subject they were about. */
  remove?: readonly string[]
}

/**
 * Something to be delivered: an item (`release`), or the page of a section (`page`). Exactly one of the two is there.
 * `update` is a publish of what the target has already; both find out by themselves what is there, and rely on neither.
 */
export type Delivery = FileDelivery & {
  action: 'publish' | 'update' | 'kill' | 'unpublish' | 'schedule' | 'unschedule'
  /**
   * Of `schedule`: when the target is to bring it out by itself, ms UTC; `unschedule` takes that back, and is the same as
   * nothing where nothing was there. Of all others: when it was to, where it ever lay ready there. Only targets of a kind that
   * schedules itself (shared/domain/target-ahead.ts) ever get one of the two.
   */
  aheadAt?: number | null
  /** Of what lay ready: it was taken back since, whether that arrived or not, and that time is nothing to readers. */
  takenBack?: boolean
  release: Release | null
  page: PageRelease | null
  /** What the target answered about the subject before, newest first; empty when it never had it. */
  before: readonly Receipt[]
}

/** The backend's own name for what it holds now, and where that is, as everybody at the desk may read it. */
export type Receipt = {
  id: string
  address: string
  /** Which backend answered it, where a target may move to another and its names mean something else there. Kept, and not shown. */
  host?: string | undefined
  /** Of something that lay ready there: whether it was out already, or this delivery brought it out. */
  broughtOut?: 'site' | 'desk'
}

/**
 * A target. Everything throws a FaultError that says what is wrong with the target (`faultOfAnswer` in answers.ts
 * for answers of HTTP; `retryAfter` in params is ms to wait); any other error is a mistake of ours. They may be called at any
 * time and in any order; deliveries about one subject come one after the other.
 */
export type Target = {
  /**
   * Delivers, or finds that it was delivered already. Repeating it after a crash, at whatever step, completes what
   * was begun and never makes a second article.
   */
  deliver(delivery: Delivery): Promise<Receipt>
  /** Whether a delivery would be taken at this moment: the address, the secret, the right to write. Changes nothing. */
  check(): Promise<void>
  /**
   * How the article stands at the backend. Where it should be live and is not (a post that is still `future` after its
   * time), the deliveries send it once more, and `deliver` puts it right.
   */
  status?(receipt: Receipt, delivery: Delivery): Promise<TargetStatus>
}

/** What every adapter works with. */
export type TargetMeans<S extends TargetSettings = TargetSettings> = {
  settings: S
  /** What the admin gave and nobody reads back: a password, a key, a token. Null: none is kept. */
  secret(): Promise<string | null>
  /** The only way out over HTTP; see http.ts. */
  fetch: TargetFetch
  clock: Clock
  /** From 0 up to 1. */
  random(): number
  /** The desk's id: what marks an article as this desk's. */
  desk: Id
}
