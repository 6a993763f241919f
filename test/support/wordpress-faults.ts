/**
 * What goes wrong on the way to a site, done to a real one: a proxy that loses answers, answers in its place, comes too
 * late, or takes the site down in the middle of a call.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const SITE_FAULTS = [
  /** The site took it and answered; the connection breaks before the answer arrives. */
  'cut-after',
  /** The connection breaks before anything arrives. */
  'cut-before',
  /** The site took it; somebody in between says 500. */
  'error-after',
  'error-before',
  'too-many',
  'refused',
  'maintenance',
  /** Slow, and in time. */
  'slow',
  /** It arrives at the site after the caller gave up, looked, and perhaps tried again. */
  'late',
  /** Site and database are killed while it works on it, and come back. */
  'restart',
] as const
export type SiteFault = (typeof SITE_FAULTS)[number]

export type Asked = { method: string; path: string }

export type FaultyWay = {
  url: string
  /** How often each happened. */
  count: Record<SiteFault, number>
  /** Resolves when nothing is on its way any more. */
  quiet(): Promise<void>
  stop(): Promise<void>
}

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** A site that hangs is cut off, so that nobody waits for it without an end; far longer than the hub has patience. */
const LONGEST_CALL = 90_000

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Stands before a site. `choose` says what happens to a call, null for nothing; `restart` takes the site down and brings it
 * back. `lateBy` is how long after the caller gave up a late call arrives, ms.
 */
export const startFaultyWay = async (means: {
  site(): string
  choose(asked: Asked): SiteFault | null
  restart(): Promise<void>
  lateBy(): number
}): Promise<FaultyWay> => {
  const count = Object.fromEntries(SITE_FAULTS.map((fault) => [fault, 0])) as Record<SiteFault, number>
  const under = new Set<Promise<void>>()
  let restarting: Promise<void> | null = null

  const forward = (incoming: IncomingMessage, body: Buffer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = request(means.site() + (incoming.url ?? '/'), {
        method: incoming.method ?? 'GET',
        headers: { ...incoming.headers, host: new URL(means.site()).host, connection: 'close' },
        agent: false,
      })
      outgoing.on('error', reject)
      outgoing.setTimeout(LONGEST_CALL, () => outgoing.destroy(new Error('the site hangs')))
      outgoing.on('response', (answer) => {
        bodyOf(answer).then(
          (bytes) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes }),
          reject,
        )
      })
      outgoing.end(body)
    })

  const give = (response: ServerResponse, { status, headers, body }: Answer): void => {
    const { connection: _, 'transfer-encoding': __, ...rest } = headers
    response.writeHead(status, { ...rest, 'content-length': body.length })
    response.end(body)
  }
  const say = (response: ServerResponse, status: number, text: string, headers = {}): void => {
    give(response, { status, headers: { 'content-type': 'text/html', ...headers }, body: Buffer.from(text) })
  }

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const left = new Promise<void>((resolve) => response.once('close', resolve))
    const body = await bodyOf(incoming)
    const fault = means.choose({ method: incoming.method ?? 'GET', path: incoming.url ?? '/' })
    if (fault !== null) count[fault] += 1
    const cut = (): void => void incoming.socket.resetAndDestroy()
    switch (fault) {
      case null:
        return give(response, await forward(incoming, body))
      case 'slow':
        await pause(300)
        return give(response, await forward(incoming, body))
      case 'cut-before':
        return cut()
      case 'cut-after':
        await forward(incoming, body)
        return cut()
      case 'error-before':
        return say(response, 500, 'Internal Server Error')
      case 'error-after':
        await forward(incoming, body)
        return say(response, 500, 'Internal Server Error')
      case 'too-many':
        return say(response, 429, 'Too Many Requests', { 'retry-after': '2' })
      case 'refused':
        return say(response, 401, 'Unauthorized')
      case 'maintenance':
        return say(response, 503, 'Briefly unavailable for scheduled maintenance.', { 'retry-after': '60' })
      case 'late':
        await left
        await pause(means.lateBy())
        await forward(incoming, body)
        return
      case 'restart': {
        const working = forward(incoming, body)
        // Somewhere in the thirty to sixty milliseconds that a call takes.
        await Promise.race([pause(Math.min(60, means.lateBy() / 20)), working.catch(() => undefined)])
        restarting ??= means.restart().finally(() => {
          restarting = null
        })
        await Promise.all([restarting, working.catch(() => undefined)])
        return cut()
      }
    }
  }

  const server = createServer((incoming, response) => {
    // While the site is away nobody is at the door.
    if (restarting !== null) return void incoming.socket.resetAndDestroy()
    const work: Promise<void> = handle(incoming, response)
      .catch(() => void incoming.socket.destroy())
      .finally(() => under.delete(work))
    under.add(work)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count,
    async quiet() {
      while (under.size > 0) await Promise.all([...under])
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
