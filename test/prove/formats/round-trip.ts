/** What came back of what went out: every field equal, but for exactly the losses that the format is documented with. */
import type { Block, Copy, Line } from '../../../shared/domain/copy.ts'
import type { Imported } from '../../../shared/formats/imported.ts'
import { type Loss, lossesOf, type WrittenFormat } from '../../../shared/formats/losses.ts'
import { noteOf } from '../../../shared/formats/ninjs.ts'
import type { Release } from '../../../shared/formats/release.ts'
import { formatOf, OUT_FORMATS, type OutFormat, writeAs } from '../../../shared/formats/write.ts'
import { itemUri } from '../../../shared/ids.ts'

/** How an item goes out, and what comes back in. */
export interface Outgoing {
  readonly name: OutFormat
  readonly format: WrittenFormat
  readonly write: (release: Release) => string
}

export const OUTGOING: readonly Outgoing[] = OUT_FORMATS.map((name) => ({
  name,
  format: formatOf(name),
  write: (release) => writeAs(release, name).text,
}))

const wordsIn = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

export const countWords = (texts: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const text of texts) for (const word of wordsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Every text in a value, wherever it stands. */
export const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : []

type SayLine = (line: Line) => string

const joined: SayLine = (line) => line.map((run) => run.text).join('')

export const textsOfBlock = (block: Block, say: SayLine = joined): string[] => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return [say(block.line)]
    case 'quote':
      return block.lines.map(say)
    case 'list':
      return block.items.flat().map(say)
    case 'unknown':
      return [block.text]
  }
}

/** Letters and figures only: addresses and marks may come to stand between them, and cut a word in two. */
export const squeezed = (text: string): string => wordsIn(text).join('')

const timesIn = (text: string, piece: string): number => {
  let times = 0
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) times += 1
  return times
}

const runsOfBlock = (block: Block): string[] => {
  const pieces: string[] = []
  textsOfBlock(block, (line) => {
    pieces.push(...line.map((run) => run.text))
    return ''
  })
  return block.type === 'unknown' ? [block.text] : pieces
}

/** The stretches of text that a reader would miss, for formats that tell their fields apart by wording. */
const missingPieces = (release: Release, item: Imported, lost: ReadonlySet<Loss>): string[] => {
  const { copy } = release
  const killed = release.status === 'canceled'
  const fields = [
    copy.kicker,
    copy.headline,
    // A field that is printed with a word before it may come back with it.
    copy.byline.replace(/^(?:door|van|by) /iu, ''),
    ...copy.dateline,
    ...copy.credits,
    ...copy.body.flatMap(runsOfBlock),
    ...(lost.has('slug') ? [] : [copy.slug]),
  ]
  const wanted = new Map<string, { times: number; line: string }>()
  const texts = [...(killed ? [] : fields), ...(lost.has('note') ? [] : [noteOf(release)])]
  for (const line of texts.flatMap((text) => text.split('\n'))) {
    const piece = squeezed(line)
    if (piece !== '') wanted.set(piece, { times: (wanted.get(piece)?.times ?? 0) + 1, line })
  }
  const said = stringsIn(item)
  const there = said.map(squeezed).join(' ')
  const words = countWords(said)
  return (
    [...wanted]
      .filter(([piece, { times }]) => timesIn(there, piece) < times)
      // Taken for a dateline, a text comes apart into two fields: its words are there, each for itself.
      .filter(([, { line }]) =>
        [...countWords([line])].some(([word, times]) => (words.get(word) ?? 0) < times),
      )
      .map(([piece]) => piece)
  )
}

const unitOf = (lost: ReadonlySet<Loss>): number =>
  lost.has('seconds') ? 60_000 : lost.has('milliseconds') ? 1000 : 1

const marked = (body: Copy['body']): boolean => /"(?:bold|italic|link)"/u.test(JSON.stringify(body))
const kinds = (body: Copy['body']): string => body.map(({ type }) => type).join(' ')
const plain = (body: Copy['body']): string => body.flatMap((block) => textsOfBlock(block)).join('\n')

export interface Comparison {
  /** In words, what is not equal and should be. */
  readonly differences: string[]
  /** The documented losses that showed. */
  readonly seen: Loss[]
}

type Check = readonly [name: string, wanted: unknown, found: unknown, ...excuses: Loss[]]

/** Holds an item that was read against the release that it was written from. */
export const compare = (format: WrittenFormat, release: Release, item: Imported): Comparison => {
  const lost = new Set(lossesOf(format))
  const killed = release.status === 'canceled'
  const unit = unitOf(lost)
  const { copy } = release
  const rounded = (at: number): number => Math.floor(at / unit) * unit
  const coarse: Loss = lost.has('seconds') ? 'seconds' : 'milliseconds'
  const seen = new Set<Loss>()
  const embargo = release.embargoUntil
  const wantedEmbargo = embargo === null ? null : Math.ceil(embargo / unit) * unit
  const frame: Check[] = [
    ['status', release.status, item.status],
    // The notice of a kill names the item even where a page does not.
    ...(killed && item.uri === itemUri(release.item)
      ? []
      : [['uri', itemUri(release.item), item.uri, 'identity'] as const]),
    ['version', release.version, item.version, 'version'],
    ['first created', rounded(release.firstCreatedAt), item.firstCreatedAt, 'created'],
    ['released', rounded(release.releasedAt), item.versionCreatedAt, 'released'],
  ]
  const wording: Check[] = killed
    ? [['body of a kill', [], item.copy.body]]
    : [
        ['embargo', wantedEmbargo, item.embargoUntil, 'embargo'],
        ['signal', release.signal ?? null, item.signal, 'signal'],
        ['follows', release.follows ?? '', item.follows ?? '', 'follows'],
        ['kind', copy.kind, item.copy.kind, 'kind'],
        ['section', copy.section, item.copy.section, 'section'],
        ['language', copy.language, item.copy.language, 'language'],
        ['urgency', copy.urgency, item.copy.urgency, 'urgency', 'urgency-range'],
        ['slug', copy.slug, item.copy.slug, ...slugExcuse(copy.slug, item.copy.slug), 'slug', 'wording'],
        ['kicker', copy.kicker, item.copy.kicker, 'kicker', 'wording'],
        ['headline', copy.headline, item.copy.headline, 'wording'],
        ['byline', copy.byline, item.copy.byline, ...bylineExcuse(copy.byline, item.copy.byline), 'wording'],
        ['places', copy.dateline, item.copy.dateline, 'wording'],
        ['credits', copy.credits, item.copy.credits, 'wording'],
        ['text', plain(copy.body), plain(item.copy.body), 'white-space', 'wording'],
        ['kinds of blocks', kinds(copy.body), kinds(item.copy.body), 'blocks'],
        ['marks', marked(copy.body), marked(item.copy.body), 'marks'],
        ['body', copy.body, item.copy.body, 'blocks'],
      ]
  const checks: Check[] = [...frame, ...wording, ['note', noteOf(release), item.note, 'note', 'wording']]
  const differences = checks.flatMap(([name, wanted, found, ...excuses]) => {
    const [a, b] = [JSON.stringify(sorted(wanted)), JSON.stringify(sorted(found))]
    if (a === b) return []
    const excused = excuses.filter((loss) => lost.has(loss))
    for (const loss of excused) seen.add(loss)
    return excused.length > 0 ? [] : [`${name}: ${b?.slice(0, 300)} instead of ${a?.slice(0, 300)}`]
  })
  if (rounded(release.releasedAt) !== release.releasedAt && !lost.has('released')) seen.add(coarse)
  if (lost.has('wording')) {
    const missing = missingPieces(release, item, lost)
    if (missing.length > 0) differences.push(`text that is nowhere: ${missing.slice(0, 5).join(' ')}`)
  }
  return { differences, seen: [...seen] }
}

/** Only a byline that begins with the word may lose it. */
const bylineExcuse = (wanted: string, found: string): Loss[] =>
  wanted.endsWith(found) && /^(?:door|by) $/iu.test(wanted.slice(0, wanted.length - found.length))
    ? ['byline-word']
    : []

const slugExcuse = (wanted: string, found: string): Loss[] =>
  wanted.replace(/\s/gu, ' ') === found.replace(/\s/gu, ' ') ? ['slug-tabs'] : []

/** Keys in one order, so that equal values are equal text. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}
