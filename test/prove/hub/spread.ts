/** Fifty write in one item, twice a second each: how long until everybody else has it, and what that costs. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { type Colleague, callHub, openLine } from './colleague.ts'
import { quantile } from './quantile.ts'

const EVERY = 500

/** A meter of the hub as Prometheus reads it; several with labels add up. */
const readMeter = async (url: string, name: RegExp): Promise<number> => {
  const text = await (await fetch(`${url}/metrics`)).text()
  return text
    .split('\n')
    .filter((line) => name.test(line))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

export type Spread = {
  p50: number
  p95: number
  echoP50: number
  echoP95: number
  messagesPerUpdate: number
  roundTripsPerUpdate: number
  /** Updates that did not reach everybody. */
  missing: number
}

/** What a bare echo takes under the same beat: `count` sockets, one message each every half second. */
const echo = async (count: number, seconds: number, size: number): Promise<number[]> => {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../floors/echo-server.ts')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    const times: number[] = []
    const message = Buffer.alloc(size)
    const sockets = await Promise.all(
      Array.from({ length: count }, async () => {
        const socket = new WebSocket(`ws://127.0.0.1:${port.toString().trim()}`, { perMessageDeflate: false })
        await once(socket, 'open')
        return socket
      }),
    )
    await Promise.all(
      sockets.map(async (socket, at) => {
        await sleep((at / count) * EVERY)
        for (let beat = 0; beat < (seconds * 1000) / EVERY; beat += 1) {
          const sent = performance.now()
          socket.send(message)
          await once(socket, 'message')
          times.push(performance.now() - sent)
          await sleep(Math.max(0, EVERY - (performance.now() - sent)))
        }
        socket.terminate()
      }),
    )
    return times
  } finally {
    child.kill('SIGKILL')
  }
}

type Arguments = { url: string; colleagues: readonly Colleague[]; section: string; seconds: number }

export const measureSpread = async ({ url, colleagues, section, seconds }: Arguments): Promise<Spread> => {
  const [first] = colleagues
  if (!first) throw new Error('nobody is there')
  const { item, entries, doc } = first.begin(section)
  await callHub(url, 'push', { entries }, first.token)
  const sent = new Map<string, number>()
  const reached = new Map<string, number>()
  const times: number[] = []
  const lines = await Promise.all(
    colleagues.map((one) =>
      openLine(url, one.token, (message) => {
        if (message.type !== 'updates') return
        const now = performance.now()
        for (const { entry } of message.entries) {
          const at = sent.get(entry.id)
          if (at === undefined) continue
          times.push(now - at)
          reached.set(entry.id, (reached.get(entry.id) ?? 0) + 1)
        }
      }),
    ),
  )
  for (const line of lines) line.say({ type: 'watch', items: [item] })
  await callHub(url, 'pull', { after: 0, limit: 1 }, first.token)
  const sentNames = /^kopij_line_messages_total\{type="(updates|news)"\}/
  const before = {
    messages: await readMeter(url, sentNames),
    queries: await readMeter(url, /^kopij_store_queries /),
    transactions: await readMeter(url, /^kopij_store_transactions /),
  }
  let size = 0
  await Promise.all(
    colleagues.map(async (one, at) => {
      // Their own copies grow apart here, as far as this proof minds: it is the way that is measured.
      await sleep((at / colleagues.length) * EVERY)
      for (let beat = 0; beat < (seconds * 1000) / EVERY; beat += 1) {
        const entry = one.type(item, doc)
        if (entry.kind === 'update') size = entry.update.length + 250
        const started = performance.now()
        sent.set(entry.id, started)
        await callHub(url, 'push', { entries: [entry] }, one.token)
        await sleep(Math.max(0, EVERY - (performance.now() - started)))
      }
    }),
  )
  // What is announced late is announced within this.
  await sleep(600)
  const after = {
    messages: await readMeter(url, sentNames),
    queries: await readMeter(url, /^kopij_store_queries /),
    transactions: await readMeter(url, /^kopij_store_transactions /),
  }
  for (const line of lines) line.close()
  await Promise.all(lines.map((line) => line.closed))
  const bare = await echo(colleagues.length, Math.min(seconds, 5), size)
  const tenth = (value: number): number => Math.round(value * 10) / 10
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    echoP50: quantile(bare, 0.5),
    echoP95: quantile(bare, 0.95),
    messagesPerUpdate: tenth((after.messages - before.messages) / sent.size),
    // Beginning and committing are asked of the database as well.
    roundTripsPerUpdate: tenth(
      (after.queries - before.queries + 2 * (after.transactions - before.transactions)) / sent.size,
    ),
    missing: [...sent.keys()].filter((id) => reached.get(id) !== colleagues.length - 1).length,
  }
}
