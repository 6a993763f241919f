/**
 * The address of a hub as people type it. Plain HTTP carries copy for everybody on the network to read: it is for this
 * computer only, or for a network that somebody said can be trusted.
 */
import { isIP } from 'node:net'
import { FaultError } from '../../shared/errors.ts'

/** Where a hub listens unless it was told otherwise. */
export const USUAL_PORT = 4711

/** Loopback by number, and the one name that browsers and Node keep on this computer. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '[::1]' ||
  (isIP(host) === 4 && host.startsWith('127.'))

const parse = (typed: string): URL => {
  const text = typed.trim()
  // Without a scheme it is https where it is a name of the world, and http where it can only be near.
  const near =
    /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[)|^[^./:]+(\.local|\.lan)?(:\d+)?\/?$/i
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : `${near.test(text) ? 'http' : 'https'}://${text}`
  try {
    return new URL(withScheme)
  } catch {
    throw new FaultError('address-invalid')
  }
}

/**
 * The origin of a hub. Faults: address-invalid; network-not-trusted for plain HTTP beyond this computer that nobody
 * agreed to.
 */
export const hubOrigin = (typed: string, trusted: boolean): string => {
  const url = parse(typed)
  const web = url.protocol === 'https:' || url.protocol === 'http:'
  const bare = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!web || !bare || !/^\/*$/.test(url.pathname) || url.hostname === '')
    throw new FaultError('address-invalid')
  if (url.protocol === 'http:') {
    if (!isLoopback(url.hostname) && !trusted) throw new FaultError('network-not-trusted')
    // A near address without a port means the hub's own and not the web's.
    if (url.port === '' && !/:80\/*$/.test(typed.trim())) url.port = String(USUAL_PORT)
  }
  return url.origin
}
