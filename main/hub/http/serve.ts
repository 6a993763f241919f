/** The hub, open to others: calls over HTTP, lines over WebSockets, and what whoever runs it wants to know. */
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { WebSocketServer } from 'ws'
import type { Clock } from '../../../shared/clock.ts'
import { type Fault, FaultError, faultOf, reasonOf } from '../../../shared/errors.ts'
import {
  CALL_PATH,
  type CallAnswer,
  DENSE_HEADER,
  LARGEST_MESSAGE,
  LIVE_PATH,
} from '../../../shared/sync/calls.ts'
import { denseOutput, wholeInput } from '../../../shared/sync/dense.ts'
import { CONTENT_TYPE, pack, unpack } from '../../../shared/sync/wire.ts'
import type { HubContext } from '../context.ts'
import type { Hub } from '../hub.ts'
import { type Seated, seatKey } from '../tokens.ts'
import { addressKey } from '../tries.ts'
import { type Caller, createAnswers, isCall, statusOf } from './answer.ts'
import {
  type Allowed,
  isLoopback,
  mayReadMeters,
  ownAddresses,
  protocolFault,
  strangerFault,
  tokenOf,
} from './doors.ts'
import { LARGEST_FRAME, openLine } from './line.ts'
import { createMeters } from './meters.ts'
import { createPace } from './pace.ts'

export type ServeArguments = {
  hub: Hub
  /** What it listens on; `0.0.0.0` or `::` for every network of this computer. */
  host: string
  /** 0 for any that is free. */
  port: number
  /** PEM. Without it what travels can be read by whoever listens on the network. */
  tls: { cert: string; key: string } | null
  /** Somebody said that this network may carry copy in the clear. */
  trusted: boolean
  /** Names that it is known by, besides loopback and the addresses of this computer. */
  allowedHosts: readonly string[]
  allowedOrigins: readonly string[]
  /** Proxies that are believed about who asks: their addresses, or `true` for whoever connects. */
  trustProxy: boolean | readonly string[]
  /** With it the meters may be read from another computer; null: on this one only. */
  metersToken?: string | null
  clock: Clock
  log: HubContext['log']
}

export type ServedHub = {
  /** What colleagues type to get here, as this computer sees itself. */
  addresses: string[]
  port: number
  /** How many lines are open. */
  lines(): number
  /** Finishes what is being answered, says goodbye on the lines, and closes. */
  stop(): Promise<void>
}

/** Greetings and arrivals from one address: a whole desk that comes back at once is behind one address. */
const GREETINGS = { perSecond: 20, burst: 600 }
const ARRIVALS = { perSecond: 1, burst: 120 }
const MOST_LINES = 4000
const MOST_LINES_OF_A_DEVICE = 8
const MOST_CONNECTIONS = 8000
/** How often it is written down who is connected, and how long that holds. */
const ONLINE_EVERY = 30_000
const ONLINE_FOR = 75_000
/** Turns of the event loop between the last word and the closing of the door. */
const LAST_TURNS = 20
/** What is still being answered after this, when it stops, is broken off. */
const LONGEST_STOP = 15_000
/** A body of the largest size over a bad line. */
const SLOWEST_REQUEST = 120_000

/** The same bytes as Node's own kind of them. */
const bufferOf = (bytes: Uint8Array<ArrayBuffer>): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A payload with its runs of text written out; throws what is said of a payload that is none. */
const wholePayload = (raw: unknown): unknown => {
  try {
    return wholeInput(raw)
  } catch (error) {
    throw new FaultError('bad-request', { where: 'entries' }, { cause: error })
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const LISTEN_FAULTS: readonly (readonly [RegExp, ConstructorParameters<typeof FaultError>[0]])[] = [
  [/^EADDRINUSE$|^EACCES$/, 'address-in-use'],
  [/^EADDRNOTAVAIL$|^ENOTFOUND$|^EAI_|^EINVAL$/, 'address-invalid'],
  [/^ERR_OSSL|^ERR_SSL|^ERR_TLS|^ERR_CRYPTO/, 'certificate-unusable'],
]

/** What keeps it from listening, as a person can be told it. */
const listenFault = (error: unknown): unknown => {
  const found = LISTEN_FAULTS.find(([codes]) => codes.test(codeOf(error)))
  return found ? new FaultError(found[1], { reason: codeOf(error) }, { cause: error }) : error
}

/**
 * Opens a hub to others. Faults: network-not-trusted, address-in-use, address-invalid, certificate-unusable.
 */
export const serveHub = async (with_: ServeArguments): Promise<ServedHub> => {
  const { hub, host, port, tls, trusted, allowedHosts, allowedOrigins, trustProxy, clock, log } = with_
  const { metersToken = null } = with_
  const behindProxy = trustProxy === true || (Array.isArray(trustProxy) && trustProxy.length > 0)
  if (tls === null && !isLoopback(host) && !trusted && !behindProxy)
    throw new FaultError('network-not-trusted', { host })
  const bound = host === '0.0.0.0' || host === '::' ? [] : [host.includes(':') ? `[${host}]` : host]
  const allowed: Allowed = { hosts: [...allowedHosts, ...bound], origins: allowedOrigins }
  const answers = createAnswers(hub)
  const meters = createMeters()
  const greetings = createPace(clock.now, GREETINGS.perSecond, GREETINGS.burst)
  const arrivals = createPace(clock.now, ARRIVALS.perSecond, ARRIVALS.burst)
  let stopping = false
  let running = 0

  const say = (reply: FastifyReply, answer: CallAnswer, status: number): FastifyReply =>
    reply
      .code(status)
      .header('content-type', CONTENT_TYPE)
      .header('cache-control', 'no-store')
      .header(DENSE_HEADER, '1')
      .send(bufferOf(pack(answer)))
  const refuse = (reply: FastifyReply, fault: Fault): FastifyReply => {
    meters.count('refused', { code: fault.code })
    return say(reply, { ok: false, now: clock.now(), fault }, statusOf(fault))
  }

  let app: FastifyInstance
  try {
    app = fastify({
      bodyLimit: LARGEST_MESSAGE,
      trustProxy: typeof trustProxy === 'boolean' ? trustProxy : [...trustProxy],
      requestTimeout: SLOWEST_REQUEST,
      connectionTimeout: SLOWEST_REQUEST,
      keepAliveTimeout: 60_000,
      forceCloseConnections: 'idle',
      exposeHeadRoutes: false,
      // What arrived before the doors closed is answered by us, in our words.
      return503OnClosing: false,
      ...(tls === null ? {} : { https: { cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' } }),
    }) as unknown as FastifyInstance
  } catch (error) {
    throw new FaultError('certificate-unusable', { reason: codeOf(error) }, { cause: error })
  }
  const server = app.server as Server
  server.maxConnections = MOST_CONNECTIONS
  server.headersTimeout = 20_000
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(CONTENT_TYPE, { parseAs: 'buffer' }, (_, body, done) => done(null, body))

  const callers = new WeakMap<FastifyRequest, Caller>()
  const nameOf = (request: FastifyRequest): string => {
    const path = request.url.split('?', 1)[0] ?? ''
    return path.startsWith(CALL_PATH) ? path.slice(CALL_PATH.length) : ''
  }

  /** Everything that can be refused before the body is read. */
  const faultBefore = async (request: FastifyRequest): Promise<Fault | null> => {
    const stranger = strangerFault(request.headers, allowed)
    if (stranger) return stranger
    const name = nameOf(request)
    if (!isCall(name)) return null
    const key = addressKey(request.ip)
    if (answers.isOpen(name)) {
      const pace = name === 'greet' ? greetings : arrivals
      if (!pace.take(key)) return { code: 'too-many-tries', params: { wait: 2 } }
      // Who greets may be of any age: the greeting says which protocols are spoken.
      return name === 'greet' ? null : protocolFault(request.headers)
    }
    const protocol = protocolFault(request.headers)
    if (protocol) return protocol
    const token = tokenOf(request.headers)
    if (token === null) return { code: 'sign-in-needed', params: {} }
    callers.set(request, { token, bearer: await hub.door.tokens.bearerOf(token) })
    return null
  }

  app.addHook('onRequest', async (request, reply) => {
    const fault = await faultBefore(request)
    if (fault) return refuse(reply, fault)
  })

  // A connection that is kept for the next call would keep the hub from stopping.
  app.addHook('onSend', (_, reply, _payload, done) => {
    if (stopping) reply.header('connection', 'close')
    done()
  })

  app.post(`${CALL_PATH}:call`, async (request, reply) => {
    const name = nameOf(request)
    if (!isCall(name)) return refuse(reply, { code: 'bad-request', params: {} })
    const started = performance.now()
    const body = Buffer.isBuffer(request.body) ? unpack(request.body) : ({ ok: false } as const)
    let outcome = 'ok'
    running += 1
    try {
      if (!body.ok) throw new FaultError('bad-request')
      const input = wholePayload(body.value)
      const output = await answers.answer(name, input, request.ip, callers.get(request) ?? null)
      const isDense = request.headers[DENSE_HEADER] === '1'
      return say(
        reply,
        { ok: true, now: clock.now(), output: isDense ? denseOutput(name, output) : output },
        200,
      )
    } catch (error) {
      const fault = faultOf(error)
      outcome = fault.code
      if (fault.code === 'internal') log('call-failed', { call: name, reason: reasonOf(error) })
      return refuse(reply, fault)
    } finally {
      running -= 1
      const ms = performance.now() - started
      meters.count('calls', { call: name, outcome })
      meters.time('call', ms / 1000, { call: name })
      // What anybody can cause, and what somebody may have to look into later.
      if (outcome !== 'ok') log('call-refused', { call: name, code: outcome, ms: Math.round(ms) })
    }
  })

  app.get('/healthz', async (_, reply) => {
    const well = !stopping && (await hub.door.isWell())
    return reply
      .code(well ? 200 : 503)
      .type('text/plain')
      .send(well ? 'ok\n' : 'not well\n')
  })
  app.get('/metrics', (request, reply) => {
    const { headers, socket } = request
    // How busy a desk is, and when, is nobody's business who merely found the port.
    if (!mayReadMeters({ headers, remote: socket.remoteAddress, behindProxy, metersToken }))
      return refuse(reply, { code: 'not-allowed-here', params: {} })
    return reply.type('text/plain; version=0.0.4').send(
      meters.text({
        calls_running: running,
        lines: wss.clients.size,
        store_queries: hub.door.counts.queries,
        store_transactions: hub.door.counts.transactions,
        memory_bytes: process.memoryUsage.rss(),
        uptime_seconds: Math.round(process.uptime()),
      }),
    )
  })
  app.setNotFoundHandler((_, reply) => refuse(reply, { code: 'gone', params: {} }))
  app.setErrorHandler((error, _, reply) => {
    const code = codeOf(error)
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refuse(reply, { code: 'message-too-large', params: {} })
    if (code.startsWith('FST_ERR')) return refuse(reply, { code: 'bad-request', params: {} })
    if (!(error instanceof FaultError)) log('request-failed', { reason: reasonOf(error) })
    return refuse(reply, faultOf(error))
  })

  const wss = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME, perMessageDeflate: false })
  const seats = new Map<string, { seat: Seated; lines: number }>()

  /** Says no to an upgrade, in the words of a call. */
  const turnAway = (socket: Socket, fault: Fault): void => {
    meters.count('refused', { code: fault.code })
    const body = pack({ ok: false, now: clock.now(), fault } satisfies CallAnswer)
    const status = statusOf(fault)
    socket.write(
      `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: ${CONTENT_TYPE}\r\ncontent-length: ${body.length}\r\n\r\n`,
    )
    socket.end(body)
  }

  const upgrade = async (request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> => {
    const { headers } = request
    const fault =
      strangerFault(headers, allowed) ??
      ((request.url ?? '').split('?', 1)[0] === LIVE_PATH ? null : { code: 'gone' as const, params: {} }) ??
      protocolFault(headers)
    if (fault) return turnAway(socket, fault)
    if (stopping || wss.clients.size >= MOST_LINES)
      return turnAway(socket, { code: 'hub-unreachable', params: {} })
    const token = tokenOf(headers)
    if (token === null) return turnAway(socket, { code: 'sign-in-needed', params: {} })
    const bearer = await hub.door.tokens.bearerOf(token)
    const seat: Seated = { person: bearer.person.id, device: bearer.device }
    const key = seatKey(seat)
    const held = seats.get(key) ?? { seat, lines: 0 }
    if (held.lines >= MOST_LINES_OF_A_DEVICE) return turnAway(socket, { code: 'too-many-tries', params: {} })
    wss.handleUpgrade(request, socket, head, (line) => {
      held.lines += 1
      seats.set(key, held)
      openLine({
        socket: line,
        bearer,
        live: hub.door.live,
        clock,
        meters,
        closed() {
          held.lines -= 1
          if (held.lines > 0) return
          seats.delete(key)
          if (!stopping) sayOnline([seat], 0)
        },
      })
      if (held.lines === 1) sayOnline([seat], clock.now() + ONLINE_FOR)
    })
  }
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    upgrade(request, socket, head).catch((error: unknown) => {
      if (!(error instanceof FaultError)) log('upgrade-failed', { reason: reasonOf(error) })
      turnAway(socket, faultOf(error))
    })
  })

  const sayOnline = (who: readonly Seated[], until: number): void => {
    hub.door.tokens
      .online(who, until)
      .catch((error: unknown) => log('online-failed', { reason: reasonOf(error) }))
  }
  let cancelOnline: (() => void) | null = null
  const sayAllOnline = (): void => {
    cancelOnline = clock.after(ONLINE_EVERY, () => {
      sayAllOnline()
      if (seats.size === 0) return
      sayOnline(
        [...seats.values()].map(({ seat }) => seat),
        clock.now() + ONLINE_FOR,
      )
      // Whatever the processes of a hub failed to tell each other is found here.
      hub.door.live.review().catch((error: unknown) => log('review-failed', { reason: reasonOf(error) }))
    })
  }

  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close().catch(() => undefined)
    throw listenFault(error)
  }
  sayAllOnline()
  const listening = (server.address() as AddressInfo).port
  const scheme = tls === null ? 'http' : 'https'
  const names = bound.length > 0 ? bound : ownAddresses()
  log('hub-opened', { port: listening, tls: tls === null ? 0 : 1 })

  return {
    addresses: [...new Set([...allowedHosts, ...names])].map((name) => `${scheme}://${name}:${listening}`),
    port: listening,
    lines: () => wss.clients.size,
    async stop() {
      if (stopping) return
      stopping = true
      cancelOnline?.()
      const gone: Fault = { code: 'hub-unreachable', params: {} }
      for (const ear of hub.door.live.ears()) if (ear.seat !== null) ear.cut(gone)
      // What has reached this computer already is read, and answered, before the door closes.
      for (let turn = 0; turn < LAST_TURNS; turn += 1) await new Promise((go) => setImmediate(go))
      const enough = clock.after(LONGEST_STOP, () => server.closeAllConnections())
      await app.close()
      enough()
      for (const line of wss.clients) line.terminate()
      wss.close()
      log('hub-closed', { port: listening })
    },
  }
}
