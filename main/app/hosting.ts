/**
 * A desk that lives on this computer, open to colleagues or not. What was said about it lies beside the desk, so that it
 * is open again after a start without anybody having to think of it.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../../shared/clock.ts'
import { type Fault, FaultError, faultOf, reasonOf } from '../../shared/errors.ts'
import type { Hosting } from '../../shared/ipc/team.ts'
import type { ServedHub } from '../hub/http/serve.ts'
import type { Hub } from '../hub/hub.ts'
import { USUAL_PORT } from '../sync/address.ts'
import type { DeskFolder } from './desk-folders.ts'

const Wish = z.strictObject({ open: z.boolean(), port: z.int(), trusted: z.boolean() })
export type HostingWish = z.infer<typeof Wish>

/** A port that was taken may be free again at any moment; nobody should have to come back and look. */
const TRY_AGAIN_MS = 15_000

const CLOSED: HostingWish = { open: false, port: USUAL_PORT, trusted: false }

export type HostingOfDesk = {
  get(): Hosting
  /** Faults: address-in-use, network-not-trusted, hub-elsewhere-only. */
  change(wish: HostingWish): Promise<Hosting>
  stop(): Promise<void>
}

const fileOf = (folder: DeskFolder): string => join(folder.path, 'hosting.json')

const readWish = async (folder: DeskFolder): Promise<HostingWish> => {
  try {
    return Wish.parse(JSON.parse(await readFile(fileOf(folder), 'utf8')))
  } catch {
    // Never said, or not readable: a desk is closed until somebody opens it.
    return CLOSED
  }
}

const writeWish = async (folder: DeskFolder, wish: HostingWish): Promise<void> => {
  const draft = `${fileOf(folder)}.new`
  await writeFile(draft, JSON.stringify(wish), { flush: true })
  await rename(draft, fileOf(folder))
}

type Arguments = {
  hub: Hub
  folder: DeskFolder
  clock: Clock
  log(event: string, facts: Record<string, string | number>): void
  changed(): void
}

/** Hosts a desk of this computer as it was wished the last time. */
export const hostDesk = async ({ hub, folder, clock, log, changed }: Arguments): Promise<HostingOfDesk> => {
  let wish = await readWish(folder)
  let served: ServedHub | null = null
  let fault: Fault | null = null

  const open = async ({ port, trusted }: HostingWish): Promise<ServedHub> => {
    // Nobody else's computer is on loopback: hosting means a network, and plain HTTP there is somebody's decision.
    if (!trusted) throw new FaultError('network-not-trusted')
    // A server takes a while to load, and most desks never open: nobody's first letter waits for it.
    const { serveHub } = await import('../hub/http/serve.ts')
    return await serveHub({
      ...{ hub, port, trusted, clock, log },
      host: '0.0.0.0',
      tls: null,
      allowedHosts: [],
      allowedOrigins: [],
      trustProxy: false,
    })
  }
  const get = (): Hosting => ({
    where: 'here',
    address: null,
    open: served !== null,
    port: wish.port,
    trusted: wish.trusted,
    addresses: served?.addresses ?? [],
    fault,
  })

  let turn: Promise<unknown> = Promise.resolve()
  let cancel: (() => void) | null = null
  /** Waits for its turn, and so never opens beside a change that somebody is making. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const made = turn.then(act, act)
    turn = made
    return made
  }

  /** Opens what is wished and not open; where it cannot, says why to whoever looks, and tries again by itself. */
  const reopen = async (): Promise<void> => {
    cancel?.()
    cancel = null
    if (!wish.open || served) return
    try {
      served = await open(wish)
      fault = null
    } catch (error) {
      fault = faultOf(error)
      log('hosting-not-opened', { reason: reasonOf(error) })
      // A decision that is not made yet does not come by waiting.
      if (fault.code !== 'network-not-trusted')
        cancel = clock.after(TRY_AGAIN_MS, () => {
          void inTurn(reopen).then(changed)
        })
    }
  }
  // The desk opens all the same.
  await reopen()

  const change = async (next: HostingWish): Promise<Hosting> => {
    const before = served
    const same = before !== null && next.open && next.port === wish.port && next.trusted
    if (!same) {
      cancel?.()
      cancel = null
      served = null
      await before?.stop()
      if (next.open)
        try {
          served = await open(next)
        } catch (error) {
          // What was open before is open again: a port that is taken must not throw everybody out.
          await reopen()
          changed()
          throw error
        }
    }
    wish = next
    fault = null
    await writeWish(folder, wish)
    changed()
    return get()
  }

  return {
    get,
    change: (next) => inTurn(() => change(next)),
    async stop() {
      await turn.catch(() => undefined)
      cancel?.()
      await served?.stop()
      served = null
    },
  }
}

/** A desk that lives elsewhere is hosted there. */
export const hostedElsewhere = (address: string, trusted: boolean): HostingOfDesk => ({
  get: () => ({
    where: 'elsewhere',
    address,
    open: false,
    port: USUAL_PORT,
    trusted,
    addresses: [],
    fault: null,
  }),
  change: () => Promise.reject(new FaultError('hub-elsewhere-only')),
  stop: () => Promise.resolve(),
})
