/** Names of NewsML-G2: namespaces, schemes, and what Kopij adds to them (standards, sections 1 and 5). */

/** The namespace of NewsML-G2, whatever its version. */
export const G2_NAMESPACE = 'http://iptc.org/std/nar/2006-10-01/'

/** The namespace of XHTML. */
export const XHTML_NAMESPACE = 'http://www.w3.org/1999/xhtml'

/** What every item says of itself. */
export const G2_STANDARD = {
  standard: 'NewsML-G2',
  standardversion: '2.35',
  conformance: 'power',
} as const

/** The IPTC's own catalog: ninat, stat, sig, isrol, irel, cpnat, cptype, pgrmod. Receivers hold it; it is never fetched. */
export const G2_CATALOG = 'http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml'

/** Aliases of Kopij's own schemes; a code behind one of them means something to a desk of Kopij only. */
export const KOPIJ_SCHEMES = {
  kopijsec: 'urn:x-kopij:section:',
  kopijrol: 'urn:x-kopij:role:',
} as const

/** The role of a headline that is a kicker. */
export const KICKER = 'kopijrol:kicker'

/** The role of the identifier that names a revision. */
export const REVISION = 'kopijrol:revision'

/** What is in a `contentSet`. */
export type G2Payload = 'nitf' | 'xhtml'

/** Media types of payloads (standards, section 2, "paragraph"). */
export const G2_PAYLOADS = {
  nitf: 'application/nitf+xml',
  xhtml: 'application/xhtml+xml',
} as const satisfies Record<G2Payload, string>
