/**
 * The app's own protocol: serves the files of the build's list and nothing else, with the policy as a header. A path is
 * looked up in the list, never resolved below a folder (quality.md, S5 and S24).
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

export const SCHEME = 'kopij'
export const ORIGIN = `${SCHEME}://app`
export const START = `${ORIGIN}/index.html`

const Manifest = z.record(z.string(), z.object({ sha256: z.string(), type: z.string() }))
export type Manifest = z.infer<typeof Manifest>

/** Nothing from anywhere else, no inline script or style, and no text that becomes script. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "worker-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=()',
}

export const parseManifest = (json: string): Manifest => Manifest.parse(JSON.parse(json))

/** The key of a request in the list, or null. Anything but a plain GET of a plain path of our host is refused. */
export const requestedFile = (method: string, url: string): string | null => {
  if (method !== 'GET') return null
  // The address as it was written: normalising would turn "/a/../b" into something that is in the list.
  const match = /^kopij:\/\/app(\/[A-Za-z0-9._/-]*)(?:[?#].*)?$/.exec(url)
  const path = match?.[1]
  if (path === undefined || path.includes('..') || path.includes('//')) return null
  return path
}

/** Answers one request from the list. `root` is the folder of the built renderer. */
export const serveFile = async (
  manifest: Manifest,
  root: string,
  method: string,
  url: string,
): Promise<Response> => {
  const path = requestedFile(method, url)
  const file = path !== null && Object.hasOwn(manifest, path) ? manifest[path] : undefined
  const bytes = path === null || !file ? null : await readFile(join(root, path)).catch(() => null)
  if (!file || bytes === null) return new Response(null, { status: 404, headers: { ...HEADERS } })
  return new Response(new Uint8Array(bytes), { headers: { ...HEADERS, 'content-type': file.type } })
}
