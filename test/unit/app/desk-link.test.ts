/** How often a desk process that keeps dying is started, on a clock that is stepped. */
import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { createTestClock, NOON, type TestClock } from '../../support/desk.ts'

const { processes } = vi.hoisted(() => ({ processes: [] as EventEmitter[] }))
// Electron is no part of these tests: a process is whoever says that it is ready, or gone.
vi.mock('electron', () => ({
  app: {},
  ipcMain: {},
  MessageChannelMain: vi.fn(),
  utilityProcess: {
    fork: () => {
      const child = Object.assign(new EventEmitter(), { postMessage: () => undefined })
      processes.push(child)
      return child
    },
  },
}))

import { createDeskLink, type DeskLink } from '../../../main/app/desk-link.ts'

let clock: TestClock
let link: DeskLink
beforeEach(() => {
  processes.length = 0
  clock = createTestClock(NOON)
  link = createDeskLink({
    ...{ entry: 'desk.js', readerEntry: 'reader.js', data: '/data', clock },
    lastDesk: () => null,
    log: () => undefined,
    redeem: () => null,
    secrets: {
      kept: () => Promise.resolve('memory'),
      read: () => Promise.resolve(null),
      write: () => Promise.resolve(),
    },
    windows: () => [],
    emptied: () => undefined,
    announced: () => undefined,
  })
})

const ready = (): void => void processes.at(-1)?.emit('message', { type: 'ready' })
const dies = (): void => void processes.at(-1)?.emit('exit', 1)
/** How long it takes until the next process is started, ms; looked at in steps of a quarter of a second. */
const pause = (): number => {
  const before = processes.length
  const from = clock.now()
  clock.advance(0)
  while (processes.length === before && clock.now() - from < 60_000) clock.advance(250)
  return clock.now() - from
}

test('one that dies once is started at once', () => {
  clock.advance(3_600_000)
  dies()
  expect(pause()).toBe(0)
  expect(processes).toHaveLength(2)
})

test('one that says it is ready and dies while it opens a desk is started after ever longer pauses', () => {
  const pauses = Array.from({ length: 7 }, () => {
    ready()
    clock.advance(500)
    dies()
    return pause()
  })
  expect(pauses).toEqual([0, 1000, 2000, 4000, 8000, 8000, 8000])
})

test('one that lived for half a minute begins a new count; shorter is not long enough', () => {
  const livesFor = (ms: number): number => {
    ready()
    clock.advance(ms)
    dies()
    return pause()
  }
  expect([livesFor(0), livesFor(0), livesFor(29_999)]).toEqual([0, 1000, 2000])
  expect([livesFor(30_000), livesFor(0)]).toEqual([0, 1000])
})

test('the life of one is not counted for the next', () => {
  for (let death = 0; death < 4; death += 1) {
    ready()
    clock.advance(20_000)
    dies()
    expect(pause()).toBe([0, 1000, 2000, 4000][death])
  }
})

test('none is started in an app that ends while one is waited for', async () => {
  dies()
  clock.advance(0)
  dies()
  await link.stop()
  clock.advance(60_000)
  expect(processes).toHaveLength(2)
})
