/** The desk process's door: nothing that does not fit gets in, nothing that goes wrong gets out as anything but a fault. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Handlers, type Port, serve } from '../../../../main/ipc/desk/serve.ts'
import { FaultError } from '../../../../shared/errors.ts'
import { REQUESTS, type RequestName } from '../../../../shared/ipc/contract.ts'
import { OPEN_REQUESTS } from '../../../../shared/ipc/desk.ts'
import { ReplyMessage } from '../../../../shared/ipc/message.ts'
import { parseAtDoor } from '../../../../shared/ipc/parse.ts'
import { runs } from '../../../support/arbitrary-copy.ts'

type Name = RequestName<'desk'>
const NAMES = Object.keys(REQUESTS.desk) as Name[]
const isOpen = (name: string): boolean => (OPEN_REQUESTS as readonly string[]).includes(name)

/** A door with handlers that only write down what reached them. */
const createDoor = (handle: (name: Name, input: unknown) => unknown = () => ({})) => {
  const posted: ReplyMessage[] = []
  const reached: { name: Name; input: unknown; command: string }[] = []
  const log: { event: string; facts: Record<string, string | number> }[] = []
  let person: string | null = 'merel'
  let hear: (message: unknown) => void = () => undefined
  let broken = false
  const port: Port = {
    post(message) {
      if (broken) throw new Error('the channel is closed')
      posted.push(message)
    },
    onMessage: (listener) => {
      hear = listener
    },
    onClose: () => undefined,
    close: () => undefined,
  }
  const handlers = Object.fromEntries(
    NAMES.map((name) => [
      name,
      (input: unknown, { command }: { command: string }) => {
        reached.push({ name, input, command })
        return handle(name, input)
      },
    ]),
  ) as unknown as Handlers
  const served = serve({
    port,
    handlers,
    person: () => person,
    explain: (error) => error,
    log: (event, facts) => log.push({ event, facts }),
    closed: () => undefined,
  })
  return {
    ...{ posted, reached, log, served },
    sit: (next: string | null) => {
      person = next
    },
    breakPort: () => {
      broken = true
    },
    async send(message: unknown): Promise<void> {
      hear(message)
      // Answers are promises of plain handlers here: a turn of the loop later they are all there.
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

let uncaught: unknown[]
beforeEach(() => {
  uncaught = []
  const note = (error: unknown): void => void uncaught.push(error)
  process.on('unhandledRejection', note)
  return () => {
    process.off('unhandledRejection', note)
    expect(uncaught).toEqual([])
  }
})

/** Values as a page could post them: everything that a structured clone lets through. */
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withObjectString: true,
  key: fc.oneof(
    fc.string(),
    fc.constantFrom(
      'item',
      'items',
      'decision',
      'type',
      '__proto__',
      'constructor',
      'then',
      'toString',
      'length',
    ),
  ),
})

/** Input that nearly fits: fields of the right names with values of any kind. */
const nearly = (name: Name) => {
  const keys = Object.keys((REQUESTS.desk[name].input as { shape?: object }).shape ?? {})
  const value = fc.oneof(
    anything,
    fc.uuid(),
    fc.constantFrom(
      '',
      ' ',
      'x'.repeat(100_000),
      null,
      -1,
      0.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      2 ** 53,
      [],
    ),
    fc.record({ type: fc.constantFrom('submit', 'approve', 'kill', '__proto__', 'x'), revision: anything }),
  )
  return keys.length === 0
    ? anything
    : fc.oneof(fc.record(Object.fromEntries(keys.map((key) => [key, value])), { requiredKeys: [] }), anything)
}

describe('every request of the contract, with anything in it', () => {
  test.each(NAMES)('%s', async (name) => {
    await fc.assert(
      fc.asyncProperty(nearly(name), async (input) => {
        const door = createDoor()
        const id = randomUUID()
        await door.send({ id, name, input })
        const fits = parseAtDoor<unknown>(REQUESTS.desk[name].input, input).ok
        expect(door.reached.length).toBe(fits ? 1 : 0)
        expect(door.posted).toHaveLength(1)
        expect(ReplyMessage.safeParse(door.posted[0]).success).toBe(true)
        if (!fits) expect(door.posted[0]).toMatchObject({ id, ok: false, fault: { code: 'bad-request' } })
      }),
      runs(250),
    )
  })

  test('a length that is no number, in the place of any text or list, is refused and not thrown', async () => {
    for (const length of [{ toString: 0 }, { valueOf: 0, toString: 0 }, Object.create(null), 1n]) {
      const text = { length }
      const bad = createDoor()
      await bad.send({ id: randomUUID(), name: text, input: {} })
      await bad.send({ id: text, name: 'desk.safety', input: {} })
      expect(bad.log.map((line) => line.event)).toEqual(['bad-message', 'bad-message'])
      for (const name of NAMES) {
        const keys = Object.keys((REQUESTS.desk[name].input as { shape?: object }).shape ?? {})
        const door = createDoor()
        await door.send({ id: randomUUID(), name, input: Object.fromEntries(keys.map((key) => [key, text])) })
        if (keys.length > 0) expect(door.posted).toMatchObject([{ fault: { code: 'bad-request' } }])
      }
    }
  })

  test('messages that are no requests are not answered, and nothing of them is logged', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (message) => {
        const door = createDoor()
        await door.send(message)
        expect([door.posted, door.reached]).toEqual([[], []])
        expect(door.log).toEqual([{ event: 'bad-message', facts: {} }])
      }),
      runs(1000),
    )
  })

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'desks',
    'items.list ',
    'ITEMS.LIST',
    '',
    'then',
  ])('the name %j is none', async (name) => {
    const door = createDoor()
    const id = randomUUID()
    await door.send({ id, name, input: {} })
    expect(door.posted).toMatchObject([{ id, ok: false, fault: { code: 'bad-request' } }])
    expect(door.reached).toEqual([])
  })
})

describe('a session that is locked', () => {
  test('is refused everything but what opens it', async () => {
    for (const name of NAMES) {
      const door = createDoor()
      door.sit(null)
      await door.send({ id: randomUUID(), name, input: {} })
      const [reply] = door.posted
      if (isOpen(name)) expect(reply).not.toMatchObject({ fault: { code: 'locked' } })
      else {
        expect([name, reply]).toMatchObject([name, { ok: false, fault: { code: 'locked' } }])
        expect(door.reached).toEqual([])
      }
    }
    expect(OPEN_REQUESTS).toMatchInlineSnapshot(`
      [
        "desks.list",
        "desks.create",
        "desks.create-example",
        "desks.use",
        "desks.open-file",
        "desks.join",
        "session.get",
        "session.sign-in",
        "session.recover",
        "desk.safety",
      ]
    `)
  })

  test('hears nothing again that was answered before it was locked, nor does the next person', async () => {
    const door = createDoor(() => ({ secret: true }))
    const id = randomUUID()
    const ask = { id, name: 'desk.overview', input: {} }
    await door.send(ask)
    door.sit(null)
    await door.send(ask)
    expect(door.posted[1]).toMatchObject({ ok: false, fault: { code: 'locked' } })
    door.sit('joris')
    await door.send(ask)
    expect(door.reached).toHaveLength(2)
    door.sit('merel')
    await door.send(ask)
    expect(door.posted[3]).toEqual(door.posted[0])
    expect(door.reached).toHaveLength(2)
  })
})

describe('a repeat', () => {
  test('gets the first answer, whatever it asks now', async () => {
    const door = createDoor()
    const id = randomUUID()
    await door.send({ id, name: 'desk.safety', input: {} })
    await door.send({ id, name: 'desk.safety', input: {} })
    await door.send({ id, name: 'session.lock', input: {} })
    expect(door.reached).toHaveLength(1)
    expect(door.posted).toEqual([door.posted[0], door.posted[0], door.posted[0]])
  })

  test('of one that is still being worked on waits for it', async () => {
    let finish: (value: unknown) => void = () => undefined
    const door = createDoor(() => new Promise((resolve) => (finish = resolve)))
    const ask = { id: randomUUID(), name: 'desk.safety', input: {} }
    await door.send(ask)
    await door.send(ask)
    expect([door.reached.length, door.posted.length]).toEqual([1, 0])
    finish({})
    await door.send({})
    expect(door.posted).toHaveLength(2)
  })

  test('the command’s id reaches the handler, so that what it makes can follow from it', async () => {
    const door = createDoor()
    const id = randomUUID()
    await door.send({ id, name: 'desk.safety', input: {} })
    expect(door.reached[0]?.command).toBe(id)
  })
})

describe('what goes wrong', () => {
  test('a fault is answered as it is; anything else is internal, and its words stay in the log', async () => {
    const throwing = (error: unknown) =>
      createDoor(() => {
        throw error
      })
    const ask = { id: randomUUID(), name: 'desk.safety', input: {} }
    const fault = throwing(new FaultError('disk-full', { part: 'x' }))
    await fault.send(ask)
    expect(fault.posted).toMatchObject([{ ok: false, fault: { code: 'disk-full', params: { part: 'x' } } }])
    for (const error of [new Error('/home/merel/geheim.db'), 'tekst', null, undefined, { fault: 1 }]) {
      const door = throwing(error)
      await door.send(ask)
      expect(door.posted).toEqual([{ id: ask.id, ok: false, fault: { code: 'internal', params: {} } }])
      expect(door.log[0]).toMatchObject({ event: 'request-failed' })
    }
  })

  test('a port that closed under an answer takes nothing down', async () => {
    const door = createDoor()
    door.breakPort()
    await door.send({ id: randomUUID(), name: 'desk.safety', input: {} })
    expect(door.log).toMatchObject([{ event: 'answer-not-sent' }])
  })

  test('an event that does not fit the contract is a mistake of ours, and says so', () => {
    const door = createDoor()
    const tell = vi.fn(() => door.served.tell('changed', { topics: ['alles'], items: [] } as never))
    expect(tell).toThrow()
    expect(door.posted).toEqual([])
  })
})
