/** Lines of fast entry that were entered: whoever typed them has them until they are saved or let go of. */
import { beforeEach, expect, it, vi } from 'vitest'
import type { StoredLine } from '../../../../renderer/features/queue/entry-draft.ts'
import type { FaultCode } from '../../../../shared/errors.ts'
import type { Id } from '../../../../shared/ids.ts'

const DESK = '00000000-0000-4000-8000-00000000000a'
const PERSON = '00000000-0000-4000-8000-00000000000b'
const OTHER = '00000000-0000-4000-8000-00000000000c'
const KEY = '00000000-0000-4000-8000-000000000001'
const SLOT = '00000000-0000-4000-8000-000000000002'
const AT = Date.parse('2026-11-23T18:00:00Z')
const DISK_FULL = { code: 'disk-full', params: {} } as const

const desk = vi.hoisted(() => ({
  /** What the desk refuses, by request. */
  refuses: new Map<string, string>(),
  created: [] as string[],
  /** Answers of which the test says when they come. */
  hold: null as Promise<void> | null,
}))
vi.mock('../../../../renderer/lib/client.ts', () => ({
  call: async (_server: string, name: string, input: { items: { id: string }[]; item: string }) => {
    // Of the window that asks: each has modules of its own here.
    const { FaultError } = await import('../../../../shared/errors.ts')
    await desk.hold
    const code = desk.refuses.get(name) as FaultCode | undefined
    if (name === 'items.decide') return [{ item: KEY, fault: code ? { code, params: {} } : null }]
    if (code) throw new FaultError(code)
    if (name === 'items.get' && !desk.created.includes(input.item)) throw new FaultError('gone')
    if (name === 'items.create') desk.created.push(...input.items.map(({ id }) => id))
    return {}
  },
}))

const line = (says: Partial<StoredLine> = {}): StoredLine => ({
  key: KEY,
  fills: null,
  fault: null,
  brief: {
    id: KEY,
    line: 'VELBACH (ANP) - De dam houdt. @19.00',
    section: 'binnenland',
    copy: {
      dateline: ['VELBACH'],
      credits: ['ANP'],
      body: [{ type: 'paragraph', line: [{ text: 'De dam houdt.' }] }],
    },
    time: null,
  },
  ...says,
})

const timed = (): StoredLine => {
  const { brief } = line()
  return line({
    brief: { ...brief, time: { wall: '2026-11-23T19:00', zone: 'Europe/Amsterdam', instant: AT } },
  })
}

/** A window that was opened now: it knows what is stored, and nothing else. */
const openWindow = async (person: Id = PERSON) => {
  vi.resetModules()
  const { enteredLines } = await import('../../../../renderer/features/queue/entered-lines.ts')
  const { strip } = await import('../../../../renderer/lib/strip.ts')
  return { entered: enteredLines(DESK, person), strip, again: () => enteredLines(DESK, person) }
}

/** The desk answers nothing until the answer is called. */
const holdBack = (): (() => void) => {
  let answer: () => void = () => undefined
  desk.hold = new Promise((resolve) => {
    answer = resolve
  })
  return () => answer()
}

beforeEach(() => {
  desk.refuses = new Map()
  desk.created = []
  desk.hold = null
  const stored = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  })
})

it('a refused line is there again when the view was left, and in the next window, until it is saved', async () => {
  desk.refuses.set('items.create', 'disk-full')
  const { entered, strip, again } = await openWindow()
  const leave = entered.show()
  expect(await entered.make(line(), 'wacht')).toBeNull()
  expect(entered.lines.get()).toMatchObject([{ key: KEY, fault: DISK_FULL, asking: false }])
  // The view says it by itself.
  expect(strip.get()).toBeNull()
  leave()
  again().show()
  expect(again().lines.get()).toMatchObject([{ key: KEY, fault: DISK_FULL }])

  const next = await openWindow()
  next.entered.show()
  const [found] = next.entered.lines.get()
  expect(found).toMatchObject({ brief: line().brief, fault: DISK_FULL, asking: false })
  desk.refuses = new Map()
  expect(await next.entered.make(found ?? line(), 'wacht')).toMatchObject({ id: KEY })
  expect(next.entered.lines.get()).toEqual([])
  const last = await openWindow()
  last.entered.show()
  expect(last.entered.lines.get()).toEqual([])
})

it('a fault that comes when the view was left is said with the line, and the line waits', async () => {
  desk.refuses.set('items.create', 'disk-full')
  const { entered, strip } = await openWindow()
  const answer = holdBack()
  const leave = entered.show()
  const made = entered.make(line(), 'De regel wacht nog')
  leave()
  answer()
  await made
  expect(strip.get()).toMatchObject({ text: 'De regel wacht nog', fault: DISK_FULL })
  expect(entered.lines.get()).toMatchObject([{ key: KEY, fault: DISK_FULL }])
})

it('a line without an answer is found when the view is opened again, and by the window after a crash', async () => {
  const answer = holdBack()
  const { entered } = await openWindow()
  const leave = entered.show()
  const made = entered.make(line(), 'wacht')
  expect(entered.lines.get()).toMatchObject([{ key: KEY, asking: true, found: false }])
  leave()
  entered.show()
  expect(entered.lines.get()).toMatchObject([{ key: KEY, asking: true, found: true }])

  const next = await openWindow()
  next.entered.show()
  expect(next.entered.lines.get()).toMatchObject([{ key: KEY, fault: null, asking: false, found: true }])
  answer()
  await made
  expect(entered.lines.get()).toEqual([])
})

it('a brief whose time was refused can be let go of, and that can be undone', async () => {
  desk.refuses.set('items.decide', 'time-in-the-past')
  const { entered } = await openWindow()
  entered.show()
  await entered.make(timed(), 'wacht')
  const [refused] = entered.lines.get()
  expect(refused).toMatchObject({ fault: { code: 'time-in-the-past' } })
  const putBack = refused && entered.letGo(refused)
  expect(entered.lines.get()).toEqual([])
  const next = await openWindow()
  next.entered.show()
  expect(next.entered.lines.get()).toEqual([])
  putBack?.()
  expect(entered.lines.get()).toEqual([refused])
})

it('a line for a returning slot is asked again under the id that it went under', async () => {
  desk.refuses.set('items.decide', 'disk-full')
  const { entered } = await openWindow()
  entered.show()
  await entered.make({ ...timed(), fills: SLOT }, 'wacht')
  expect(desk.created).toEqual([SLOT])
  desk.refuses = new Map()
  const next = await openWindow()
  next.entered.show()
  const [found] = next.entered.lines.get()
  expect(found).toMatchObject({ fills: null, brief: { id: SLOT } })
  expect(await next.entered.make(found ?? line(), 'wacht')).toMatchObject({ id: SLOT })
})

it('lines are of the person who typed them, and nobody else hears of them', async () => {
  desk.refuses.set('items.create', 'locked')
  const { entered, strip } = await openWindow()
  await entered.make(line(), 'wacht')
  expect(strip.get()).toBeNull()
  const next = await openWindow(OTHER)
  next.entered.show()
  expect(next.entered.lines.get()).toEqual([])
})

it('where the window cannot store it, it still holds it', async () => {
  desk.refuses.set('items.create', 'disk-full')
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new Error('no room')
    },
  })
  const { entered } = await openWindow()
  entered.show()
  await entered.make(line(), 'wacht')
  expect(entered.lines.get()).toMatchObject([{ key: KEY, fault: DISK_FULL }])
})
