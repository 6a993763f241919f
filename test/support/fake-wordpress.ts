/**
 * A WordPress site in this process, as far as its posts go and as the REST API shows them, on a clock that a test moves. What a
 * real one does is proved with a real one; this one lives a week in a second, and its own clock strikes when it is told to.
 */
import type { TargetAnswer, TargetFetch, TargetRequest } from '../../main/hub/targets/http.ts'
import { FaultError } from '../../shared/errors.ts'

export type FakePost = {
  id: number
  slug: string
  status: string
  date_gmt: string | null
  modified_gmt: string
  title: string
  content: string
  excerpt: string
  categories: number[]
  tags: number[]
}

/** What happens to a call: it never arrives, its answer is lost, it arrives only when `arrive` is called, or it is not allowed. */
export type FakeFault = 'cut-before' | 'cut-after' | 'late' | 'forbidden'

export type FakeWordpress = {
  url: string
  posts: FakePost[]
  fetch: TargetFetch
  /** Its own clock, PHP's, is so far ahead of the test's, ms. */
  drift: number
  /** What its answers say in `Date`, ms UTC: its own clock, unless something stands before it. Null: nothing. */
  dated(): number | null
  /** What happens to the next call; null for nothing. */
  choose: (asked: { method: string; path: string }) => FakeFault | null
  /** Calls that changed something, in order. */
  saved: string[]
  /** Brings out what is due by its own clock, as a visit does. */
  strike(): void
  /** Lets what was late arrive. */
  arrive(): void
}

/** Less than this ahead is now (wp_insert_post). */
const AT_ONCE = 60_000
const TRASHED = '__trashed'

const textOf = (value: unknown, before: string): string => (typeof value === 'string' ? value : before)
const numbers = (value: unknown, before: number[]): number[] =>
  Array.isArray(value) ? value.map(Number) : before

export const createFakeWordpress = (clock: { now(): number }): FakeWordpress => {
  const posts: FakePost[] = []
  const terms: { id: number; of: string; name: string; slug: string }[] = []
  let late: (() => void)[] = []
  let lastId = 10
  const nextId = (): number => {
    lastId += 1
    return lastId
  }
  const now = (): number => clock.now() + site.drift
  const shown = (post: FakePost): unknown => ({
    ...post,
    link: `${site.url}/?p=${post.id}`,
    title: { raw: post.title },
    content: { raw: post.content },
    excerpt: { raw: post.excerpt },
  })
  const free = (slug: string, id: number): string => {
    const taken = (name: string): boolean => posts.some((post) => post.slug === name && post.id !== id)
    if (slug === '' || !taken(slug)) return slug
    let number = 2
    while (taken(`${slug}-${number}`)) number += 1
    return `${slug}-${number}`
  }
  const save = (post: FakePost, fields: Record<string, unknown>): FakePost => {
    const date = typeof fields['date_gmt'] === 'string' ? fields['date_gmt'] : post.date_gmt
    let status = textOf(fields['status'], post.status)
    const ahead = date === null ? 0 : Date.parse(`${date}Z`) - now()
    if (status === 'future' && ahead < AT_ONCE) status = 'publish'
    if (status === 'publish' && ahead >= AT_ONCE) status = 'future'
    const stamped = new Date(now()).toISOString().slice(0, 19)
    Object.assign(post, {
      status,
      date_gmt: date ?? (status === 'publish' ? stamped : null),
      modified_gmt: stamped,
      slug: free(textOf(fields['slug'], post.slug), post.id),
      title: textOf(fields['title'], post.title),
      content: textOf(fields['content'], post.content),
      excerpt: textOf(fields['excerpt'], post.excerpt),
      categories: numbers(fields['categories'], post.categories),
      tags: numbers(fields['tags'], post.tags),
    })
    site.saved.push(`${post.status} ${post.id}`)
    return post
  }

  type Said = { status: number; json: unknown }
  const refuse = (status: number, code: string): Said => ({ status, json: { code, message: '', data: null } })
  const ofPosts = (method: string, id: number | null, query: URLSearchParams, body: unknown): Said => {
    const fields = (body ?? {}) as Record<string, unknown>
    if (id === null && method === 'POST') {
      const empty = {
        slug: '',
        status: 'draft',
        date_gmt: null,
        modified_gmt: '',
        title: '',
        content: '',
        excerpt: '',
      }
      const post: FakePost = { id: nextId(), ...empty, categories: [], tags: [] }
      posts.push(post)
      return { status: 201, json: shown(save(post, fields)) }
    }
    if (id === null) {
      const slugs = query.get('slug')?.split(',')
      const words = query.get('search')
      const found = posts.filter(
        ({ slug, content, title }) =>
          (slugs === undefined || slugs.includes(slug)) &&
          (words === null || content.includes(words) || title.includes(words)),
      )
      return { status: 200, json: found.map(shown) }
    }
    const post = posts.find((one) => one.id === id)
    if (!post) return refuse(404, 'rest_post_invalid_id')
    if (method === 'POST') return { status: 200, json: shown(save(post, fields)) }
    if (method === 'GET') return { status: 200, json: shown(post) }
    site.saved.push(`delete ${id}`)
    if (query.get('force') === 'true') posts.splice(posts.indexOf(post), 1)
    else if (post.status === 'trash') return refuse(410, 'rest_already_trashed')
    else Object.assign(post, { status: 'trash', slug: post.slug + TRASHED })
    return { status: 200, json: { id } }
  }
  const ofTerms = (of: string, method: string, query: URLSearchParams, body: unknown): Said => {
    if (method === 'POST') {
      const { name, slug = '' } = body as { name: string; slug?: string }
      const term = { id: nextId(), of, name, slug: slug === '' ? name.toLowerCase() : slug }
      terms.push(term)
      return { status: 201, json: term }
    }
    const [slug, words] = [query.get('slug'), query.get('search')]
    const found = terms.filter(
      (term) =>
        term.of === of && (slug === null || term.slug === slug) && (words === null || term.name === words),
    )
    return { status: 200, json: found }
  }
  const handle = (url: URL, { method, body }: TargetRequest): Said => {
    const path = url.pathname.replace('/wp-json', '')
    const asked: unknown = body === undefined ? null : JSON.parse(String(body))
    const id = /^\/wp\/v2\/posts\/(\d+)$/u.exec(path)?.[1]
    if (path === '/')
      return { status: 200, json: { namespaces: ['wp/v2'], authentication: { 'application-passwords': {} } } }
    if (path === '/wp/v2/posts' || id !== undefined)
      return ofPosts(method, id === undefined ? null : Number(id), url.searchParams, asked)
    const of = /^\/wp\/v2\/(categories|tags)$/u.exec(path)?.[1]
    return of === undefined ? refuse(404, 'rest_no_route') : ofTerms(of, method, url.searchParams, asked)
  }
  const answerOf = ({ status, json }: Said): TargetAnswer => {
    const text = JSON.stringify(json)
    const dated = site.dated()
    return {
      status,
      headers: dated === null ? {} : { date: new Date(dated).toUTCString() },
      body: new TextEncoder().encode(text),
      text: () => text,
      json: () => JSON.parse(text) as unknown,
    }
  }

  const site: FakeWordpress = {
    url: 'https://site.example',
    posts,
    drift: 0,
    dated: now,
    saved: [],
    choose: () => null,
    fetch(address, request) {
      const url = new URL(address)
      const host = url.hostname
      const fault = site.choose({ method: request.method, path: url.pathname })
      if (fault === 'cut-before') return Promise.reject(new FaultError('target-unreachable', { host }))
      if (fault === 'late') {
        late.push(() => void handle(url, request))
        return Promise.reject(new FaultError('target-timeout', { host }))
      }
      const said = fault === 'forbidden' ? refuse(403, 'rest_cannot_create') : handle(url, request)
      if (fault === 'cut-after') return Promise.reject(new FaultError('target-connection-lost', { host }))
      return Promise.resolve(answerOf(said))
    },
    strike() {
      for (const post of posts)
        if (post.status === 'future' && Date.parse(`${post.date_gmt}Z`) <= now()) {
          post.status = 'publish'
          site.saved.push(`strike ${post.id}`)
        }
    },
    arrive() {
      const arriving = late
      late = []
      for (const one of arriving) one()
    },
  }
  return site
}
