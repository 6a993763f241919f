/**
 * The one way out over HTTP for all targets (quality.md, S21): a limit of time and of size, no redirect to another host,
 * private addresses only where an admin listed the host, and every bad answer as a fault that says what helps.
 */
import { lookup as lookUp } from 'node:dns'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Clock } from '../../../shared/clock.ts'
import { FaultError } from '../../../shared/errors.ts'
import { mayReach } from './addresses.ts'
import { errnoOf } from './file-system.ts'

/** A request to a target. */
export type TargetRequest = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  /** Bytes that were signed are sent as they are: nothing is written anew. */
  body?: string | Uint8Array
  /** All of it, until the last byte of the answer, ms; 30,000 unless said. */
  timeout?: number
}

/** An answer, whatever its status: `faultOfAnswer` (answers.ts) makes a fault of one that is not well. */
export type TargetAnswer = {
  status: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  /** The body as UTF-8. */
  text(): string
  /** The body as JSON, unknown until parsed. Throws `target-answer-unreadable`. */
  json(): unknown
}

/**
 * Asks a target. Follows a redirect of GET and HEAD within the same origin only. Throws a FaultError where there is no
 * answer: target-unreachable (nothing was sent), target-timeout and target-connection-lost (it may have been taken),
 * target-address-private, target-address-plain, target-redirects, target-answer-too-large, target-certificate.
 */
export type TargetFetch = (url: string, request: TargetRequest) => Promise<TargetAnswer>

const LARGEST_ANSWER = 5_242_880
const USUAL_TIMEOUT = 30_000
const MOST_REDIRECTS = 3
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/** Nothing of the request can have arrived. */
const NOT_REACHED: readonly string[] = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'],
  ...['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL', 'EPROTO'],
]
const CERTIFICATE = /^(?:CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/

const faultOfError = (thrown: unknown, host: string): FaultError => {
  if (thrown instanceof FaultError) return thrown
  const code = errnoOf(thrown)
  const cause = { cause: thrown }
  if (NOT_REACHED.includes(code)) return new FaultError('target-unreachable', { host }, cause)
  if (CERTIFICATE.test(code)) return new FaultError('target-certificate', { host }, cause)
  return new FaultError('target-connection-lost', { host }, cause)
}

/** Looks a name up and lets through only what may be reached, so that no second look-up can answer otherwise. */
const guardedLookup =
  (host: string, ownNetwork: boolean, lookup: typeof lookUp): LookupFunction =>
  (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      const allowed = found.filter(({ address }) => mayReach(address, ownNetwork))
      const [first] = allowed
      if (first === undefined) return done(new FaultError('target-address-private', { host }), '', 0)
      if (options.all === true) return done(null, allowed)
      done(null, first.address, first.family)
    })
  }

const readAnswer = (response: IncomingMessage, host: string): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let length = 0
    const tooLarge = (): void => {
      reject(new FaultError('target-answer-too-large', { host }))
      response.destroy()
    }
    if (Number(response.headers['content-length'] ?? 0) > LARGEST_ANSWER) return tooLarge()
    response.on('data', (part: Buffer) => {
      length += part.length
      if (length > LARGEST_ANSWER) return tooLarge()
      parts.push(part)
    })
    response.on('end', () => resolve(Buffer.concat(parts)))
    response.on('error', reject)
    // A connection that was cut before the last byte ends without an end.
    response.on('close', () => reject(new FaultError('target-connection-lost', { host })))
  })

type Guard = {
  ownNetwork: boolean
  clock: Clock
  /** `dns.lookup` unless a test says otherwise. */
  lookup?: typeof lookUp
}

const ask = (url: URL, wanted: TargetRequest, left: number, guard: Guard): Promise<TargetAnswer> => {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !mayReach(host, guard.ownNetwork))
    throw new FaultError('target-address-private', { host })
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest
  const body = typeof wanted.body === 'string' ? Buffer.from(wanted.body, 'utf8') : wanted.body
  return new Promise((resolve, reject) => {
    const request = send(url.href, {
      method: wanted.method,
      // A connection of its own: one that was kept may be closing just now, and nobody could tell what arrived.
      agent: false,
      lookup: guardedLookup(host, guard.ownNetwork, guard.lookup ?? lookUp),
      headers: {
        'user-agent': 'Kopij',
        accept: '*/*',
        'accept-encoding': 'identity',
        ...wanted.headers,
        ...(body === undefined ? {} : { 'content-length': String(body.length) }),
        connection: 'close',
      },
    })
    const cancel = guard.clock.after(left, () => {
      request.destroy(new FaultError('target-timeout', { host }))
      reject(new FaultError('target-timeout', { host }))
    })
    request.on('error', (thrown) => {
      cancel()
      reject(faultOfError(thrown, host))
    })
    request.on('response', (response) => {
      readAnswer(response, host)
        .then(
          (bytes) => resolve(answerOf(response, bytes, host)),
          (thrown: unknown) => reject(faultOfError(thrown, host)),
        )
        .finally(() => {
          cancel()
          request.destroy()
        })
    })
    request.end(body)
  })
}

const answerOf = (response: IncomingMessage, body: Uint8Array, host: string): TargetAnswer => {
  const text = (): string => new TextDecoder().decode(body)
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    body,
    text,
    json() {
      try {
        return JSON.parse(text())
      } catch (cause) {
        throw new FaultError('target-answer-unreadable', { host }, { cause })
      }
    },
  }
}

/** Where a redirect leads; null where it leads nowhere that can be read. */
const destination = (answer: TargetAnswer, from: URL): URL | null => {
  const to = answer.headers['location']
  return to !== undefined && URL.canParse(to, from.href) ? new URL(to, from.href) : null
}

/** Makes the way out for one target. `ownNetwork`: an admin listed its host as one of the desk's own network. */
export const createTargetFetch =
  (guard: Guard): TargetFetch =>
  async (address, wanted) => {
    const until = guard.clock.now() + (wanted.timeout ?? USUAL_TIMEOUT)
    let url = new URL(address)
    for (let redirects = 0; ; redirects += 1) {
      const host = url.hostname
      if (url.protocol !== 'https:' && url.protocol !== 'http:')
        throw new FaultError('target-unreachable', { host })
      if (url.protocol === 'http:' && !guard.ownNetwork)
        throw new FaultError('target-address-plain', { host })
      const left = Math.max(1, until - guard.clock.now())
      const answer = await ask(url, wanted, left, guard)
      if (!REDIRECTS.includes(answer.status)) return answer
      const to = destination(answer, url)
      const reads = wanted.method === 'GET' || wanted.method === 'HEAD'
      if (to === null || to.origin !== url.origin || !reads || redirects >= MOST_REDIRECTS)
        throw new FaultError('target-redirects', {
          host,
          to: to === null ? '?' : `${to.origin}${to.pathname}`,
        })
      url = to
    }
  }
