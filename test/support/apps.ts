/**
 * Whole apps without their windows: a desk server each, and ports of plain functions in place of pages.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDeskServer, type DeskServer } from '../../main/app/desk-server.ts'
import { nodeClock } from '../../main/hub/node-clock.ts'
import type { Port } from '../../main/ipc/desk/serve.ts'
import { FaultError } from '../../shared/errors.ts'
import type { Input, Output, RequestName } from '../../shared/ipc/contract.ts'
import type { ReplyMessage } from '../../shared/ipc/message.ts'
import { memorySecrets, type TestSecrets } from './secrets.ts'

export type App = {
  data: string
  server: DeskServer
  secrets: TestSecrets
  window(desk?: string | null, person?: string | null): ReturnType<typeof openWindow>
}
const apps: App[] = []

const openWindow = (server: DeskServer, number: number, desk: string | null, person: string | null) => {
  const asked = new Map<string, (reply: ReplyMessage) => void>()
  const events: { event: string; payload: unknown }[] = []
  const waiting = new Set<() => void>()
  let hear: (message: unknown) => void = () => undefined
  const port: Port = {
    post(message) {
      if ('event' in message) {
        events.push(message)
        for (const look of waiting) look()
      } else asked.get(message.id)?.(message)
    },
    onMessage: (listener) => {
      hear = listener
    },
    onClose: () => undefined,
    close: () => undefined,
  }
  server.open(number, port, desk, person)
  return {
    events,
    /** Resolves when something holds: looked at on every event that this window is told. */
    until: (holds: () => boolean): Promise<void> =>
      new Promise((settle) => {
        const look = (): void => {
          if (holds() && waiting.delete(look)) settle()
        }
        waiting.add(look)
        look()
      }),
    async call<N extends RequestName<'desk'>>(
      name: N,
      input: Input<'desk', N>,
      id = randomUUID() as string,
    ): Promise<Output<'desk', N>> {
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

/** Starts an app, on the data and the secrets of one that was stopped where that is given. */
export const startApp = async (before?: App): Promise<App> => {
  const data = before?.data ?? (await mkdtemp(join(tmpdir(), 'kopij-app-')))
  const secrets = before?.secrets ?? memorySecrets()
  const server = createDeskServer({
    ...{ data, secrets, clock: nodeClock, newId: () => randomUUID(), log: () => undefined },
    announce: () => undefined,
    bound: () => undefined,
    redeem: () => Promise.resolve(null),
  })
  let windows = 0
  const app: App = {
    ...{ data, server, secrets },
    window(desk = null, person = null) {
      windows += 1
      return openWindow(server, windows, desk, person)
    },
  }
  apps.push(app)
  return app
}
/** Takes an app away for good, with everything that it had; the others do not find it any more. */
export const removeApp = async (app: App): Promise<void> => {
  apps.splice(apps.indexOf(app), 1)
  await app.server.stop()
  await rm(app.data, { recursive: true, force: true })
}

/** Stops every app, and takes what they left from the disk. */
export const removeApps = async (): Promise<void> => {
  for (const { server } of apps) await server.stop()
  for (const { data } of apps.splice(0)) await rm(data, { recursive: true, force: true })
}
