/**
 * The one answer to "may this be a link in copy?" (design: "Doors"; quality S11). The schema asks it when it
 * parses, renders and reads JSON, and the galley asks it again on a click: a link that came over the wire from
 * a colleague's client never passed a paste handler.
 */

/** Where copy may point to. Everything else stays text: `javascript:`, `data:`, `file:`, `smb:`, app schemes. */
const SCHEMES: readonly string[] = ['http:', 'https:', 'mailto:']

const LONGEST = 2048

/** Controls, bidi marks, zero-width signs: nothing that a person types into an address, all of it a disguise. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

/**
 * The address as a browser will understand it, or null when copy may not point there. Relative addresses have
 * no meaning in copy; a name or password in front of a host only serves to deceive.
 */
export const safeLink = (href: unknown): string | null => {
  if (typeof href !== 'string') return null
  const text = href.trim()
  if (text === '' || text.length > LONGEST || HIDDEN.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  if (!SCHEMES.includes(url.protocol)) return null
  if (url.protocol === 'mailto:') return /^[^\s@/?]+@[^\s@/?]+/u.test(url.pathname) ? url.href : null
  return url.host !== '' && url.username === '' && url.password === '' ? url.href : null
}

/**
 * What an editor types into the link field: `sluispost.nl/dossier` and `tip@sluispost.nl` are addresses to a
 * person, so they get the scheme that they lack. Null when it still is none.
 */
export const linkAsTyped = (typed: string): string | null => {
  const text = typed.trim()
  if (/^[a-z][a-z0-9+.-]*:/iu.test(text) && !/^[^/\s]+:\d+(?:\/|$)/u.test(text)) return safeLink(text)
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/u.test(text)) return safeLink(`mailto:${text}`)
  return /^[^\s/]+\.[^\s/.]{2,}(?:[/?#]|$)/u.test(text) ? safeLink(`https://${text}`) : null
}
