/**
 * The WordPress target: an article as a post, over the REST API of a site as it comes, without any plugin.
 *
 * An article is begun as an empty draft that holds its place, and gets its words by that draft's number. What is lost on
 * the way can then only ever be an empty place, never a second article; and whatever is said twice is said to one post.
 * The post itself says which version it holds (wordpress-mark.ts), so that an older delivery never replaces a newer one.
 *
 * People of the site may have a hand in it as well. A slug, a picture, categories and tags that they gave a post stay.
 * Words that they changed stay until the desk sends a newer version: a correction has to arrive, and WordPress keeps
 * theirs among its revisions. A post that they took off stays off, and the desk is told: putting it back is a decision.
 *
 * What is handed over ahead of its time is the same post, with the status and the time with which WordPress's own clock brings
 * it out. Times go as UTC, so that the zone of the site does not matter; its clock does, and is looked at first.
 */
import type { WordpressSettings } from '../../../shared/domain/target.ts'
import { siteOf } from '../../../shared/domain/target-ahead.ts'
import { FaultError } from '../../../shared/errors.ts'
import type { Release } from '../../../shared/formats/release.ts'
import { postMoment, postSlug, postTags, postText } from '../../../shared/formats/wordpress.ts'
import { replaceMark } from '../../../shared/formats/wordpress-mark.ts'
import type { Delivery, Receipt, Target, TargetMeans } from './target.ts'
import { checkSite } from './wordpress-check.ts'
import { clockTrouble, MOST_AHEAD } from './wordpress-clock.ts'
import {
  findPosts,
  getPost,
  holdPlace,
  markOf,
  momentOf,
  type Post,
  savePost,
  trashPost,
} from './wordpress-posts.ts'
import { openSite, type Site } from './wordpress-site.ts'
import { hashOf, holds, isMisdated, isOut, momentsOf, standingOf, wholeSecond } from './wordpress-standing.ts'
import { categoryOf, tagsOf } from './wordpress-terms.ts'

/**
 * What is to come out in less than a minute comes out at once (wp_insert_post): so long before, ms, nothing is laid ready any more.
 * The rest is for a clock that is ahead as far as it may be, and for a call that arrives long after it was given up.
 */
const AT_ONCE = 60_000 + MOST_AHEAD + 55_000

/** As WordPress takes it in `date_gmt`: UTC, without saying so. */
const utc = (at: number): string => new Date(at).toISOString().slice(0, 19)

/** Of what a site says where a post is, only what a browser may open. */
const addressOf = (post: Post, url: string): string =>
  /^https?:\/\/[^\s<>"]+$/iu.test(post.link) && post.link.length <= 2000 ? post.link : `${url}/?p=${post.id}`

/** Terms of the post that are not ours stay; ours become what they are now. */
const termsNow = (there: readonly number[], before: readonly number[], now: readonly number[]): number[] => [
  ...new Set([...there.filter((id) => !before.includes(id)), ...now]),
]

/** A delivery about an item. */
type OfItem = Pick<Delivery, 'before' | 'aheadAt' | 'takenBack'> & { release: Release }

const same = (some: readonly number[], others: readonly number[]): boolean =>
  some.length === others.length && some.every((id) => others.includes(id))

/** Whether nothing is left of an item: no release without any words was ever let out. */
const isErased = ({ copy }: Release): boolean =>
  copy.headline === '' && copy.slug === '' && copy.body.length === 0

export const wordpressTarget = (means: TargetMeans<WordpressSettings>): Target => {
  const { settings, clock } = means
  const url = settings.url.replace(/\/+$/u, '')
  const receiptOf = (post: Post): Receipt => ({
    ...{ id: String(post.id), address: addressOf(post, url), host: siteOf({ settings }) },
  })

  const termsOf = async (site: Site, release: Release): Promise<{ categories: number[]; tags: number[] }> => {
    const { section } = release.copy
    const name = (settings.categories[section] ?? release.sectionName).trim()
    return {
      categories: name === '' ? [] : [await categoryOf(site, name)],
      tags: settings.tags ? await tagsOf(site, postTags(release)) : [],
    }
  }

  /** Brings a post out at its time. Their clock decides what is "later", and may be behind ours. */
  const bringOut = async (
    site: Site,
    post: Post,
    fields: Record<string, unknown>,
    at: number,
  ): Promise<Post> => {
    const later = at > clock.now()
    const status = later ? 'future' : 'publish'
    const saved = await savePost(site, post.id, { ...fields, status, date_gmt: utc(at) })
    if (later || saved.post.status !== 'future') return saved.post
    const passed = Number.isNaN(saved.savedAt) ? at : Math.min(at, saved.savedAt - 1000)
    return (await savePost(site, post.id, { status: 'publish', date_gmt: utc(passed) })).post
  }

  /** Throws where a clock of the site may not be trusted with a time; neither with this one nor with one that it was given before. */
  const assertClock = async (site: Site, which: keyof Site['clocks'], post: Post | null): Promise<void> => {
    const trouble = clockTrouble(site.clocks[which])
    if (trouble === null) return
    if (post !== null && isOut(post)) await withdraw(site, post)
    const { host } = site
    if (trouble.off === null) throw new FaultError('target-clock-unknown', { host })
    throw new FaultError('target-clock-off', { host, seconds: Math.round(trouble.off / 1000) })
  }

  /** Lets the site bring a post out at its time. Throws where its own clock is not to be trusted with that. */
  const layReady = async (
    site: Site,
    post: Post,
    fields: Record<string, unknown>,
    at: number,
  ): Promise<Post> => {
    if (at - clock.now() < AT_ONCE) throw new FaultError('target-timeout', { host: site.host })
    // It says what time it is with whatever it saves: first something that changes nothing, unless it holds a time already.
    if (!site.clocks.own && post.status !== 'future')
      await savePost(site, post.id, { categories: post.categories })
    if (post.status !== 'future') await assertClock(site, 'own', post)
    const saved = await savePost(site, post.id, { ...fields, status: 'future', date_gmt: utc(at) })
    await assertClock(site, 'own', saved.post)
    if (saved.post.status === 'future') return saved.post
    await withdraw(site, saved.post)
    throw new FaultError('target-clock-unknown', { host: site.host })
  }

  /** Writes a release into its post, or into a new one; `settle` says what becomes of the post then. */
  const write = async (
    site: Site,
    release: Release,
    found: Post | null,
    settle: typeof bringOut = bringOut,
  ): Promise<Post> => {
    // What may be refused comes first: no place is held for an article that has no category to go to.
    const terms = await termsOf(site, release)
    const post = found ?? (await holdPlace(site, release, terms))
    const mark = markOf(post)
    // WordPress puts a draft without a category into one of its own choice; that is nobody's.
    const before = mark?.version === 0 ? [...post.categories, ...post.tags] : (mark?.terms ?? [])
    const categories = termsNow(post.categories, before, terms.categories)
    const tags = termsNow(post.tags, before, terms.tags)
    // WordPress saves words and terms one after the other, and may go down in between. Terms first, and apart: while the
    // words are the old ones, so is what they say about terms.
    if (!same(categories, post.categories) || !same(tags, post.tags))
      await savePost(site, post.id, { categories, tags })
    const fields = {
      ...postText(release, { off: false, terms: [...terms.categories, ...terms.tags] }),
      ...(settings.author === null ? {} : { author: settings.author }),
      // Out of the trash it gets its address back; otherwise the one that it has stays, whatever the headline says now.
      ...(post.slug.endsWith('__trashed') ? { slug: post.slug.slice(0, -'__trashed'.length) } : {}),
    }
    return await settle(site, post, fields, postMoment(release))
  }

  /** Throws what keeps a release from the post that there is. */
  const assertFree = (site: Site, post: Post, release: Release): void => {
    const mark = markOf(post)
    if (mark !== null && mark.version > release.version) throw hasNewer(site)
    // Off, and not by us.
    if (!isOut(post) && !(mark?.off ?? false)) throw new FaultError('target-taken-down', { host: site.host })
  }

  const publish = async (site: Site, delivery: OfItem): Promise<Receipt> => {
    const { release, before, aheadAt } = delivery
    const { post } = await findPosts(site, release, before, 'post')
    if (post === null) return receiptOf(await write(site, release, null))
    assertFree(site, post, release)
    const lay = aheadAt != null && markOf(post)?.off === false
    const found: Pick<Receipt, 'broughtOut'> = lay
      ? { broughtOut: post.status === 'publish' ? 'site' : 'desk' }
      : {}
    if (!holds(post, release)) return { ...receiptOf(await write(site, release, post)), ...found }
    const [at] = lay ? momentsOf(release, delivery) : [postMoment(release)]
    const waits = post.status === 'future' && (at <= clock.now() || momentOf(post) !== wholeSecond(at))
    if (waits || (lay && isMisdated(post, delivery)))
      return { ...receiptOf(await bringOut(site, post, {}, at)), ...found }
    return { ...receiptOf(post), ...found }
  }

  /** Back to a draft, with every word that is there. */
  const withdraw = async (site: Site, post: Post): Promise<Post> => {
    const mark = markOf(post)
    const content =
      mark === null || mark.off ? {} : { content: replaceMark(post.content.raw, { ...mark, off: true }) }
    return (await savePost(site, post.id, { ...content, status: 'draft' })).post
  }

  const schedule = async (site: Site, { release, before }: OfItem): Promise<Receipt> => {
    const at = postMoment(release)
    const { post } = await findPosts(site, release, before, 'post')
    await assertClock(site, 'front', post)
    if (post === null) return receiptOf(await write(site, release, null, layReady))
    assertFree(site, post, release)
    if (post.status === 'future' && momentOf(post) === wholeSecond(at) && holds(post, release))
      return receiptOf(post)
    // The site was first with what it was told before: readers had it, and lose it until its time.
    const wasOut = post.status === 'publish' ? ({ broughtOut: 'site' } as const) : {}
    const lies = holds(post, release)
      ? await layReady(site, post, {}, at)
      : await write(site, release, post, layReady)
    return { ...receiptOf(lies), ...wasOut }
  }

  /** Whatever lies ready does so no more; where the site was first, readers lose it again, because the desk decided so. */
  const unschedule = async (site: Site, { release, before }: OfItem): Promise<Receipt> => {
    const { post } = await findPosts(site, release, before, 'post')
    if (post === null) return before[0] ?? nowhere
    const mark = markOf(post)
    if (mark !== null && mark.version > release.version) throw hasNewer(site)
    if (!isOut(post)) return receiptOf(mark === null || mark.off ? post : await withdraw(site, post))
    const wasOut = post.status === 'publish'
    return { ...receiptOf(await withdraw(site, post)), ...(wasOut ? { broughtOut: 'site' } : {}) }
  }

  /** Its words go first, so that nobody brings them back by mistake; then, where that was chosen, the post. */
  const killOne = async (site: Site, release: Release, post: Post): Promise<void> => {
    const mark = markOf(post)
    if (mark !== null && mark.version > release.version) throw hasNewer(site)
    const done = mark !== null && mark.version === release.version && mark.off && !isOut(post)
    const inTrash = post.status === 'trash'
    if (!done) {
      const text = postText(release, { off: true, terms: mark?.terms ?? [] })
      // Its address says the headline as well; what was erased has no words any more to make one of.
      const slug = isErased(release) ? { slug: postSlug(release) } : {}
      await savePost(site, post.id, { ...text, ...slug, ...(inTrash ? {} : { status: 'draft' }) })
    }
    if (settings.onKill === 'trash' && !inTrash) await trashPost(site, post.id)
  }

  const kill = async (site: Site, release: Release, before: readonly Receipt[]): Promise<Receipt> => {
    const { post, copies } = await findPosts(site, release, before, 'copies')
    if (post !== null) await killOne(site, release, post)
    // An article that somebody made of this one and left as it was says what must not be said either.
    for (const copy of copies) if (markOf(copy)?.hash === hashOf(copy)) await killOne(site, release, copy)
    return post === null ? (before[0] ?? nowhere) : receiptOf(post)
  }

  const unpublish = async (site: Site, release: Release, before: readonly Receipt[]): Promise<Receipt> => {
    const { post } = await findPosts(site, release, before, 'post')
    if (post === null) return before[0] ?? nowhere
    const mark = markOf(post)
    if (mark !== null && mark.version > release.version) throw hasNewer(site)
    if (mark?.version === release.version && mark.off && !isOut(post)) return receiptOf(post)
    // Every word stays as it is there, theirs as well.
    const text =
      mark === null
        ? postText(release, { off: true, terms: [] })
        : { content: replaceMark(post.content.raw, { ...mark, version: release.version, off: true }) }
    const status = isOut(post) ? { status: settings.onUnpublish } : {}
    return receiptOf((await savePost(site, post.id, { ...text, ...status })).post)
  }

  const nowhere: Receipt = { id: '', address: url }
  const hasNewer = ({ host }: Site): FaultError => new FaultError('target-has-newer', { host })

  return {
    async deliver({ action, release, before, aheadAt = null, takenBack = false }: Delivery) {
      // Pages of sections are the site's own business.
      if (release === null) return nowhere
      const site = await openSite(means)
      switch (action) {
        case 'kill':
          return await kill(site, release, before)
        case 'unpublish':
          return await unpublish(site, release, before)
        case 'schedule':
          return await schedule(site, { release, before, aheadAt })
        case 'unschedule':
          return await unschedule(site, { release, before, aheadAt })
        default:
          return await publish(site, { release, before, aheadAt, takenBack })
      }
    },

    check: () => checkSite(means),

    async status(receipt, delivery) {
      const { release } = delivery
      const site = await openSite(means)
      // Looked for everywhere, so that places that were held twice are cleared.
      const post =
        release === null
          ? await getPost(site, Number(receipt.id))
          : (await findPosts(site, release, [receipt], 'places')).post
      return standingOf(post, delivery)
    },
  }
}
