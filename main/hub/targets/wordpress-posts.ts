/** Posts of a WordPress site, and which of them is an item's. */
import { z } from 'zod'
import { FaultError } from '../../../shared/errors.ts'
import type { Release } from '../../../shared/formats/release.ts'
import { placeholder, postSlug } from '../../../shared/formats/wordpress.ts'
import { markOfItem, type PostMark, readMark } from '../../../shared/formats/wordpress-mark.ts'
import type { Receipt } from './target.ts'
import { readClock } from './wordpress-clock.ts'
import { parsed, type Site } from './wordpress-site.ts'

const Raw = z.object({ raw: z.string() })
const Post = z.object({
  id: z.int().min(1),
  slug: z.string(),
  status: z.string(),
  /** UTC without saying so; null for a draft without a date. */
  date_gmt: z.string().nullable(),
  /** When it was saved last, by the site's own clock, in UTC. */
  modified_gmt: z.string().nullish(),
  link: z.string(),
  title: Raw,
  content: Raw,
  excerpt: Raw,
  categories: z.array(z.int()).default([]),
  tags: z.array(z.int()).default([]),
})
export type Post = z.infer<typeof Post>

const FIELDS = {
  _fields: 'id,slug,status,date_gmt,modified_gmt,link,title.raw,content.raw,excerpt.raw,categories,tags',
  context: 'edit',
}
/** All that a post can be. Without `future` what is scheduled would be made a second time. */
const STATUSES = 'publish,future,draft,pending,private,trash'
const TRASHED = '__trashed'

export const markOf = (post: Post): PostMark | null => readMark(post.content.raw)

/** A time as WordPress says it, ms UTC; NaN where it says none. */
const timeOf = (said: string | null | undefined): number => Date.parse(`${said ?? ''}Z`)

/** When readers get it, or got it, ms UTC; null where it says none. */
export const momentOf = ({ date_gmt }: Post): number | null => {
  const at = timeOf(date_gmt)
  return Number.isNaN(at) ? null : at
}

/** The post of this number; null where there is none any more. */
export const getPost = async (site: Site, id: number): Promise<Post | null> => {
  const answer = await site.ask('GET', `/wp/v2/posts/${id}`, {
    query: FIELDS,
    expected: ['rest_post_invalid_id'],
  })
  return answer.complaint === null ? parsed(Post, answer, site.host) : null
}

/** Why somebody may not see drafts: nobody is signed in, which asking who we are tells, or may not write at all. */
const mayNotLook = async (site: Site): Promise<never> => {
  await site.ask('GET', '/wp/v2/users/me', { query: { context: 'edit', _fields: 'id' } })
  throw new FaultError('target-right-missing', { host: site.host, user: site.user, right: 'edit_posts' })
}

const list = async (site: Site, query: Record<string, string>): Promise<Post[]> => {
  const all = { ...FIELDS, status: STATUSES, per_page: 100, orderby: 'id', order: 'asc', ...query }
  const answer = await site.ask('GET', '/wp/v2/posts', { query: all, expected: ['rest_invalid_param'] })
  return answer.complaint === null ? parsed(z.array(Post), answer, site.host) : await mayNotLook(site)
}

/** Changes a post, or makes one. `savedAt`: when, as far as the site said so, ms UTC by its own clock; else NaN. */
export const savePost = async (
  site: Site,
  id: number | null,
  fields: Record<string, unknown>,
): Promise<{ post: Post; savedAt: number }> => {
  const answer = await site.ask('POST', id === null ? '/wp/v2/posts' : `/wp/v2/posts/${id}`, {
    query: { _fields: FIELDS._fields },
    body: fields,
  })
  const post = parsed(Post, answer, site.host)
  const stamp = timeOf(post.modified_gmt)
  site.clocks.own = readClock(site.clocks.own, stamp, answer.asked)
  return { post, savedAt: Number.isNaN(stamp) ? Date.parse(answer.headers['date'] ?? '') : stamp }
}

/** Out of sight, where people of the site can still find it; a draft on a site that has no trash. */
export const trashPost = async (site: Site, id: number): Promise<void> => {
  await site.ask('DELETE', `/wp/v2/posts/${id}`, {
    query: { _fields: 'id' },
    expected: ['rest_trash_not_supported', 'rest_already_trashed', 'rest_post_invalid_id'],
  })
}

/** The name that WordPress gives to the nth post of the same slug, and to one in the trash. */
const slugsLike = (slug: string): string =>
  [slug, `${slug}-2`, `${slug}-3`].flatMap((name) => [name, name + TRASHED]).join(',')

const isPlaceholder = (post: Post): boolean => markOf(post)?.version === 0 && post.status === 'draft'

/** Posts that say that they are this item's, under its slug; under any other where there is none, or `everywhere`. */
const marked = async (site: Site, release: Release, everywhere: boolean): Promise<Post[]> => {
  const slug = postSlug(release)
  const ours = (post: Post): boolean => {
    const mark = markOf(post)
    // Somebody took the mark away with the first paragraph: the slug ends with figures that are this item's own.
    return mark === null ? post.slug.replace(TRASHED, '') === slug : mark.item === release.item
  }
  const bySlug = (await list(site, { slug: slugsLike(slug) })).filter(ours)
  if (bySlug.length > 0 && !everywhere) return bySlug
  const known = new Set(bySlug.map(({ id }) => id))
  const byMark = (await list(site, { search: markOfItem(release.item) })).filter(
    (post) => !known.has(post.id) && markOf(post)?.item === release.item,
  )
  return [...bySlug, ...byMark].sort((a, b) => a.id - b.id)
}

/**
 * Places that were held for the item besides its post: a call that was slow, not lost, made one after all. Nobody but us
 * ever wrote in them, so they go; anything with words in it is left alone.
 */
const clearPlaces = async (site: Site, posts: readonly Post[], but: number): Promise<void> => {
  for (const post of posts) {
    if (post.id === but || !isPlaceholder(post)) continue
    await site.ask('DELETE', `/wp/v2/posts/${post.id}`, {
      query: { force: 'true', _fields: 'deleted' },
      expected: ['rest_post_invalid_id', 'rest_cannot_delete'],
    })
  }
}

/** The item's own post among those that bear its mark: one with words before an empty place, then the oldest. */
const ownOf = (posts: readonly Post[]): Post | null =>
  posts.find((post) => !isPlaceholder(post)) ?? posts[0] ?? null

/** Whether a receipt is certain to be of this site; one without a host is from before that was kept. */
const isOfHere = (site: Site, { host, address }: Receipt): boolean =>
  host === undefined ? URL.canParse(address) && new URL(address).hostname === site.host : host === site.place

/**
 * The post of a receipt, unless it says by now that it is another item's. One that says nothing may be anybody's: only a receipt
 * of this very site makes it ours.
 */
const receiptPost = async (site: Site, before: readonly Receipt[], item: string): Promise<Post | null> => {
  const looked = new Set<string>()
  for (const receipt of before) {
    const { id, host = site.place } = receipt
    if (host !== site.place || !/^[1-9]\d{0,15}$/.test(id) || looked.has(id)) continue
    looked.add(id)
    const post = await getPost(site, Number(id))
    const mark = post && markOf(post)
    if (post !== null && (mark ? mark.item === item : isOfHere(site, receipt))) return post
  }
  return null
}

/**
 * How far to look: for the item's post alone; for places that were held for it twice as well; or for every post that bears
 * its mark.
 */
type Reach = 'post' | 'places' | 'copies'

/**
 * What a site has of an item: by the number that it answered before, by its slug, and by its mark, which it keeps when
 * somebody changes the slug. `copies` bear the mark as well: somebody made a new article of ours.
 */
export const findPosts = async (
  site: Site,
  release: Release,
  before: readonly Receipt[],
  reach: Reach,
): Promise<{ post: Post | null; copies: readonly Post[] }> => {
  const known = await receiptPost(site, before, release.item)
  if (known !== null && reach === 'post') return { post: known, copies: [] }
  const posts = await marked(site, release, reach === 'copies')
  const post = known ?? ownOf(posts)
  if (post !== null) await clearPlaces(site, posts, post.id)
  return { post, copies: posts.filter((one) => one.id !== post?.id && !isPlaceholder(one)) }
}

/** Holds the article's place, so that whatever follows is said to a number. */
export const holdPlace = async (
  site: Site,
  release: Release,
  terms: Pick<Post, 'categories' | 'tags'>,
): Promise<Post> => {
  const place = placeholder(release)
  const { post } = await savePost(site, null, { ...place, ...terms, status: 'draft' })
  if (post.slug === place.slug) return post
  // Somebody has that slug already: it may be a place that an earlier attempt held without our knowing.
  const { post: own } = await findPosts(site, release, [], 'post')
  if (own === null) throw new FaultError('target-answer-unreadable', { host: site.host })
  return own
}
