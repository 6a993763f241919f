/** Moments in XML news: every spelling of ISO 8601 that real files hold (standards, sections 5 and 8). */

const STAMP =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/iu

const offsetMinutes = (zone: string): number => {
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0)
  return zone.startsWith('-') ? -minutes : minutes
}

/** A moment, ms UTC. `zoned` is false where the sender did not say a zone, and UTC was taken. */
export type ReadMoment = { at: number; zoned: boolean }

/** Reads `2026-03-29T01:30:00.5+02:00`, `20260329T013000Z`, `2026-03-29 01:30`, `20260329`; null for anything else. */
export const readMoment = (text: string): ReadMoment | null => {
  const found = STAMP.exec(text.trim())
  if (found === null) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = found
  const at = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.slice(0, 3).padEnd(3, '0')),
  )
  // 2026-02-30 is no day; Date makes another one of it.
  if (new Date(at).getUTCDate() !== Number(day) && Number(hour) < 24) return null
  if (zone === undefined) return { at, zoned: false }
  return { at: zone.toUpperCase() === 'Z' ? at : at - offsetMinutes(zone) * 60_000, zoned: true }
}

/** The same, where a sender without a zone is taken to mean UTC. */
export const readInstant = (text: string): number | null => readMoment(text)?.at ?? null

/**
 * The end of an embargo. What cannot be read for sure, or has no zone, has no end that a machine may act upon: better
 * asked about than broken.
 */
export const readEmbargo = (text: string): number | 'indefinite' => {
  const moment = readMoment(text)
  return moment?.zoned ? moment.at : 'indefinite'
}

/** Basic ISO 8601 in UTC, as NITF's documentation has `norm`: `20260329T013000Z`. Parts of a second are lost. */
export const basicIso = (at: number): string =>
  `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/gu, '')}Z`

/** Extended ISO 8601 in UTC, as NewsML-G2 has it. */
export const extendedIso = (at: number): string => new Date(at).toISOString()
