/** Who sits at which desk: the desk server with ports of plain functions, and real desks behind it. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { createDeskServer, type DeskServer } from '../../../main/app/desk-server.ts'
import type { Port } from '../../../main/ipc/desk/serve.ts'
import { FaultError } from '../../../shared/errors.ts'
import type { Input, Output, RequestName } from '../../../shared/ipc/contract.ts'
import type { ReplyMessage } from '../../../shared/ipc/message.ts'
import { createTestClock, NOON, type TestClock } from '../../support/desk.ts'
import { memorySecrets } from '../../support/secrets.ts'

let data: string
let clock: TestClock
let server: DeskServer
const grants = new Map<string, string>()
const bound: { window: number; desk: string | null; person: string | null }[] = []
const startServer = (): DeskServer =>
  createDeskServer({
    ...{ data, clock, newId: () => randomUUID(), log: () => undefined },
    secrets: memorySecrets(),
    announce: () => undefined,
    bound: (window, desk, person) => void bound.push({ window, desk, person }),
    redeem: (_window, grant) => {
      const path = grants.get(grant) ?? null
      grants.delete(grant)
      return Promise.resolve(path)
    },
  })
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'kopij-zetels-'))
  clock = createTestClock(NOON)
  grants.clear()
  bound.length = 0
  server = startServer()
})
afterEach(async () => {
  await server.stop()
  await rm(data, { recursive: true, force: true })
})

const grant = (path: string): string => {
  const id = randomUUID()
  grants.set(id, path)
  return id
}

const open = (window: number, desk: string | null = null, person: string | null = null) => {
  const asked = new Map<string, (reply: ReplyMessage) => void>()
  const events: { event: string; payload: unknown }[] = []
  let hear: (message: unknown) => void = () => undefined
  const port: Port = {
    post(message) {
      if ('event' in message) events.push(message)
      else asked.get(message.id)?.(message)
    },
    onMessage: (listener) => {
      hear = listener
    },
    onClose: () => undefined,
    close: () => undefined,
  }
  server.open(window, port, desk, person)
  return {
    events,
    async call<N extends RequestName<'desk'>>(name: N, input: Input<'desk', N>): Promise<Output<'desk', N>> {
      const id = randomUUID()
      const reply = await new Promise<ReplyMessage>((resolve) => {
        asked.set(id, resolve)
        hear({ id, name, input })
      })
      if ('event' in reply) throw new Error('an event is no answer')
      if (!reply.ok) throw new FaultError(reply.fault.code, reply.fault.params)
      return reply.output as Output<'desk', N>
    },
  }
}
const wanted = (name: string) => ({
  ...{ name, person: 'Merel Oosterhof', language: 'nl' as const, sections: ['Buitenland'] },
})
const LOCKED = { fault: { code: 'locked' } }
const second = {
  ...{ name: 'Joris Baan', roles: ['editor' as const], passphrase: 'een lange wachtzin' },
  ownPassphrase: 'mijn eigen wachtzin',
}

describe('a window', () => {
  test('without a desk says so, and without a person is locked', async () => {
    const window = open(1)
    await expect(window.call('session.get', {})).rejects.toMatchObject({ fault: { code: 'no-desk' } })
    await expect(window.call('desk.overview', {})).rejects.toMatchObject(LOCKED)
    await expect(window.call('desks.use', { desk: randomUUID() })).rejects.toMatchObject({
      fault: { code: 'no-desk' },
    })
  })

  test('finds open the desk that was foreseen, and hears itself what is wrong with one that is not there', async () => {
    const desk = (await open(1).call('desks.create', wanted('Een'))).id
    await server.stop()
    server = startServer()
    const { replica } = deskFolder(data, desk)
    expect(existsSync(`${replica}-wal`)).toBe(false)
    server.foresee(desk)
    await vi.waitFor(() => expect(existsSync(`${replica}-wal`)).toBe(true))
    expect((await open(1).call('desks.use', { desk })).desk.id).toBe(desk)

    const missing = randomUUID()
    server.foresee(missing)
    await expect(open(2).call('desks.use', { desk: missing })).rejects.toMatchObject({
      fault: { code: 'no-desk' },
    })
    expect(existsSync(deskFolder(data, missing).replica)).toBe(false)
  })

  test('sits down by itself at a desk of one, is told apart by desk, and remembers nobody from another one', async () => {
    const window = open(1)
    const [one, two] = [
      await window.call('desks.create', wanted('Een')),
      await window.call('desks.create', wanted('Twee')),
    ]
    const first = (await window.call('desks.use', { desk: one.id })).person
    const other = (await window.call('desks.use', { desk: two.id })).person
    expect(first?.id).not.toBe(other?.id)
    expect((await window.call('desks.use', { desk: one.id })).person).toEqual(first)
    expect(bound.at(-1)).toEqual({ window: 1, desk: one.id, person: first?.id })
  })

  test('that cannot go to a damaged desk does not hear that the one it sits at is damaged', async () => {
    const window = open(1)
    const one = await window.call('desks.create', wanted('Een'))
    const two = await window.call('desks.create', wanted('Twee'))
    await server.stop()
    server = startServer()
    const { hub } = deskFolder(data, two.id)
    await writeFile(hub, (await readFile(hub)).subarray(0, 1000))
    const again = open(1)
    await again.call('desks.use', { desk: one.id })
    await expect(again.call('desks.use', { desk: two.id })).rejects.toMatchObject({
      fault: { code: 'database-damaged' },
    })
    expect((await again.call('desk.safety', {})).fault).toBeNull()
  })

  test('is not let in at the original for having signed in at a copy of it', async () => {
    const window = open(1)
    const original = await window.call('desks.create', wanted('Origineel'))
    await window.call('desks.use', { desk: original.id })
    await window.call('people.add', second)
    const file = join(data, 'redactie.kopij')
    await window.call('desks.save-as', { grant: grant(file) })
    const copy = await window.call('desks.open-file', { grant: grant(file) })

    // Somebody finds the original locked, and knows only the passphrase of the copy, which he changed there himself.
    const thief = open(2, original.id, null)
    expect((await thief.call('desks.use', { desk: original.id })).person).toBeNull()
    const { people } = await thief.call('desks.use', { desk: copy.id })
    const merel = people.find((one) => one.person.name === 'Merel Oosterhof')?.person.id ?? ''
    await thief.call('session.sign-in', { person: merel, passphrase: 'mijn eigen wachtzin' })
    expect((await thief.call('desks.use', { desk: original.id })).person).toBeNull()
    await expect(thief.call('desk.overview', {})).rejects.toMatchObject(LOCKED)
  })

  test('comes back to its person after a reload, at its own desk only', async () => {
    const window = open(1)
    const desk = await window.call('desks.create', wanted('Een'))
    const { person } = await window.call('desks.use', { desk: desk.id })
    await window.call('people.add', second)
    const reloaded = open(1, desk.id, person?.id ?? null)
    expect((await reloaded.call('desks.use', { desk: desk.id })).person).toEqual(person)
    const elsewhere = open(2, randomUUID(), person?.id ?? null)
    expect((await elsewhere.call('desks.use', { desk: desk.id })).person).toBeNull()
  })

  test('hears a desk once, however often it was asked to go there', async () => {
    const window = open(1)
    const desk = await window.call('desks.create', wanted('Een'))
    const go = () => window.call('desks.use', { desk: desk.id })
    await Promise.all([go(), go(), go()])
    const { sections } = await window.call('desk.overview', {})
    window.events.length = 0
    const item = {
      id: randomUUID(),
      kind: 'brief' as const,
      section: sections[0]?.id ?? '',
      copy: {},
      shownAt: null,
    }
    await window.call('items.create', { items: [item] })
    expect(window.events.filter((one) => one.event === 'changed')).toHaveLength(1)
  })

  test('loses its seat when its person leaves the desk', async () => {
    const window = open(1)
    const desk = await window.call('desks.create', wanted('Een'))
    await window.call('desks.use', { desk: desk.id })
    const { person } = await window.call('people.add', second)
    const theirs = open(2)
    await theirs.call('desks.use', { desk: desk.id })
    await theirs.call('session.sign-in', { person: person.id, passphrase: 'een lange wachtzin' })
    await theirs.call('desk.overview', {})
    await window.call('people.change', {
      person: person.id,
      name: person.name,
      roles: person.roles,
      active: false,
    })
    for (const name of ['desk.overview', 'session.lock'] as const)
      await expect(theirs.call(name, {})).rejects.toMatchObject(LOCKED)
    const page = { section: 'x', at: 0, lead: null, planned: true }
    await expect(theirs.call('page.at', page)).rejects.toMatchObject(LOCKED)
    expect((await theirs.call('session.get', {})).person).toBeNull()
  })
})

describe('somebody who is removed while sitting', () => {
  const setUp = async () => {
    const window = open(1)
    const desk = await window.call('desks.create', wanted('Een'))
    const merel = (await window.call('desks.use', { desk: desk.id })).person?.id ?? ''
    const { person } = await window.call('people.add', second)
    const theirs = open(2)
    await theirs.call('desks.use', { desk: desk.id })
    await theirs.call('session.sign-in', { person: person.id, passphrase: second.passphrase })
    const { sections } = await window.call('desk.overview', {})
    const item = randomUUID()
    const made = { id: item, kind: 'brief' as const, section: sections[0]?.id ?? '', copy: {}, shownAt: null }
    await window.call('items.create', { items: [made] })
    const { id, name, roles } = person
    const change = (active: boolean) => window.call('people.change', { person: id, name, roles, active })
    return { window, theirs, desk: desk.id, merel, joris: id, item, change }
  }
  /** Merel types, as her window brings it. */
  const type = async (window: ReturnType<typeof open>, item: string, words: string): Promise<void> => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await window.call('document.open', { item })).state)
    const before = Y.encodeStateVector(doc)
    doc.getXmlFragment('headline').insert(0, [new Y.XmlText(words)])
    const update = Y.encodeStateAsUpdate(doc, before)
    await window.call('document.push', { item, update, restores: null })
  }

  test('hears no more of the text that was open there, and is asked who sits there', async () => {
    const { window, theirs, desk, item, change } = await setUp()
    const heard = () => theirs.events.filter(({ event }) => event === 'document-update')
    await theirs.call('document.open', { item })
    await type(window, item, 'Veerboot')
    expect(heard()).toHaveLength(1)
    theirs.events.length = 0
    await change(false)
    expect(bound.at(-1)).toEqual({ window: 2, desk, person: null })
    const said = theirs.events.flatMap(({ event, payload }) => (event === 'changed' ? [payload] : []))
    expect(said).toContainEqual(
      expect.objectContaining({ topics: expect.arrayContaining(['session']) as string[] }),
    )
    await type(window, item, 'Pont')
    expect(heard()).toEqual([])
  })

  test('does not sit there again for having been put back', async () => {
    const { theirs, desk, joris, change } = await setUp()
    await change(false)
    await change(true)
    expect((await theirs.call('session.get', {})).person).toBeNull()
    await expect(theirs.call('desk.overview', {})).rejects.toMatchObject(LOCKED)
    expect((await theirs.call('desks.use', { desk })).person).toBeNull()
    await theirs.call('session.sign-in', { person: joris, passphrase: second.passphrase })
    expect((await theirs.call('session.get', {})).person?.id).toBe(joris)
  })

  test('does not sit there again either where the window came back in between', async () => {
    const { desk, joris, change } = await setUp()
    await change(false)
    const back = open(3, desk, joris)
    expect((await back.call('desks.use', { desk })).person).toBeNull()
    expect(bound.at(-1)).toEqual({ window: 3, desk, person: null })
    await change(true)
    expect((await back.call('session.get', {})).person).toBeNull()
  })

  test('gets nobody else up: a change of people leaves everybody else where they sit', async () => {
    const { window, theirs, merel, joris, change } = await setUp()
    await window.call('people.change', {
      ...{ person: joris, name: 'Joris B.', roles: ['chief'], active: true },
    })
    expect((await theirs.call('session.get', {})).person?.name).toBe('Joris B.')
    bound.length = 0
    await change(false)
    expect((await window.call('session.get', {})).person?.id).toBe(merel)
    expect(bound.map((one) => one.window)).toEqual([2])
  })
})

describe('exporting', () => {
  test('a second selection to the same folder leaves the first one there', async () => {
    const window = open(1)
    const desk = await window.call('desks.create', wanted('Een'))
    await window.call('desks.use', { desk: desk.id })
    const { sections } = await window.call('desk.overview', {})
    const section = sections[0]?.id ?? ''
    const [one, two] = [randomUUID(), randomUUID()]
    await window.call('items.create', {
      items: [one, two].map((id, index) => ({
        ...{ id, kind: 'brief' as const, section, shownAt: null },
        copy: { headline: `Kortje ${index}` },
      })),
    })
    const folder = join(data, 'uit')
    await mkdir(folder)
    await window.call('export.selection', { items: [one], grant: grant(folder) })
    const first = (await readdir(folder)).filter((name) => !name.startsWith('.'))
    clock.advance(1000)
    await window.call('export.selection', { items: [two], grant: grant(folder) })
    const both = (await readdir(folder)).filter((name) => !name.startsWith('.'))
    expect(first).toHaveLength(3)
    expect(both).toHaveLength(6)
    expect(both).toEqual(expect.arrayContaining(first))
    // The same once more writes the same files again.
    clock.advance(1000)
    await window.call('export.selection', { items: [one], grant: grant(folder) })
    expect((await readdir(folder)).filter((name) => !name.startsWith('.'))).toHaveLength(6)
  })
})
