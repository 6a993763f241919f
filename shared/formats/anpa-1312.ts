/**
 * ANPA-1312 out, as American wires fill it: header lines begin with `^` and end with `<`, paragraphs begin with a tab
 * (standards, section 2, "Plain text formats"). It knows neither marks nor identity; `lossesOf` says all that it loses.
 */
import { countText } from '../document/counts.ts'
import { printable } from './escape.ts'
import { noteOf } from './ninjs.ts'
import type { Release } from './release.ts'
import { bodyText, datelineText } from './text.ts'
import { keywordOf, wireBody } from './wire-body.ts'
import { embargoLine } from './wire-lines.ts'
import { readerWords } from './words.ts'

const [SOH, STX, ETX, EOT] = ['\u0001', '\u0002', '\u0003', '\u0004']
const [SYN, US, DC1, DC3, FF] = ['\u0016', '\u001f', '\u0011', '\u0013', '\u000c']
const END = '\r\n'
const two = (value: number): string => String(value).padStart(2, '0')

/** AAP's limit, kept because old receivers cut where they like (standards, section 2). */
const LONGEST_KEYWORD = 24

/** Flash, urgent, bulletin, ordinary. */
const priority = (urgency: number | null): string =>
  urgency === null || urgency > 4 ? 'r' : urgency === 1 ? 'f' : urgency === 2 ? 'u' : 'b'

const oneLine = (text: string): string => printable(text).replace(/\s+/gu, ' ').trim()
const header = (text: string, end = '<'): string[] =>
  oneLine(text) === '' ? [] : [`^${oneLine(text)}${end}`]

const sequence = (item: string): string =>
  String(Number.parseInt(item.slice(-6), 16) % 10_000).padStart(4, '0')

const versionField = ({ signal, status }: Release): string =>
  status === 'canceled' ? 'KILL' : signal == null ? '' : '1stLd-Writethru'

const headLines = (release: Release, slug: string, words: number): string[] => {
  const { copy } = release
  const version = versionField(release)
  const note = noteOf(release)
  const first = header(`BC-${slug}${version === '' ? '' : `, ${version.replace('1st', '1st ')}`},${words}`)
  if (release.status === 'canceled')
    return [...first, ...header('KILL KILL KILL'), ...header(note && `Eds: ${note}`)]
  return [
    ...first,
    ...header(copy.headline),
    ...header(copy.kicker && `Kicker: ${copy.kicker}`),
    ...(release.embargoUntil === null ? [] : header(embargoLine(release.embargoUntil))),
    ...header(note && `Eds: ${note}`),
    ...header(copy.byline === '' ? '' : readerWords(copy.language).by(copy.byline), '='),
  ]
}

/** Each line of a paragraph is one line here; whoever prints it breaks it. */
const bodyLines = (release: Release): string[] =>
  release.status === 'canceled'
    ? []
    : wireBody(release.copy, datelineText(release.copy), ' _ ').flatMap(({ texts }) =>
        texts.map(
          (text) =>
            `\t   ${text
              .split('\n')
              .map(oneLine)
              .filter((line) => line !== '')
              .join(END)}`,
        ),
      )

/** A release as one message. */
export const toAnpa1312 = (release: Release): string => {
  const { copy } = release
  const at = new Date(release.releasedAt)
  const day = `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
  const { words } = countText(bodyText(copy))
  const slug = oneLine(copy.slug)
  const keyword = `BC-${keywordOf(slug, LONGEST_KEYWORD - 3)}`
  const lines = [
    `${SYN}${SYN}${SOH}K${sequence(release.item)}${US}kopij`,
    `${priority(copy.urgency)} n${DC3}${DC1} ${keyword} ${versionField(release)}  ${day} ${String(words).padStart(4, '0')}`,
    ...withStart(headLines(release, slug, words)),
    ...bodyLines(release),
    '',
    `${ETX}KO-PJ-${day}-${two(at.getUTCFullYear() % 100)} ${two(at.getUTCHours())}${two(at.getUTCMinutes())}GMT<`,
    '',
    FF,
  ]
  return `${lines.join(END)}${END}${EOT}`
}

const withStart = ([first = '', ...rest]: readonly string[]): string[] => [STX + first, ...rest]
