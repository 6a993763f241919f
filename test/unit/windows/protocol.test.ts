/** What the app's own protocol serves: the files of the build's list, and nothing under any other name (S5, S24). */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HEADERS, POLICY, parseManifest, requestedFile, serveFile } from '../../../main/windows/protocol.ts'

const MANIFEST = parseManifest(
  JSON.stringify({
    '/index.html': { sha256: 'x', type: 'text/html; charset=utf-8' },
    '/assets/index-A1b2.js': { sha256: 'x', type: 'text/javascript' },
    '/gone.js': { sha256: 'x', type: 'text/javascript' },
  }),
)
let folder: string
let root: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-protocol-'))
  root = join(folder, 'renderer')
  await mkdir(join(root, 'assets'), { recursive: true })
  await mkdir(join(folder, 'renderer-evil'))
  await writeFile(join(root, 'index.html'), '<!doctype html>')
  await writeFile(join(root, 'assets/index-A1b2.js'), 'export {}')
  // There, and not in the list.
  await writeFile(join(root, 'secret.txt'), 'geheim')
  await writeFile(join(folder, 'secret.txt'), 'geheim')
  await writeFile(join(folder, 'renderer-evil/index.html'), 'geheim')
})
afterAll(() => rm(folder, { recursive: true }))

const serve = (url: string, method = 'GET') => serveFile(MANIFEST, root, method, url)

const SERVED = [
  'kopij://app/index.html',
  'kopij://app/index.html?x=1',
  'kopij://app/index.html#kop',
  'kopij://app/index.html?a=../b#%2e%2e',
  'kopij://app/assets/index-A1b2.js',
]

const dots = [
  '..',
  '%2e%2e',
  '%2E%2E',
  '.%2e',
  '%2e.',
  '..%00',
  '%252e%252e',
  '..;',
  '．．',
  '..\\',
  '\u2024\u2024',
]
const slashes = ['/', '%2f', '%2F', '\\', '%5c', '%5C', '//', '%252f']
const REFUSED = [
  ...dots.flatMap((dot) => slashes.map((slash) => `kopij://app/${dot}${slash}secret.txt`)),
  ...dots.map((dot) => `kopij://app/assets/${dot}/index.html`),
  ...[
    'kopij://app',
    'kopij://app/',
    'kopij://app/secret.txt',
    'kopij://app//index.html',
    'kopij://app/index.html/',
    'kopij://app/index.html/..',
    'kopij://app/./index.html',
    'kopij://app/INDEX.HTML',
    'kopij://app/index.html%00',
    'kopij://app/index.html\u0000',
    'kopij://app/index.html%20',
    'kopij://app/index.html.',
    'kopij://app/index.html::$DATA',
    'kopij://app/%69ndex.html',
    'kopij://app/assets',
    'kopij://app/assets/',
    'kopij://app/__proto__',
    'kopij://app/constructor',
    'kopij://app/toString',
    'kopij://app-evil/index.html',
    'kopij://app.evil/index.html',
    'kopij://app@evil/index.html',
    'kopij://evil@app/index.html',
    'kopij://app:80/index.html',
    'kopij://APP/index.html',
    'KOPIJ://app/index.html',
    'kopij:/app/index.html',
    'kopij:app/index.html',
    'kopij:///index.html',
    'kopij://../renderer-evil/index.html',
    'kopij://app/../renderer-evil/index.html',
    'http://app/index.html',
    'https://app/index.html',
    'file:///index.html',
    'file://app/index.html',
    'blob:kopij://app/index.html',
    'data:text/html,kopij://app/index.html',
    'view-source:kopij://app/index.html',
    ' kopij://app/index.html',
    'kopij://app/index.html\n',
    'kopij://app/\nindex.html',
    'kopij://app/index.html\r\nX: y',
    '',
    '/index.html',
    'index.html',
    'C:\\index.html',
    '\\\\app\\index.html',
  ],
]

describe('addresses', () => {
  test(`${SERVED.length} are served`, async () => {
    for (const url of SERVED) {
      const answer = await serve(url)
      expect([url, answer.status]).toEqual([url, 200])
      for (const [name, value] of Object.entries(HEADERS)) expect(answer.headers.get(name)).toBe(value)
    }
    expect((await serve('kopij://app/index.html')).headers.get('content-type')).toBe(
      'text/html; charset=utf-8',
    )
  })

  test('more than a hundred others are not, and every answer carries the policy', async () => {
    expect(REFUSED.length).toBeGreaterThan(100)
    for (const url of REFUSED) {
      const answer = await serve(url)
      expect([url, answer.status, await answer.text()]).toEqual([url, 404, ''])
      expect(answer.headers.get('content-security-policy')).toBe(POLICY)
    }
  })

  test('nor by another way of asking', async () => {
    for (const method of ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'get', '']) {
      expect((await serve('kopij://app/index.html', method)).status).toBe(404)
      expect(requestedFile(method, 'kopij://app/index.html')).toBeNull()
    }
  })

  test('a file of the list that is not on the disk is not found, and nothing is said of the disk', async () => {
    const answer = await serve('kopij://app/gone.js')
    expect([answer.status, await answer.text()]).toEqual([404, ''])
  })

  test('a list that is none is refused', () => {
    for (const json of ['', '[]', '{"/x": {"sha256": 1, "type": "x"}}', '{"/x": "y"}'])
      expect(() => parseManifest(json)).toThrow()
  })
})

test('the policy, word for word: loosening it is a decision that shows', () => {
  expect(POLICY.split('; ')).toMatchInlineSnapshot(`
    [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-src 'none'",
      "frame-ancestors 'none'",
      "worker-src 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]
  `)
  expect(POLICY).not.toMatch(/unsafe|blob:|data:|https?:|\*/)
  expect(HEADERS).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
})
