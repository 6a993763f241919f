/** The bridge and the doors behind it (quality.md, S7; design, "Doors"), asked by a script in the page. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { usualFolder } from '../../../shared/domain/target.ts'
import { REQUESTS } from '../../../shared/ipc/contract.ts'
import { OPEN_REQUESTS } from '../../../shared/ipc/desk.ts'
import { ready } from '../../e2e/support/desk.ts'
import { ORIGIN, type Outcome, type Target } from './target.ts'

type Asked = { server: unknown; id: unknown; name: unknown; input: unknown }

/** How the page makes what cannot be sent from here. */
type Special = 'huge text' | 'huge list' | 'deep' | 'own __proto__' | 'circle' | 'bytes'

/** Asks through the bridge, one after the other started, all awaited; no answer within a while is no answer. */
export const askAll = (page: Page, asked: readonly (Asked & { special?: Special })[]): Promise<string[]> =>
  page.evaluate(
    async (all) => {
      const make = (special: string): unknown => {
        if (special === 'huge text') return { name: 'x'.repeat(20_000_000) }
        if (special === 'huge list') return { items: Array.from({ length: 300_000 }, (_, at) => at) }
        if (special === 'own __proto__')
          return JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')
        if (special === 'bytes') return new Uint8Array(5_000_000)
        let deep: unknown = 0
        if (special === 'deep') for (let at = 0; at < 400; at += 1) deep = { deep }
        else {
          const circle: Record<string, unknown> = {}
          circle['self'] = circle
          return circle
        }
        return deep
      }
      const bridge: { call(...args: unknown[]): Promise<unknown> } = Reflect.get(window, 'kopij')
      return await Promise.all(
        all.map(async ({ server, id, name, input, special }) => {
          const waited = new Promise<string>((done) => setTimeout(() => done('no answer'), 2500))
          const answered = (async () => {
            try {
              return JSON.stringify(await bridge.call(server, id, name, special ? make(special) : input))
            } catch {
              return 'threw'
            }
          })()
          return await Promise.race([answered, waited])
        }),
      )
    },
    asked as (Asked & { special?: Special })[],
  )

/** One honest question; the answer's output, or null. */
export const ask = async (page: Page, server: string, name: string, input: unknown): Promise<unknown> => {
  const [answer = ''] = await askAll(page, [{ server, id: randomUUID(), name, input }])
  const reply: unknown = answer.startsWith('{') ? JSON.parse(answer) : null
  if (typeof reply === 'object' && reply !== null && 'output' in reply) return reply.output
  return null
}

const accepted = (answer: string | undefined): boolean =>
  answer?.startsWith('{"ok":true') || (answer?.includes('"ok":true') ?? false)

const labelled = (asked: readonly Asked[], answers: readonly string[]): string[] =>
  asked.flatMap(({ server, name, input, id }, at) =>
    accepted(answers[at])
      ? [`${String(server)} ${String(name)} ${JSON.stringify(input)} ${String(id)}`.slice(0, 120)]
      : [],
  )

const PROTOTYPE = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'isPrototypeOf',
]
const ODD: readonly unknown[] = [null, undefined, 0, '', true, [], {}]

const names = (server: 'desk' | 'shell'): string[] => Object.keys(REQUESTS[server])

/** Names, servers and ids that are none. */
const wrongWords = (): Asked[] => {
  const none = [
    ...PROTOTYPE,
    ...ODD,
    'nothing',
    'desks.list ',
    'DESKS.LIST',
    'shell.info\0',
    'x'.repeat(10_000),
    'shell',
    'port',
    'desks',
  ]
  const words = none.flatMap((name) =>
    ['desk', 'shell'].map((server): Asked => ({ server, id: randomUUID(), name, input: {} })),
  )
  const crossed: Asked[] = [
    { server: 'shell', id: randomUUID(), name: 'desks.list', input: {} },
    { server: 'desk', id: randomUUID(), name: 'shell.info', input: {} },
  ]
  const servers = [...PROTOTYPE, ...ODD, 'main', 'port', 'shell-event', 'Desk', 'desk '].map(
    (server): Asked => ({ server, id: randomUUID(), name: 'desks.list', input: {} }),
  )
  const ids = [...PROTOTYPE, ...ODD, 'x', randomUUID().slice(1), `${randomUUID()}x`, '0'.repeat(36)].flatMap(
    (id) => [
      { server: 'desk', id, name: 'desks.list', input: {} },
      { server: 'shell', id, name: 'shell.info', input: {} },
    ],
  )
  return [...words, ...crossed, ...servers, ...ids]
}

/** For every request of the contract what it must not take; and a path, which no request takes. */
const wrongInputs = (): (Asked & { special?: Special })[] =>
  (['desk', 'shell'] as const).flatMap((server) =>
    names(server).flatMap((name) => {
      const inputs: unknown[] = [
        null,
        0,
        'text',
        [],
        true,
        { extra: 1 },
        { path: '/etc/passwd' },
        { folder: '/tmp', file: 'x' },
        { person: randomUUID() },
        { grant: '/etc/passwd' },
        { grant: '../../x', name: 'x' },
      ]
      const specials: Special[] = ['huge text', 'huge list', 'deep', 'own __proto__', 'circle', 'bytes']
      return [
        ...inputs.map((input): Asked => ({ server, id: randomUUID(), name, input })),
        // The big ones once each, on a request that takes something.
        ...(['desks.create', 'items.create', 'document.push', 'shell.prefer'].includes(name)
          ? specials
          : ['own __proto__' as const]
        ).map((special) => ({ server, id: randomUUID(), name, input: special, special })),
      ]
    }),
  )

/** Requests whose every field may be left out take `{}`, so an input is only wrong for them when it says something. */
const attackWords = async (page: Page): Promise<Outcome> => {
  const through: string[] = []
  const asked = [...wrongWords(), ...wrongInputs()]
  for (let at = 0; at < asked.length; at += 60) {
    const some = asked.slice(at, at + 60)
    through.push(...labelled(some, await askAll(page, some)))
  }
  // An id that was used is answered as it was the first time, whatever it is said to be now.
  const id = randomUUID()
  const [first] = await askAll(page, [{ server: 'desk', id, name: 'desks.list', input: {} }])
  const [second] = await askAll(page, [
    {
      server: 'desk',
      id,
      name: 'desks.create',
      input: { name: 'Geest', person: 'Geest', language: 'nl', sections: ['x'] },
    },
  ])
  if (first !== second) through.push('an id was used twice')
  const polluted = await page.evaluate(() => Reflect.get({}, 'polluted') !== undefined)
  if (polluted) through.push('the prototype was polluted')
  if ((await ask(page, 'desk', 'desks.list', {})) === null) through.push('the desk process no longer answers')
  if ((await ask(page, 'shell', 'shell.info', {})) === null) through.push('main no longer answers')
  return { probes: asked.length + 4, through }
}

/** What a listener gets to see: a name and plain data, and nothing that leads further. */
const attackSubscribe = async (page: Page): Promise<Outcome> => {
  const found = await page.evaluate(async (id) => {
    const bridge: { call(...args: unknown[]): Promise<unknown>; subscribe(...args: unknown[]): unknown } =
      Reflect.get(window, 'kopij')
    const seen: unknown[][] = []
    const said: string[] = []
    for (const server of ['__proto__', 'constructor', 'main', '', null, 5, {}]) {
      try {
        bridge.subscribe(server, () => undefined)
        said.push(`subscribed to ${String(server)}`)
      } catch {
        // As it should be.
      }
    }
    for (const hear of [null, 5, 'text', {}, []]) {
      try {
        bridge.subscribe('shell', hear)
        said.push(`subscribed with ${String(hear)}`)
      } catch {
        // As it should be.
      }
    }
    bridge.subscribe('shell', (...args: unknown[]) => seen.push(args))
    const channel = new MessageChannel()
    window.postMessage('port', '*', [channel.port1])
    window.postMessage({ event: 'changed', payload: {} }, '*')
    await bridge.call('shell', id, 'shell.prefer', { theme: 'dark' })
    await new Promise((done) => setTimeout(done, 300))
    if (seen.length === 0) said.push('an honest listener heard nothing')
    for (const args of seen) {
      if (args.length !== 2 || typeof args[0] !== 'string')
        said.push('a listener was given more than a name and data')
      const [, payload] = args
      if (payload instanceof Event || payload instanceof MessagePort)
        said.push('a listener was given an event or a port')
    }
    return said
  }, randomUUID())
  return { probes: 15, through: found }
}

const PASS = { chief: 'een lang geheim van Merel', editor: 'een lang geheim van Wouter' }

/** An input that would be taken if somebody sat there. */
const plausible = (name: string, known: { item: string; person: string; section: string }): unknown => {
  const { item, person, section } = known
  const { settings, rules, profiles } = usualFolder({ id: item, name: 'x', active: true })
  const draft = { name: 'x', settings, rules, profiles }
  const inputs: Record<string, unknown> = {
    'people.add': { name: 'Geest', roles: ['chief'], passphrase: 'een lang geheim', ownPassphrase: null },
    'people.change': { person, name: 'Geest', roles: ['chief', 'admin'], active: true },
    'people.reset': { person, passphrase: 'een ander geheim' },
    'people.change-passphrase': { old: null, passphrase: 'een ander geheim' },
    'desk.change-settings': { name: 'Geest' },
    'desk.save-section': { id: randomUUID(), name: 'Geest', order: 9, active: true },
    'desk.save-agency': { agency: { code: 'X', name: 'X', home: false }, removed: false },
    'items.list': { list: 'desk', section: null, kind: null, states: [], offset: 0, limit: 50 },
    'items.search': { query: 'geheim', section: null, states: [], limit: 50 },
    'items.create': { items: [{ id: randomUUID(), kind: 'brief', section, copy: {}, shownAt: null }] },
    'items.decide': { items: [item], decision: { type: 'spike' } },
    'items.revision': { item, revision: 'a'.repeat(64) },
    'page.at': { section, at: 1, lead: null, planned: false },
    'targets.add-folder': { grant: randomUUID(), name: 'x' },
    'targets.remove': { target: randomUUID() },
    'targets.add': { draft, secret: 'geheim', grant: null },
    'targets.update': { target: randomUUID(), draft, secret: null, grant: null },
    'targets.test': { target: null, settings, secret: 'geheim' },
    'targets.try-rules': { rules, items: [item] },
    'targets.preview': { target: randomUUID(), item },
    'targets.preview-draft': { settings, profiles, item },
    'targets.would-stop': { name: 'x', rules, profiles },
    'deliveries.list': { item: null, limit: 50 },
    'deliveries.retry': { delivery: 'x' },
    'deliveries.give-up': { delivery: 'x' },
    'deliveries.resend': { delivery: 'x' },
    'export.selection': { items: [item], grant: randomUUID() },
    'export.clipboard': { items: [item] },
    'desks.save-as': { grant: randomUUID() },
  }
  return inputs[name] ?? (name.startsWith('items.') || name.startsWith('document.') ? { item } : {})
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const idOf = (value: unknown): string => String(record(value)['id'] ?? '')

/** A desk that is locked says nothing, by whichever way it is come at. */
const attackLocked = async (page: Page): Promise<Outcome> => {
  const wanted = { person: 'Merel Oosterhof', language: 'nl', sections: ['Binnenland'] }
  const desk = idOf(await ask(page, 'desk', 'desks.create', { name: 'Geheime redactie', ...wanted }))
  const session = record(await ask(page, 'desk', 'desks.use', { desk }))
  const person = idOf(session['person'])
  const overview = record(await ask(page, 'desk', 'desk.overview', {}))
  const section = Array.isArray(overview['sections']) ? idOf(overview['sections'][0]) : ''
  const item = randomUUID()
  await ask(page, 'desk', 'items.create', {
    items: [{ id: item, kind: 'lead', section, copy: { headline: 'Het geheim' }, shownAt: null }],
  })
  await ask(page, 'desk', 'people.add', {
    name: 'Wouter Dijkgraaf',
    roles: ['editor'],
    passphrase: PASS.editor,
    ownPassphrase: PASS.chief,
  })
  // A port that was bound to this desk by main, as after any reload.
  await page.reload()
  await ready(page)
  await sleep(500)
  await ask(page, 'desk', 'desks.use', { desk })
  await ask(page, 'desk', 'session.sign-in', { person, passphrase: PASS.chief })
  if ((await ask(page, 'desk', 'items.copy', { item })) === null)
    throw new Error('the desk that is to be locked does not open')

  const open: readonly string[] = OPEN_REQUESTS
  const closed = names('desk').filter((name) => !open.includes(name))
  const known = { item, person, section }
  const tryAll = async (how: string): Promise<string[]> => {
    const asked = closed.map((name) => ({
      server: 'desk',
      id: randomUUID(),
      name,
      input: plausible(name, known),
    }))
    const answers = await askAll(page, asked)
    return closed.flatMap((name, at) =>
      answers[at]?.includes('"code":"locked"') ? [] : [`${name}, ${how}: ${answers[at]?.slice(0, 80)}`],
    )
  }
  await ask(page, 'desk', 'session.lock', {})
  const through = await tryAll('locked')

  const wrong = [
    null,
    '',
    ' ',
    'geheim',
    PASS.editor,
    `${PASS.chief} `,
    PASS.chief.toUpperCase(),
    'x'.repeat(400),
  ]
  const keys = [
    ...wrong.map((passphrase) => ({
      server: 'desk',
      id: randomUUID(),
      name: 'session.sign-in',
      input: { person, passphrase },
    })),
    ...['', 'x', '0000-0000-0000-0000'].map((code) => ({
      server: 'desk',
      id: randomUUID(),
      name: 'session.recover',
      input: { person, code, passphrase: 'een ander geheim' },
    })),
  ]
  through.push(...labelled(keys, await askAll(page, keys)))
  through.push(...(await tryAll('after wrong keys')))

  // By way of a desk that opens by itself.
  const other = idOf(await ask(page, 'desk', 'desks.create', { name: 'Open redactie', ...wanted }))
  await ask(page, 'desk', 'desks.use', { desk: other })
  await ask(page, 'desk', 'desks.use', { desk })
  through.push(...(await tryAll('from another desk')))
  return { probes: closed.length * 3 + keys.length, through }
}

/** Before it has been handed a port, and after the one it had is gone, a page hears nothing of the desk. */
const attackPorts = async (page: Page): Promise<Outcome> => {
  const through: string[] = []
  await page.addInitScript(() => {
    const bridge:
      | { call(...args: unknown[]): Promise<unknown>; subscribe(...args: unknown[]): unknown }
      | undefined = Reflect.get(window, 'kopij')
    const heard: unknown[] = []
    Reflect.set(window, 'heardEarly', heard)
    bridge?.subscribe('desk', (event: unknown) => heard.push(event))
    Reflect.set(window, 'early', bridge?.call('desk', crypto.randomUUID(), 'desks.list', {}))
  })
  for (const way of ['reload', 'navigation', 'the page itself'] as const) {
    const before = askAll(
      page,
      Array.from({ length: 30 }, () => ({ server: 'desk', id: randomUUID(), name: 'desks.list', input: {} })),
    )
    before.catch(() => undefined)
    if (way === 'reload') await page.reload()
    else if (way === 'navigation') await page.goto(`${ORIGIN}/index.html`)
    else {
      await page.evaluate(() => {
        setTimeout(() => location.reload(), 0)
      })
      await sleep(800)
    }
    await ready(page)
    const { early, first } = await page.evaluate(async () => ({
      early: JSON.stringify(await Reflect.get(window, 'early')),
      first: String(Reflect.get(window, 'heardEarly')?.[0]),
    }))
    if (!early.includes('desk-process-gone'))
      through.push(`after ${way} the page spoke before it had a port: ${early}`)
    if (first !== 'port-open') through.push(`after ${way} the page heard ${first} first`)
  }
  return { probes: 6, through }
}

export const attackBridge = async ({ page }: Target): Promise<Outcome> => {
  const parts: Outcome[] = []
  for (const attack of [attackSubscribe, attackWords, attackPorts, attackLocked])
    parts.push(await attack(page))
  return {
    probes: parts.reduce((sum, { probes }) => sum + probes, 0),
    through: parts.flatMap(({ through }) => through),
  }
}
