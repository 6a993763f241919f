/**
 * Who may knock at all: before anything is read of a request, its Host, its Origin and its protocol number are looked at,
 * on calls and on the upgrade alike. A page in a browser always says an Origin and none is allowed unless configured; a
 * name that was made to point here (DNS rebinding) is in the Host (quality.md, S18).
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { hostname, networkInterfaces } from 'node:os'
import type { Fault, FaultCode } from '../../../shared/errors.ts'
import { PROTOCOL_HEADER } from '../../../shared/sync/calls.ts'
import { PROTOCOL } from '../../../shared/sync/messages.ts'

export type Allowed = { hosts: readonly string[]; origins: readonly string[] }

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

const fault = (code: FaultCode, params: Fault['params'] = {}): Fault => ({ code, params })

/** Where this computer can be reached in its networks, without the links that need a zone. */
export const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((ends) => ends ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address))

export const isLoopback = (host: string): boolean => LOOPBACK.test(host) || host === '::1'

/** A host as it is compared: without its port, in lower case. */
const plainHost = (host: string): string => host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')

/** Whether this is one of our names. */
export const isOurHost = (host: string | undefined, allowed: readonly string[]): boolean => {
  if (host === undefined || host === '') return false
  const name = plainHost(host)
  if (isLoopback(name)) return true
  const own = hostname().toLowerCase()
  if (name === own || name === `${own}.local`) return true
  return allowed.some((one) => plainHost(one) === name) || ownAddresses().includes(name)
}

const hostFault = ({ host }: IncomingHttpHeaders, { hosts }: Allowed): Fault | null =>
  isOurHost(host, hosts) ? null : fault('hub-refuses-host')

const originFault = ({ origin }: IncomingHttpHeaders, { origins }: Allowed): Fault | null =>
  origin === undefined || origins.includes(origin) ? null : fault('not-allowed-here')

/** Why a request of this protocol is not understood, or null. One that says none is of before there were several. */
export const protocolFault = (headers: IncomingHttpHeaders): Fault | null => {
  const said = headers[PROTOCOL_HEADER]
  const number = typeof said === 'string' && /^\d{1,6}$/.test(said) ? Number(said) : 0
  if (number < PROTOCOL) return fault('protocol-too-old', { speaks: number, oldest: PROTOCOL })
  if (number > PROTOCOL) return fault('protocol-too-new', { speaks: number, newest: PROTOCOL })
  return null
}

/** Why whoever sends these headers is not let in at all, or null. */
export const strangerFault = (headers: IncomingHttpHeaders, allowed: Allowed): Fault | null =>
  hostFault(headers, allowed) ?? originFault(headers, allowed)

/** The token under `Authorization: Bearer`, or null. */
export const tokenOf = ({ authorization }: IncomingHttpHeaders): string | null =>
  /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(authorization ?? '')?.[1] ?? null

/** What a proxy adds to a request: who really asks is somebody else then. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

type Reading = {
  headers: IncomingHttpHeaders
  /** The other end of the connection itself, and not what a proxy says of it. */
  remote: string | undefined
  behindProxy: boolean
  /** What was configured for whoever reads meters from elsewhere; null: nobody does. */
  metersToken: string | null
}

/**
 * Whether the meters may be read: on the hub's own computer, or with the token that was configured for it. Behind a proxy
 * everybody comes from the proxy's computer, so that only the token counts.
 */
export const mayReadMeters = ({ headers, remote, behindProxy, metersToken }: Reading): boolean => {
  const said = tokenOf(headers)
  // Hashed first: a comparison must not tell how much of it was right, nor how long it is.
  if (metersToken !== null && said !== null && timingSafeEqual(digestOf(said), digestOf(metersToken)))
    return true
  if (behindProxy || FORWARDED.some((name) => headers[name] !== undefined)) return false
  return isLoopback((remote ?? '').replace(/^::ffff:/, '')) && isLoopback(plainHost(headers.host ?? ''))
}
