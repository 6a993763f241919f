/**
 * IPTC 7901 out: the envelope as dpa fills it, text in UTF-8, lines of 69 signs (standards, section 2, "Plain text
 * formats"). It knows neither marks nor identity; `lossesOf` says all that it loses.
 */
import { countText } from '../document/counts.ts'
import { printable } from './escape.ts'
import { noteOf } from './ninjs.ts'
import type { Release } from './release.ts'
import { bodyText, datelineText } from './text.ts'
import { wireBody } from './wire-body.ts'
import { embargoLine, WIRE_WIDTH, wrapped } from './wire-lines.ts'
import { readerWords } from './words.ts'

const [SOH, STX, ETX, EOT] = ['\u0001', '\u0002', '\u0003', '\u0004']
const END = '\r\n'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** `290130 GMT Mar 26`: day, hour and minute, and no century. */
const momentLine = (at: number): string => {
  const time = new Date(at)
  const clock = two(time.getUTCDate()) + two(time.getUTCHours()) + two(time.getUTCMinutes())
  return `${clock} GMT ${MONTHS[time.getUTCMonth()]} ${two(time.getUTCFullYear() % 100)}`
}

/** A number of four figures that an item keeps: the wire has no place for a whole name. */
const sequence = (item: string): string =>
  String(Number.parseInt(item.slice(-6), 16) % 10_000).padStart(4, '0')

/** 7901 has six priorities where Kopij has nine. */
const priority = (urgency: number | null): number => Math.min(urgency ?? 4, 6)

const bracketed = (note: string): string[] =>
  note === ''
    ? []
    : wrapped(`(${note.replace(/[()]/gu, '|').replace(/\s+/gu, ' ').replaceAll('|', ' ').trim()})`)

const headLines = (release: Release): string[] => {
  const { copy } = release
  const killed = release.status === 'canceled'
  const note = noteOf(release)
  return [
    ...(killed ? ['KILL KILL KILL'] : []),
    ...(release.signal === 'update' && !killed ? ['UPDATE'] : []),
    ...(release.embargoUntil === null || killed ? [] : [embargoLine(release.embargoUntil)]),
    ...bracketed(note),
    ...(killed ? [] : wrapped(printable(copy.kicker))),
    ...(killed ? [] : wrapped(printable(copy.headline))),
    ...(killed || copy.byline === '' ? [] : wrapped(printable(readerWords(copy.language).by(copy.byline)))),
  ]
}

const bodyLines = (release: Release): string[] => {
  const { copy } = release
  if (release.status === 'canceled') return []
  return wireBody(copy, datelineText(copy), ' - ').flatMap(({ list, texts }) => [
    ...texts.flatMap((text) => (list ? wrapped(text, WIRE_WIDTH, '  ') : wrapped(text))),
    '',
  ])
}

/** A release as one message. */
export const toIptc7901 = (release: Release): string => {
  const { copy } = release
  const { words } = countText(bodyText(copy))
  const head = headLines(release)
  const slug = printable(copy.slug).replace(/\s+/gu, ' ').trim()
  const lines = [
    `${SOH}kop${sequence(release.item)} ${priority(copy.urgency)} n ${words}  kopij ${sequence(release.item)}`,
    '',
    `${slug}/`,
    `${STX}${[...head.slice(0, -1), `${head.at(-1) ?? ''} =`].join(END)}`,
    '',
    ...bodyLines(release),
    `${ETX}${momentLine(release.releasedAt)}`,
    '',
  ]
  return `${lines.join(END)}${END}${EOT}`
}
