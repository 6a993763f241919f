/** Sharing a desk where the ports are other people's: what was open stays open, or it is said that it is not. */
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeskFolder } from '../../../main/app/desk-folders.ts'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { type HostingOfDesk, hostDesk } from '../../../main/app/hosting.ts'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { freePort } from '../../support/free-port.ts'
import { openTestHub, type TestHub } from '../../support/hub.ts'

let hub: TestHub
let folder: DeskFolder
let hosting: HostingOfDesk | null = null
let hears: (event: string) => void
let changes: number
let tell: () => void
/** What the desk wants done later, ms from now; the tests' own hand moves that clock. */
let later: { delay: number; run: () => void } | null
const taken: Server[] = []
beforeEach(async () => {
  hub = await openTestHub()
  folder = deskFolder(hub.folder, 'desk')
  await mkdir(folder.path, { recursive: true })
  hears = () => undefined
  changes = 0
  tell = () => undefined
  later = null
})
const free = async (): Promise<void> => {
  for (const server of taken.splice(0)) await new Promise((settle) => server.close(settle))
}
afterEach(async () => {
  await hosting?.stop()
  hosting = null
  await free()
  await hub.remove()
})

const host = async (): Promise<HostingOfDesk> => {
  hosting = await hostDesk({
    ...{ hub: hub.hub, folder },
    clock: {
      now: nodeClock.now,
      after(delay, run) {
        // Only what is about opening again; a server's own timers are real.
        if (delay !== 15_000) return nodeClock.after(delay, run)
        later = { delay, run }
        return () => {
          later = null
        }
      },
    },
    log: (event) => hears(event),
    changed() {
      changes += 1
      tell()
    },
  })
  return hosting
}
/** Another program takes a port, at once. */
const take = (port: number): void => {
  // Without a host it is bound in this very turn: nobody gets in between.
  taken.push(createServer().listen(port))
}
const wishFor = (port: number) => ({ open: true, port, trusted: true })
const IN_USE = { fault: { code: 'address-in-use' } }
const reaches = async (port: number): Promise<boolean> =>
  await fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )

test('a port that is taken leaves the desk open where it was', async () => {
  const [old, wanted] = [await freePort(), await freePort()]
  const here = await host()
  await here.change(wishFor(old))
  take(wanted)
  await expect(here.change(wishFor(wanted))).rejects.toMatchObject(IN_USE)
  expect(here.get()).toMatchObject({ open: true, port: old, fault: null })
  expect(await reaches(old)).toBe(true)
})

test('where the old port is lost as well nobody gets in, it is said, and the next wish opens it again', async () => {
  const [old, wanted] = [await freePort(), await freePort()]
  const here = await host()
  await here.change(wishFor(old))
  take(wanted)
  // The moment between the closing of the one and the opening of the other is enough for another program.
  hears = (event) => {
    if (event === 'hub-closed') take(old)
  }
  const before = changes
  await expect(here.change(wishFor(wanted))).rejects.toMatchObject(IN_USE)
  hears = () => undefined
  expect(here.get()).toMatchObject({ open: false, port: old, addresses: [], ...IN_USE })
  // Whoever looks at how the desk is shared is told to look again.
  expect(changes).toBe(before + 1)
  // What was wished for last and worked is wished for still: a start opens it when the port is free.
  expect(JSON.parse(await readFile(join(folder.path, 'hosting.json'), 'utf8'))).toEqual(wishFor(old))
  await here.stop()
  const again = await host()
  expect(again.get()).toMatchObject({ open: false, ...IN_USE })
  await free()
  expect(await again.change(wishFor(old))).toMatchObject({ open: true, port: old, fault: null })
  expect(await reaches(old)).toBe(true)
  await again.stop()
  const third = await host()
  expect(third.get()).toMatchObject({ open: true, port: old, fault: null })
  expect(existsSync(join(folder.path, 'hosting.json.new'))).toBe(false)
})

test('a port that was taken is tried again by itself, and by nobody after the desk was closed', async () => {
  const port = await freePort()
  const first = await host()
  await first.change(wishFor(port))
  await first.stop()
  take(port)
  const here = await host()
  expect(here.get()).toMatchObject({ open: false, ...IN_USE })
  await free()
  const opened = new Promise<void>((settle) => {
    tell = settle
  })
  later?.run()
  await opened
  expect(here.get()).toMatchObject({ open: true, port, fault: null })
  expect(await reaches(port)).toBe(true)
  expect(later).toBeNull()

  await here.stop()
  take(port)
  const again = await host()
  expect(later).not.toBeNull()
  await again.change({ ...wishFor(port), open: false })
  expect(later).toBeNull()
})
