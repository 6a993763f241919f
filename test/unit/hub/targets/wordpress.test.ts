/** What only a site in trouble answers; a healthy one is in the proof `wordpress`. */
import { describe, expect, test } from 'vitest'
import type { TargetAnswer, TargetRequest } from '../../../../main/hub/targets/http.ts'
import type { Delivery } from '../../../../main/hub/targets/target.ts'
import { wordpressTarget } from '../../../../main/hub/targets/wordpress.ts'
import { WordpressSettings } from '../../../../shared/domain/target.ts'
import { type Fault, faultOf } from '../../../../shared/errors.ts'
import { placeholder, postText } from '../../../../shared/formats/wordpress.ts'
import { aRelease } from '../../../support/release.ts'

const SITE = 'https://krant.example/nieuws'
const NOW = Date.UTC(2026, 10, 1, 12)
type Said = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
type Asked = { method: string; path: string; body: unknown; headers: TargetRequest['headers'] }

const answer = ({ status = 200, json, text, headers = {} }: Said): TargetAnswer => {
  const body = text ?? JSON.stringify(json)
  return {
    status,
    headers,
    body: new TextEncoder().encode(body),
    text: () => body,
    json: () => JSON.parse(body) as unknown,
  }
}
const complaint = (status: number, code: string, data = {}): Said => ({
  status,
  json: { code, message: '', data },
})
const ROOT: Said = { json: { namespaces: ['wp/v2'], authentication: { 'application-passwords': {} } } }

/** A target at a site that says what it is told to say; what it was asked is kept. */
const targetAt = (say: (asked: Asked) => Said | undefined, change: Partial<WordpressSettings> = {}) => {
  const asked: Asked[] = []
  const target = wordpressTarget({
    settings: {
      ...WordpressSettings.parse({ kind: 'wordpress', url: `${SITE}/`, user: 'redactie' }),
      ...change,
    },
    secret: async () => 'geheim',
    fetch: (url, { method, body, headers }) => {
      const one = {
        method,
        path: url.slice(SITE.length),
        body: body === undefined ? null : JSON.parse(String(body)),
        headers,
      }
      asked.push(one)
      const said = say(one) ?? (/^\/wp-json\/\?/u.test(one.path) ? ROOT : { json: [] })
      return Promise.resolve(answer(said))
    },
    clock: { now: () => NOW, after: () => () => undefined },
    random: () => 0.5,
    desk: '00000000-0000-4000-8000-000000000000',
  })
  return { target, asked }
}

const faultBy = async (work: Promise<unknown>): Promise<Fault | null> =>
  await work.then(
    () => null,
    (thrown: unknown) => faultOf(thrown),
  )

const release = aRelease({ sectionName: '', copy: { ...aRelease().copy, dateline: [], credits: [] } })
const deliver = (action: Delivery['action'] = 'publish'): Delivery => ({
  ...{ key: 'k', subject: release.item, version: release.version, files: [], action, page: null, before: [] },
  release: action === 'kill' ? { ...release, status: 'canceled' } : release,
})
const post = (change: object = {}) => {
  const { title, content, excerpt, slug } = placeholder(release)
  const raws = { title: { raw: title }, content: { raw: content }, excerpt: { raw: excerpt } }
  return { id: 7, slug, status: 'draft', date_gmt: null, link: `${SITE}/?p=7`, ...raws, ...change }
}

describe('where the API is', () => {
  test('is found where addresses are plain, with the password only in its header', async () => {
    const { target, asked } = targetAt(({ path }) => {
      if (path.startsWith('/wp-json')) return { status: 404, text: '<h1>404</h1>' }
      return path.startsWith('/?rest_route=/&') ? ROOT : { json: { capabilities: {} } }
    })
    expect((await faultBy(target.check()))?.code).toBe('target-right-missing')
    expect(asked.map(({ path }) => path)).toEqual([
      '/wp-json/?_fields=namespaces,authentication',
      '/?rest_route=/&_fields=namespaces,authentication',
      '/?rest_route=/wp/v2/users/me&context=edit&_fields=capabilities',
    ])
    expect(
      asked.every(({ headers }) => headers?.['authorization'] === `Basic ${btoa('redactie:geheim')}`),
    ).toBe(true)
  })

  test.each<[string, Said]>([
    ['target-no-wordpress', { status: 200, text: '<h1>Een andere site</h1>' }],
    ['target-no-wordpress', { status: 404, text: '<h1>404</h1>' }],
    ['target-no-wordpress', { json: { namespaces: ['oembed/1.0'] } }],
    ['target-maintenance', { status: 503, text: 'Briefly unavailable for scheduled maintenance.' }],
    ['target-broken', { status: 500, text: 'Error establishing a database connection' }],
    ['target-secret-wrong', complaint(401, 'incorrect_password')],
    ['target-secret-wrong', { status: 401, text: 'Unauthorized' }],
    ['target-busy', { status: 429, text: '', headers: { 'retry-after': '7' } }],
  ])('%s', async (code, said) => {
    expect((await faultBy(targetAt(() => said).target.check()))?.code).toBe(code)
  })

  test('says how long to wait', async () => {
    const said = { status: 503, text: 'scheduled maintenance', headers: { 'retry-after': '600' } }
    expect((await faultBy(targetAt(() => said).target.check()))?.params['retryAfter']).toBe(600_000)
  })
})

describe('who we are there', () => {
  const me = (said: Said, root: Said = ROOT) =>
    targetAt(({ path }) =>
      path.includes('/users/me') ? said : path.startsWith('/wp-json/?') ? root : undefined,
    )

  test.each<[string, Said, Said]>([
    ['target-secret-dropped', complaint(401, 'rest_not_logged_in'), ROOT],
    [
      'target-secret-off',
      complaint(401, 'rest_not_logged_in'),
      { json: { namespaces: ['wp/v2'], authentication: [] } },
    ],
  ])('%s', async (code, said, root) => {
    expect((await faultBy(me(said, root).target.check()))?.code).toBe(code)
  })

  test('a password that was taken back is not taken for a wrong field', async () => {
    const { target } = targetAt(({ path }) => {
      if (path.includes('/users/me')) return complaint(401, 'rest_not_logged_in')
      return path.includes('/posts?')
        ? complaint(400, 'rest_invalid_param', { params: { status: '' } })
        : undefined
    })
    expect((await faultBy(target.deliver(deliver())))?.code).toBe('target-secret-dropped')
  })

  test('a right is named as WordPress names it', async () => {
    const { target } = targetAt(({ method, path }) => {
      if (method !== 'POST') return undefined
      return path.includes('/posts/7') ? complaint(403, 'rest_cannot_publish') : { json: post() }
    })
    const fault = await faultBy(target.deliver(deliver()))
    expect(fault).toEqual({
      code: 'target-right-missing',
      params: { host: 'krant.example', user: 'redactie', right: 'publish_posts' },
    })
  })
})

describe('an article', () => {
  test('comes out at once where the clock of the site is behind', async () => {
    const { target, asked } = targetAt(({ method, path, body }) => {
      if (method !== 'POST') return undefined
      if (!path.includes('/posts/7')) return { json: post() }
      const behind = (body as { title?: string }).title !== undefined
      const headers = { date: new Date(NOW - 3_600_000 * 4).toUTCString() }
      return { json: post({ status: behind ? 'future' : 'publish' }), headers }
    })
    await target.deliver(deliver())
    const said = asked.filter(({ method }) => method === 'POST').map(({ body }) => body)
    expect(said.at(1)).toMatchObject({ status: 'publish', date_gmt: '2026-11-01T09:00:00' })
    expect(said.at(2)).toEqual({ status: 'publish', date_gmt: '2026-11-01T07:59:59' })
  })

  test('has no address that a browser may not open', async () => {
    const { target } = targetAt(({ method, path }) => {
      if (method !== 'POST') return undefined
      return {
        json: path.includes('/posts/7') ? post({ status: 'publish', link: 'javascript:alert(1)' }) : post(),
      }
    })
    expect(await target.deliver(deliver())).toEqual({
      id: '7',
      address: `${SITE}/?p=7`,
      host: 'krant.example/nieuws',
    })
  })

  test('is not begun anew because a page of somebody else came back', async () => {
    const { target, asked } = targetAt(({ path }) =>
      path.includes('/posts?') ? { text: '{"portal":"inloggen"}' } : undefined,
    )
    expect((await faultBy(target.deliver(deliver())))?.code).toBe('target-answer-unreadable')
    expect(asked.some(({ method }) => method === 'POST')).toBe(false)
  })

  test('is a draft after its kill where a site has no trash', async () => {
    const { title, content, excerpt } = postText(release, { off: false, terms: [] })
    const raws = { title: { raw: title }, content: { raw: content }, excerpt: { raw: excerpt } }
    const { target, asked } = targetAt(({ method, path }) => {
      if (method === 'DELETE') return complaint(501, 'rest_trash_not_supported')
      if (path.includes('/posts?')) return { json: [post({ status: 'publish', ...raws })] }
      return method === 'POST' ? { json: post() } : undefined
    })
    await target.deliver({
      ...deliver('kill'),
      version: 2,
      release: { ...release, status: 'canceled', version: 2 },
    })
    expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({ status: 'draft' })
    expect(JSON.stringify(asked.find(({ method }) => method === 'POST')?.body)).not.toContain(
      'veerboot vaart',
    )
  })

  test.each([
    [`${SITE}/?p=7`, 1],
    ['https://elders.example/?p=7', 0],
  ])('that says nothing is ours by a receipt from before hosts were kept: %s', async (address, saved) => {
    const { target, asked } = targetAt(({ method, path }) => {
      if (method === 'GET' && path.includes('/posts?')) return { json: [] }
      return {
        json: path.includes('/posts/7')
          ? post({ status: 'publish', slug: 'x', content: { raw: '' } })
          : ROOT.json,
      }
    })
    await target.deliver({ ...deliver('kill'), before: [{ id: '7', address }] })
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(saved)
  })
})
