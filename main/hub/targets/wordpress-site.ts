/** A WordPress site as its REST API shows it: where that is, who we are there, and what an answer that is not well means. */
import { z } from 'zod'
import type { WordpressSettings } from '../../../shared/domain/target.ts'
import { siteOf } from '../../../shared/domain/target-ahead.ts'
import { FaultError } from '../../../shared/errors.ts'
import { faultOfAnswer, retryAfterOf } from './answers.ts'
import type { TargetAnswer, TargetRequest } from './http.ts'
import type { TargetMeans } from './target.ts'
import { type Asked, type Reading, readClock } from './wordpress-clock.ts'

/** As much of an error as tells one from the other. The words of a site go no further: they are for its own people. */
const Complaint = z.object({
  code: z.string(),
  data: z.object({ term_id: z.int().optional() }).nullish(),
})
export type Complaint = z.infer<typeof Complaint>

/** An answer of the API that is no refusal of what was asked: `complaint` only where the caller said that it may come. */
export type SiteAnswer = {
  json: unknown
  headers: TargetAnswer['headers']
  complaint: Complaint | null
  asked: Asked
}

type Query = Readonly<Record<string, string | number | readonly (string | number)[]>>

export type Site = {
  host: string
  /** Where it is, whatever way leads there: host and path. A post's number means nothing anywhere else. */
  place: string
  /** Who we are there. */
  user: string
  /**
   * Asks the API. `path` as in its handbook (`/wp/v2/posts`). Throws the fault of an answer that is not well, unless its
   * code is among `expected`.
   */
  ask(
    method: TargetRequest['method'],
    path: string,
    more?: { query?: Query; body?: unknown; expected?: readonly string[] },
  ): Promise<SiteAnswer>
  /** What its answers said of its clocks up to now: of what stands before it, and of its own. Null: nothing. */
  clocks: { front: Reading | null; own: Reading | null }
}

/** What the API says of itself at its root, as far as it matters. */
const Root = z.object({
  namespaces: z.array(z.string()),
  authentication: z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional(),
})
export type SiteRoot = z.infer<typeof Root>

const jsonOf = (answer: TargetAnswer): unknown => {
  try {
    return answer.json()
  } catch {
    return undefined
  }
}

/** The right that a refusal is about, by WordPress's own names for both (class-wp-rest-posts-controller.php). */
const RIGHTS: Readonly<Record<string, string>> = {
  rest_cannot_create: 'edit_posts',
  rest_cannot_publish: 'publish_posts',
  rest_cannot_edit: 'edit_published_posts',
  rest_cannot_edit_others: 'edit_others_posts',
  rest_cannot_delete: 'delete_published_posts',
  rest_forbidden_context: 'edit_others_posts',
  rest_forbidden_status: 'edit_posts',
  rest_forbidden: 'edit_posts',
}

/** Nobody was signed in: the name or the password did not arrive, or WordPress does not know them. */
const UNKNOWN = new Set([
  'incorrect_password',
  'invalid_username',
  'invalid_email',
  'invalid_application_password',
])

/** What an answer that is not well means; null for one that is. */
const faultOf = (answer: TargetAnswer, host: string, user: string, now: number): FaultError | null => {
  const { status } = answer
  if (status < 400) return faultOfAnswer(answer, host, now)
  const code = Complaint.safeParse(jsonOf(answer)).data?.code
  if (code === undefined) {
    // While it updates itself WordPress answers everything with a page and 503.
    const maintenance = status === 503 && /maintenance|onderhoud/iu.test(answer.text().slice(0, 5000))
    const wait = retryAfterOf(answer, now)
    if (maintenance)
      return new FaultError('target-maintenance', { host, ...(wait === null ? {} : { retryAfter: wait }) })
    return faultOfAnswer(answer, host, now)
  }
  if (UNKNOWN.has(code)) return new FaultError('target-secret-wrong', { host, status })
  // Nobody is signed in although we said who we are. WordPress often does not say why: it knows no such name and password,
  // or a server in between kept them to itself.
  if (status === 401 && code.startsWith('rest_')) return new FaultError('target-secret-dropped', { host })
  if (code.startsWith('application_passwords_disabled')) return new FaultError('target-secret-off', { host })
  if (code === 'rest_no_route') return new FaultError('target-no-wordpress', { host })
  const right = RIGHTS[code]
  if (right !== undefined) return new FaultError('target-right-missing', { host, user, right })
  return faultOfAnswer(answer, host, now)
}

const queryText = (query: Query): string =>
  Object.entries(query)
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(Array.isArray(value) ? value.join(',') : String(value))}`,
    )
    .join('&')

/** Finds the API of a site and signs in. Nothing is remembered but where it is. */
export const openSite = async ({
  settings,
  secret,
  fetch,
  clock,
}: Pick<TargetMeans<WordpressSettings>, 'settings' | 'secret' | 'fetch' | 'clock'>): Promise<
  Site & { root: SiteRoot }
> => {
  const { url, user } = settings
  const host = new URL(url).hostname
  const password = await secret()
  if (password === null || password.trim() === '') throw new FaultError('target-secret-missing', { host })
  const headers = {
    authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`,
    accept: 'application/json',
    // What a cache in between still knows is no answer to whether a post is there.
    'cache-control': 'no-cache',
  }
  const base = url.replace(/[?#].*$/u, '').replace(/\/+$/u, '')
  // The second works on every site, also where addresses are plain; the first is what firewalls expect.
  const ways = [
    (path: string, query: string) => `${base}/wp-json${path}${query === '' ? '' : `?${query}`}`,
    (path: string, query: string) => `${base}/?rest_route=${path}${query === '' ? '' : `&${query}`}`,
  ]

  let trouble: FaultError | null = null
  for (const way of ways) {
    const answer = await fetch(way('/', '_fields=namespaces,authentication'), { method: 'GET', headers })
    const root = answer.status === 200 ? Root.safeParse(jsonOf(answer)).data : undefined
    if (root?.namespaces.includes('wp/v2'))
      return {
        root,
        host,
        place: siteOf({ settings }),
        user,
        ...asking(way, { fetch, headers, host, user, now: () => clock.now() }),
      }
    trouble = answer.status < 400 ? null : faultOf(answer, host, user, clock.now())
    // Only "nothing here" is a reason to look elsewhere; a site in trouble is the same at either address.
    if (trouble !== null && trouble.fault.code !== 'target-not-found') break
  }
  const nothing = trouble === null || trouble.fault.code === 'target-not-found'
  throw nothing ? new FaultError('target-no-wordpress', { host }) : trouble
}

type Way = (path: string, query: string) => string
type Asking = {
  fetch: TargetMeans['fetch']
  headers: Readonly<Record<string, string>>
  host: string
  user: string
  now(): number
}

const asking = (way: Way, { fetch, headers, host, user, now }: Asking): Pick<Site, 'ask' | 'clocks'> => {
  const clocks: Site['clocks'] = { front: null, own: null }
  const ask: Site['ask'] = async (method, path, { query = {}, body, expected = [] } = {}) => {
    const json = body === undefined ? null : JSON.stringify(body)
    const sent = now()
    const answer = await fetch(way(path, queryText(query)), {
      method,
      headers: json === null ? headers : { ...headers, 'content-type': 'application/json' },
      ...(json === null ? {} : { body: json }),
    })
    const asked = { sent, received: now() }
    clocks.front = readClock(clocks.front, Date.parse(answer.headers['date'] ?? ''), asked)
    if (answer.status >= 400) {
      const complaint = Complaint.safeParse(jsonOf(answer)).data
      if (complaint !== undefined && expected.includes(complaint.code))
        return { json: null, headers: answer.headers, complaint, asked }
    }
    const fault = faultOf(answer, host, user, now())
    if (fault !== null) throw fault
    return { json: answer.json(), headers: answer.headers, complaint: null, asked }
  }
  return { ask, clocks }
}

/** What was asked for, in the shape that it has to have; a page of somebody else's is no answer. */
export const parsed = <T>(schema: z.ZodType<T>, { json }: SiteAnswer, host: string): T => {
  const result = schema.safeParse(json)
  if (!result.success) throw new FaultError('target-answer-unreadable', { host }, { cause: result.error })
  return result.data
}
