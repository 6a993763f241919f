/** How a post stands against what was delivered: whether readers have it, with which words, and with which time. */
import type { TargetStatus } from '../../../shared/domain/delivery.ts'
import type { Release } from '../../../shared/formats/release.ts'
import { postHash, postMoment } from '../../../shared/formats/wordpress.ts'
import { wordsHash } from '../../../shared/formats/wordpress-mark.ts'
import type { Delivery } from './target.ts'
import { markOf, momentOf, type Post } from './wordpress-posts.ts'

/** For readers, or about to be; everything else is out of their sight. */
export const isOut = ({ status }: Post): boolean => status === 'publish' || status === 'future'

/** What is done so that readers get it, now or at its time. */
const FOR_READERS: ReadonlySet<Delivery['action']> = new Set(['publish', 'update', 'schedule'])

/** WordPress keeps no parts of a second. */
export const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000

/** So late is a hub that is awake, ms: a second or two, on a machine that is busy. */
const HUB_LATE = 60_000

/**
 * The times that a release may bear, the right one first: its own; and the one that it lay ready for, because a hub that was late
 * does not make the site late. Not where that was taken back, where somebody chose what readers see, or where it was out before.
 */
export const momentsOf = (
  release: Release,
  { aheadAt, takenBack }: Pick<Delivery, 'aheadAt' | 'takenBack'>,
): readonly [number, ...number[]] => {
  const at = postMoment(release)
  const asHanded =
    aheadAt != null && takenBack !== true && release.shownAt === release.releasedAt && at >= aheadAt
  if (!asHanded) return [at]
  return at - aheadAt < HUB_LATE ? [aheadAt, at] : [at, aheadAt]
}

/** Whether a post bears a time that is none of its release's: one that it had before, brought by a call that was slow, not lost. */
export const isMisdated = (
  post: Post,
  { release, ...ahead }: Pick<Delivery, 'aheadAt' | 'takenBack'> & { release: Release },
): boolean => !momentsOf(release, ahead).some((at) => momentOf(post) === wholeSecond(at))

/** Of the words that a post has now. */
export const hashOf = (post: Post): string =>
  wordsHash({ title: post.title.raw, content: post.content.raw, excerpt: post.excerpt.raw })

/**
 * Whether a post holds what was delivered as this release. Of one version there may have been other words before: what lay
 * ready and was decided anew. What people of the site made of them since does not count.
 */
export const holds = (post: Post, release: Release): boolean => {
  const mark = markOf(post)
  if (mark === null || mark.version < release.version || mark.off) return false
  return mark.hash === null || mark.hash === postHash(release)
}

/** What a site says of a delivery by its post; null: it has none. */
export const standingOf = (
  post: Post | null,
  {
    release,
    version,
    action,
    aheadAt = null,
    takenBack = false,
  }: Pick<Delivery, 'release' | 'version' | 'action' | 'aheadAt' | 'takenBack'>,
): TargetStatus => {
  if (post === null) return { state: 'gone', when: null }
  const mark = markOf(post)
  if (!isOut(post)) {
    // Off by us, and not by anybody there: a call that was slow, not lost, took back what was decided anew since.
    const late = mark?.off === true && mark.version > 0 && mark.version <= version
    if (!late || !FOR_READERS.has(action)) return { state: 'gone', when: null }
    return { state: 'older', when: action === 'schedule' ? aheadAt : null }
  }
  const ours = mark !== null && mark.hash === hashOf(post)
  // Other words of the same version are older ones: they lay ready before they were decided anew.
  const older = ours && (mark.version < version || (release !== null && !holds(post, release)))
  const when = post.status === 'future' ? momentOf(post) : null
  // And so is a time that it had then, brought by a call that was slow, not lost.
  const misdated =
    ours && release !== null && action !== 'schedule' && aheadAt !== null && release.status === 'usable'
      ? isMisdated(post, { release, aheadAt, takenBack })
      : false
  if (older || (misdated && post.status === 'publish')) return { state: 'older', when }
  if (post.status === 'future') return { state: 'scheduled', when }
  return { state: ours && mark.version === version ? 'live' : 'changed', when: null }
}
