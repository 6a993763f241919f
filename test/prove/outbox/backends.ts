/** The backends of the proof: what each has of an item, as its readers would count it, and how it fails on request. */
import { createHmac } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TargetSettings } from '../../../shared/domain/target.ts'
import { startSftpServer } from '../../support/sftp-server.ts'
import { type Heard, type Said, startTargetServer } from '../../support/target-server.ts'

/** One thing that happened to an item at a backend: an article was made, or became another version. */
export type Effect = { version: number; headline: string; gone: boolean }

/** What goes wrong, once, at the next request. `locked` lasts until somebody gives the secret anew. */
export const FAULTS = {
  http: [
    'timeout after',
    '500 before',
    '500 after',
    '503 wait',
    '429 wait',
    '425',
    'reset before',
    'reset after',
    'duplicate',
    'locked',
  ],
  sftp: ['cut before', 'cut after', 'failure', 'locked'],
  folder: ['full', 'error', 'gone'],
  wordpress: [
    '500 before',
    '500 after',
    '503 wait',
    '429 wait',
    'reset before',
    'reset after',
    'restart',
    'locked',
  ],
} as const
export type FaultName = (typeof FAULTS)[keyof typeof FAULTS][number]

export type Backend = {
  family: keyof typeof FAULTS
  settings: TargetSettings
  secret?: string
  path?: string
  /** What stands in the place of the headline of what was killed, where it goes as well. */
  killedHeadline?: string
  effects(item: string): Effect[] | Promise<Effect[]>
  arm(fault: FaultName | null): void
  unlock(): void
  /** The hub died: what it was told and had not written down, it cannot keep. */
  forgiven(): void
  /** When it was asked to be left alone until, and how often that was not kept. */
  tooEarly(): number
  stop(): Promise<void>
}

/** What the bench does for a backend: ends lives, and moves time on. */
export type Hooks = {
  /** A place where a life may end; answers whether it did. */
  dies(place: string): boolean
  now(): number
  /** Time goes on until a request is given up. */
  giveUp(): void
}

const SECRET = 'geheim'
const RETRY_AFTER = 90

type Json = Record<string, unknown>
const ninjs = (text: string): { item: string; effect: Effect } => {
  const json = JSON.parse(text) as Json
  const [headline] = (json['headlines'] as { value: string }[] | undefined) ?? []
  return {
    item: String(json['uri'] ?? json['guid']),
    effect: {
      version: Number(json['version']),
      headline: headline?.value ?? String(json['headline'] ?? ''),
      gone: (json['pubStatus'] ?? json['pubstatus'] ?? json['pubstatus']) === 'canceled',
    },
  }
}

/**
 * A receiver over HTTP. `keyOf` is what it knows a request by: one that it knows has no second effect, as each of the two
 * contracts says.
 */
const httpBackend = async (
  hooks: Hooks,
  settings: (url: string) => TargetSettings,
  { isSigned, keyOf }: { isSigned(heard: Heard): boolean; keyOf(heard: Heard): string },
): Promise<Backend> => {
  const known = new Set<string>()
  const effects = new Map<string, Effect[]>()
  let armed: FaultName | null = null
  let locked = false
  let leaveAloneUntil = 0
  let early = 0
  const take = (heard: Heard): boolean => {
    const key = keyOf(heard)
    if (known.has(key)) return false
    known.add(key)
    const { item, effect } = ninjs(heard.body.toString('utf8'))
    effects.set(item, [...(effects.get(item) ?? []), effect])
    return true
  }
  const fault = (): FaultName | null => {
    const now = armed
    armed = null
    return now
  }
  const answer = (heard: Heard): Said => {
    if (hooks.now() < leaveAloneUntil) early += 1
    if (!isSigned(heard) || locked) return { status: 401 }
    if (hooks.dies('effect before')) return 'cut'
    const wrong = fault()
    if (wrong === 'locked') locked = true
    if (wrong === '503 wait' || wrong === '429 wait') leaveAloneUntil = hooks.now() + RETRY_AFTER * 1000
    switch (wrong) {
      case 'locked':
        return { status: 401 }
      case '500 before':
        return { status: 500, body: 'oh' }
      case '503 wait':
        return { status: 503, headers: { 'retry-after': String(RETRY_AFTER) } }
      case '429 wait':
        return { status: 429, headers: { 'retry-after': String(RETRY_AFTER) } }
      case '425':
        return { status: 425 }
      case 'reset before':
        return 'cut'
      default:
    }
    const isNew = take(heard)
    if (hooks.dies('effect after')) return 'cut'
    switch (wrong) {
      case 'timeout after':
        setImmediate(() => hooks.giveUp())
        return 'silent'
      case '500 after':
        return { status: 500 }
      case 'reset after':
        return 'cut'
      case 'duplicate':
        // It says so of the first as well, as a proxy that repeats requests makes it say.
        return { status: 409 }
      default:
        return isNew ? { status: 201 } : { status: 200 }
    }
  }
  const server = await startTargetServer(answer)
  return {
    family: 'http',
    settings: settings(server.url),
    secret: SECRET,
    effects: (item) => effects.get(item) ?? [],
    arm(wanted) {
      armed = wanted
    },
    unlock() {
      locked = false
    },
    forgiven() {
      leaveAloneUntil = 0
    },
    tooEarly: () => early,
    stop: server.stop,
  }
}

const lines = (heard: Heard, names: readonly string[]): string =>
  names.map((name) => `${String(heard.headers[name])}\n`).join('')

export const webhookBackend = (hooks: Hooks): Promise<Backend> =>
  httpBackend(
    hooks,
    (url) => ({ kind: 'webhook', url: `${url}/kopij`, format: 'ninjs-3.1', ownNetwork: true }),
    {
      isSigned: (heard) =>
        heard.headers['kopij-signature'] ===
        `v1=${createHmac('sha256', SECRET)
          .update(
            lines(heard, [
              'kopij-timestamp',
              'idempotency-key',
              'kopij-action',
              'kopij-item',
              'kopij-version',
            ]),
          )
          .update(heard.body)
          .digest('hex')}`,
      keyOf: ({ headers }) => `${String(headers['idempotency-key'])}${String(headers['proof-forgot'] ?? '')}`,
    },
  )

export const pushBackend = (hooks: Hooks): Promise<Backend> =>
  httpBackend(
    hooks,
    (url) => ({ kind: 'ninjs-push', url: `${url}/push`, dialect: 'ninjs-superdesk', ownNetwork: true }),
    {
      isSigned: ({ headers, body }) =>
        headers['x-superdesk-signature'] === `sha1=${createHmac('sha1', SECRET).update(body).digest('hex')}`,
      // It has an item under its own id, in one version at a time.
      keyOf: ({ body }) => {
        const { item, effect } = ninjs(body.toString('utf8'))
        return `${item} ${effect.version}`
      },
    },
  )

const FILES = { formats: ['ninjs-3.1'], fileName: '{slug}-{id}', pages: false } as const

/** What lies in a folder of an item: every file is an article to whoever picks files up there. */
const effectsIn = (folder: string, item: string): Effect[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => ninjs(readFileSync(join(folder, name), 'utf8')))
    .filter((found) => found.item === item)
    .map(({ effect }) => effect)

const errno = (code: string): Error => Object.assign(new Error(code), { code })

/** The folder's faults are thrown by the gate that its file system passes. */
export const folderBackend = (root: string): Backend & { failing(place: string): void } => {
  const folder = join(root, 'folder')
  mkdirSync(folder)
  let armed: FaultName | null = null
  return {
    family: 'folder',
    settings: { kind: 'folder', ...FILES, formats: [...FILES.formats] },
    path: folder,
    effects: (item) => effectsIn(folder, item),
    arm(wanted) {
      armed = wanted
    },
    failing(place) {
      if (armed === null || !/send before|effect/.test(place)) return
      const fault = armed
      armed = null
      throw errno(fault === 'full' ? 'ENOSPC' : fault === 'gone' ? 'ENOENT' : 'EIO')
    },
    unlock: () => undefined,
    forgiven: () => undefined,
    tooEarly: () => 0,
    stop: () => Promise.resolve(),
  }
}

const CHANGES: readonly string[] = ['WRITE', 'RENAME', 'REMOVE']

export const sftpBackend = async (root: string, hooks: Hooks): Promise<Backend> => {
  const folder = join(root, 'sftp')
  mkdirSync(folder)
  let armed: FaultName | null = null
  let locked = false
  const server = await startSftpServer({
    folder,
    user: 'kopij',
    get password() {
      if (armed === 'locked') {
        armed = null
        locked = true
      }
      return locked ? 'anders' : SECRET
    },
  })
  server.onRequest = (name, _path, when) => {
    if (!CHANGES.includes(name)) return
    if (hooks.dies(`effect ${when}`)) throw new Error('dead')
    if (armed !== `cut ${when}`) return
    armed = null
    throw new Error('cut')
  }
  server.fails = (name) => {
    if (armed !== 'failure' || !CHANGES.includes(name)) return false
    armed = null
    return true
  }
  return {
    family: 'sftp',
    settings: {
      kind: 'sftp',
      ...{ host: '127.0.0.1', port: server.port, user: 'kopij', folder: '/' },
      ...{ fingerprint: server.fingerprint, ownNetwork: true },
      ...FILES,
      formats: [...FILES.formats],
    },
    secret: SECRET,
    effects: (item) => effectsIn(folder, item),
    arm(wanted) {
      armed = wanted
    },
    unlock() {
      locked = false
    },
    forgiven: () => undefined,
    tooEarly: () => 0,
    stop: server.stop,
  }
}
