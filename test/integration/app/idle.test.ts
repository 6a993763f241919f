/**
 * A desk that locks itself when nobody is there, from the clock to the disk: the shell's timer on a clock that is stepped,
 * and the desk process, its replica and the hub elsewhere behind it.
 */
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { watchIdle } from '../../../main/app/idle-watch.ts'
import { removeApps, startApp } from '../../support/apps.ts'
import { createTestClock, NOON, type TestClock } from '../../support/desk.ts'
import { freePort } from '../../support/free-port.ts'

afterEach(removeApps)

const MINUTE = 60_000
const MEREL = 'de wachtzin van Merel'
const NOOR = 'de wachtzin van Noor'
const LOCKED = { fault: { code: 'locked' } }

/** A computer as the system sees it: somebody touches it, or nobody does. */
const computer = (clock: TestClock) => {
  let touched = clock.now()
  return {
    touch: () => {
      touched = clock.now()
    },
    idle: () => Math.floor((clock.now() - touched) / 1000),
  }
}

test('locks once, after as long as is wished at that moment, and again only after somebody came back', () => {
  const clock = createTestClock(NOON)
  const { touch, idle } = computer(clock)
  let [wished, locks]: [number | null, number] = [null, 0]
  const stop = watchIdle({
    ...{ clock, idle },
    wished: () => wished,
    lock() {
      locks += 1
    },
  })
  clock.advance(600 * MINUTE)
  expect(locks).toBe(0)
  touch()
  wished = 5
  clock.advance(5 * MINUTE - 10_000)
  expect(locks).toBe(0)
  clock.advance(20_000)
  expect(locks).toBe(1)
  clock.advance(60 * MINUTE)
  expect(locks).toBe(1)
  touch()
  clock.advance(MINUTE)
  // Somebody wants more time: the lock comes that much later.
  wished = 8
  clock.advance(6 * MINUTE)
  expect(locks).toBe(1)
  clock.advance(MINUTE + 10_000)
  expect(locks).toBe(2)
  touch()
  stop()
  clock.advance(60 * MINUTE)
  expect(locks).toBe(2)
})

/** A desk that is shared, and a computer elsewhere at which Noor sits, with an item of hers open. */
const setUp = async () => {
  const home = await startApp()
  const window = home.window()
  const wanted = { name: 'Avondploeg', person: 'Merel Oosterhof', language: 'nl' as const }
  const desk = await window.call('desks.create', { ...wanted, sections: ['Buitenland'] })
  await window.call('desks.use', { desk: desk.id })
  await window.call('people.change-passphrase', { old: null, passphrase: MEREL })
  const port = await freePort()
  await window.call('hosting.change', { open: true, port, trusted: true })
  const { code } = await window.call('people.invite', { roles: ['editor'], person: null })
  const away = await startApp()
  const theirs = away.window()
  await theirs.call('desks.join', {
    ...{ address: `127.0.0.1:${port}`, trusted: false, code, name: 'Noor Visser', passphrase: NOOR },
  })
  const { people } = await theirs.call('desks.use', { desk: desk.id })
  const noor = people.find(({ person }) => person.name === 'Noor Visser')?.person.id ?? ''
  await theirs.call('session.sign-in', { person: noor, passphrase: NOOR })
  const { sections } = await theirs.call('desk.overview', {})
  const item = randomUUID()
  const copy = { headline: '' }
  await theirs.call('items.create', {
    items: [{ id: item, kind: 'brief', section: sections[0]?.id ?? '', copy, shownAt: null }],
  })
  await theirs.call('sync.now', {})
  return { window, away, theirs, noor, item }
}
type Window = Awaited<ReturnType<typeof setUp>>['window']

/** The item as a window has it open. */
const openText = async (window: Window, item: string) => {
  const doc = new Y.Doc()
  const { state, epoch } = await window.call('document.open', { item })
  Y.applyUpdate(doc, state)
  return {
    epoch,
    text: (): string => doc.getXmlFragment('headline').toString(),
    /** Types, and answers what the window has to bring to the desk process. */
    type(words: string): Uint8Array {
      const before = Y.encodeStateVector(doc)
      const headline = doc.getXmlFragment('headline')
      headline.insert(headline.length, [new Y.XmlText(words)])
      return Y.encodeStateAsUpdate(doc, before)
    },
  }
}
const push = (window: Window, item: string, update: Uint8Array) =>
  window.call('document.push', { item, update, restores: null })
const headlineAt = async (window: Window, item: string): Promise<string> =>
  (await openText(window, item)).text()
const hears = (window: Window, item: string): Promise<void> =>
  window.until(() =>
    window.events.some(
      ({ event, payload }) => event === 'changed' && (payload as { items: string[] }).items.includes(item),
    ),
  )

/** Until the words are in the item at a window: looked for whenever it hears of the item. */
const shows = async (window: Window, item: string, words: string): Promise<void> => {
  for (;;) {
    window.events.length = 0
    if ((await headlineAt(window, item)).includes(words)) return
    await hears(window, item)
  }
}

describe('a computer at which nobody is', () => {
  test('locks after the minutes that were chosen; words are kept, the passphrase opens it, sync goes on', async () => {
    const { window, away, theirs, noor, item } = await setUp()
    const clock = createTestClock(NOON)
    const { touch, idle } = computer(clock)
    let locking: Promise<void> = Promise.resolve()
    const stop = watchIdle({
      ...{ clock, idle },
      wished: () => 10,
      lock: () => {
        locking = away.server.lock()
      },
    })
    const text = await openText(theirs, item)
    await push(theirs, item, text.type('Kanselier '))
    clock.advance(9 * MINUTE)
    touch()
    clock.advance(9 * MINUTE)
    await locking
    expect((await theirs.call('session.get', {})).person?.id).toBe(noor)
    // Typed, and on disk, in the moment before it locks; and typed, and not yet brought, when it is locked.
    await push(theirs, item, text.type('treedt '))
    const unsaved = text.type('af')
    theirs.events.length = 0
    clock.advance(MINUTE + 10_000)
    await locking
    expect((await theirs.call('session.get', {})).person).toBeNull()
    expect(theirs.events).toContainEqual({
      event: 'changed',
      payload: { topics: ['session'], items: [] },
    })
    await expect(push(theirs, item, unsaved)).rejects.toMatchObject(LOCKED)
    await expect(theirs.call('desk.overview', {})).rejects.toMatchObject(LOCKED)
    await expect(theirs.call('document.open', { item })).rejects.toMatchObject(LOCKED)

    // Out: what was on disk reaches the desk. In: what a colleague does meanwhile is here when Noor comes back.
    await window.call('sync.now', {})
    await shows(window, item, 'treedt ')
    const merels = await openText(window, item)
    theirs.events.length = 0
    await push(window, item, merels.type('(Merel) '))
    await hears(theirs, item)
    expect((await theirs.call('desk.safety', {})).hub).toMatchObject({ state: 'connected', fault: null })
    expect((await theirs.call('session.get', {})).person).toBeNull()

    await expect(
      theirs.call('session.sign-in', { person: noor, passphrase: 'niet deze' }),
    ).rejects.toMatchObject({ fault: { code: 'wrong-passphrase' } })
    touch()
    await theirs.call('session.sign-in', { person: noor, passphrase: NOOR })
    const back = await headlineAt(theirs, item)
    for (const words of ['Kanselier ', 'treedt ', '(Merel) ']) expect(back).toContain(words)
    // The window kept what was not brought, and brings it now.
    await push(theirs, item, unsaved)
    await theirs.call('sync.now', {})
    await window.call('sync.now', {})
    const everything = await headlineAt(window, item)
    for (const words of ['Kanselier ', 'treedt ', 'af', '(Merel) '])
      expect([words, everything.split(words).length - 1]).toEqual([words, 1])
    clock.advance(5 * MINUTE)
    await locking
    expect((await theirs.call('session.get', {})).person?.id).toBe(noor)
    stop()
  })
})
