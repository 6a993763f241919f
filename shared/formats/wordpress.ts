/**
 * A release as a post of WordPress: its title, content and excerpt as they are saved there. Content is written as the
 * blocks of WordPress's own editor, in the oldest form that every version since 6.0 takes without a word, and in nothing
 * that it would filter for an author who may not write any HTML.
 *
 * On its way to a reader WordPress changes text: straight quotes become curly, `...` one sign, `[gallery]` a gallery, `:)`
 * a picture. Quotes and dashes are the site's taste and left to it. What would come out wrong is written so that it stays:
 * the apostrophe of "'s avonds", which WordPress takes for an opening quote, feet and inches, shortcodes, smileys.
 */
import { type Block, type Copy, lineText } from '../domain/copy.ts'
import { unreachable } from '../errors.ts'
import { escapeText } from './escape.ts'
import { stemOf } from './files.ts'
import { datelineHtml, lineHtml } from './html.ts'
import type { Release } from './release.ts'
import { type PostMark, readMark, wordsHash, writeMark } from './wordpress-mark.ts'
import { readerWords } from './words.ts'

/** What WordPress saves of a post; everything but the slug is HTML. */
export type PostText = { title: string; content: string; excerpt: string }

/** Text, already escaped, with the signs spelled out that WordPress would make something else of. */
const kept = (escaped: string): string =>
  escaped
    .replaceAll('[', '&#091;')
    .replaceAll(']', '&#093;')
    .replaceAll('`', '&#096;')
    // Its filter for authors would read `&amp;#13;` as the sign with that number.
    .replaceAll('&amp;#', '&amp;&#035;')
    .replaceAll("''", '&#039;&#039;')
    // An apostrophe for letters left out, at the start of a word: 's, 't, '80. Not a quote that opens.
    .replace(/(?<![\p{L}\p{N}])'(?=(?:[stnkmr]|ns|\d\d)(?![\p{L}\p{N}]))/giu, '&#039;')
    .replace(/(?<=\d)'/gu, '&#039;')
    .replace(/(?<=\d)"/gu, '&#034;')
    .replace(/(?<=\d)x(?=\d)/gu, '&#120;')
    // A smiley stands after white space or a tag.
    .replace(/(?<!\S):(?=\S)/gu, '&#058;')
    .replace(/(?<!\S);(?=\S)/gu, '&#059;')
    .replace(/(?<!\S)8(?=-?[)O])/gu, '&#056;')
    .replaceAll('(tm)', '(&#116;m)')
    .replaceAll('Wordpress', 'Word&#112;ress')
    // An address on a line of its own becomes what stands there, fetched from a stranger.
    .replace(/(https?):(?=\/\/)/giu, '$1&#058;')

/** The same for markup: in tags only what makes a shortcode is spelled out. */
const keptHtml = (html: string): string =>
  html.replace(/<[^>]*>|[^<]+/gu, (part) =>
    part.startsWith('<') ? part.replaceAll('[', '&#091;').replaceAll(']', '&#093;') : kept(part),
  )

const plain = (text: string): string => kept(escapeText(text))
const line = (runs: Parameters<typeof lineHtml>[0]): string => keptHtml(lineHtml(runs))

/** A block with room for classes: the first one of a post carries the mark. */
type Part = (classes: readonly string[]) => string

const part =
  (name: string, tag: string, inner: string, own: readonly string[] = [], attributes = {}): Part =>
  (classes) => {
    // A quote's own class is not said in front: WordPress knows it.
    const said = name === 'quote' ? classes : [...classes, ...own]
    const all = [...own, ...classes]
    const fields = { ...attributes, ...(said.length > 0 ? { className: said.join(' ') } : {}) }
    const json = Object.keys(fields).length === 0 ? '' : ` ${JSON.stringify(fields)}`
    const shown = name === 'quote' ? all : said
    const named = shown.length === 0 ? '' : ` class="${shown.join(' ')}"`
    return `<!-- wp:${name}${json} -->\n<${tag}${named}>${inner}</${tag}>\n<!-- /wp:${name} -->`
  }

const paragraph = (inner: string, own: readonly string[] = []): Part => part('paragraph', 'p', inner, own)

const blockPart = (block: Block): Part => {
  switch (block.type) {
    case 'paragraph':
      return paragraph(line(block.line))
    case 'subhead':
      return part('heading', 'h2', line(block.line))
    case 'quote': {
      const inner = block.lines.map((one) => paragraph(line(one))([])).join('\n\n')
      return part('quote', 'blockquote', inner, ['wp-block-quote'])
    }
    case 'list': {
      const items = block.items.map((lines) => part('list-item', 'li', lines.map(line).join('<br>'))([]))
      const attributes = block.ordered ? { ordered: true } : {}
      return part('list', block.ordered ? 'ol' : 'ul', items.join('\n\n'), [], attributes)
    }
    case 'unknown':
      return paragraph(plain(block.text).replaceAll('\n', '<br>'))
    default:
      return unreachable(block)
  }
}

/** The dateline runs in to the first paragraph, as in print. Its apostrophes are letters of names: 's-GRAVENHAGE. */
const bodyParts = (copy: Copy): Part[] => {
  const dateline = keptHtml(datelineHtml(copy)).replaceAll("'", '&#039;')
  const [first, ...rest] = copy.body
  if (dateline === '') return copy.body.map(blockPart)
  if (first?.type !== 'paragraph') return [paragraph(dateline, ['dateline']), ...copy.body.map(blockPart)]
  return [paragraph(`${dateline} - ${line(first.line)}`), ...rest.map(blockPart)]
}

const TITLE_LENGTH = 60

const firstParagraph = (copy: Copy): string => {
  const found = copy.body.find((block) => block.type === 'paragraph')
  return found === undefined ? '' : lineText(found.line).replace(/\s+/gu, ' ').trim()
}

/** A brief often has no headline, and a post without a title cannot be clicked on: its first words stand in. */
const titleOf = (copy: Copy): string => {
  if (copy.headline.trim() !== '') return copy.headline.replace(/\s+/gu, ' ').trim()
  const words = firstParagraph(copy)
  if (words.length <= TITLE_LENGTH) return words
  const cut = words.slice(0, TITLE_LENGTH + 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 20)).trimEnd()}…`
}

const partsOf = (release: Release): Part[] => {
  const { copy } = release
  const words = readerWords(copy.language)
  return [
    ...(copy.kicker === '' ? [] : [paragraph(plain(copy.kicker), ['kicker'])]),
    ...(copy.byline === '' ? [] : [paragraph(plain(words.by(copy.byline)), ['byline'])]),
    ...bodyParts(copy),
    // Readers are told what was corrected, where the story ends.
    ...(release.signal === 'correction' && release.note !== ''
      ? [paragraph(`<em>${plain(release.note)}</em>`, ['correction'])]
      : []),
  ]
}

const withMark = (parts: readonly Part[], mark: PostMark): string =>
  (parts.length > 0 ? parts : [paragraph('')])
    .map((one, index) => one(index === 0 ? writeMark(mark) : []))
    .join('\n\n')

/** Where a post stands on the site: the words of its first version, and what makes it this item's. */
export const postSlug = (release: Release): string => stemOf(release)

/** When readers get a release, ms UTC. */
export const postMoment = (release: Release): number => Math.max(release.shownAt, release.embargoUntil ?? 0)

/** The words of a release as a post: of a kill a sentence that it was withdrawn, and nothing of what it said. */
const textOf = (release: Release): { title: string; parts: Part[]; excerpt: string } => {
  const { copy } = release
  if (release.status === 'canceled') {
    const words = readerWords(copy.language)
    const sentence = plain(words.killed(release.deskName, words.moment(release.releasedAt, release.zone)))
    return { title: plain(words.killedTitle), parts: [paragraph(sentence)], excerpt: sentence }
  }
  return { title: plain(titleOf(copy)), parts: partsOf(release), excerpt: plain(firstParagraph(copy)) }
}

/** A release as it is saved, with the mark that says which version of which item it is. */
export const postText = (release: Release, mark: Omit<PostMark, 'item' | 'version' | 'hash'>): PostText => {
  const { title, parts, excerpt } = textOf(release)
  const { item, version } = release
  const unmarked = { title, excerpt, content: withMark(parts, { item, version, hash: null, ...mark }) }
  return { ...unmarked, content: withMark(parts, { item, version, hash: wordsHash(unmarked), ...mark }) }
}

/** What `wordsHash` says of a post with the words of this release, as its mark says it. */
export const postHash = (release: Release): string | null =>
  readMark(postText(release, { off: false, terms: [] }).content)?.hash ?? null

/** What holds an article's place before its words come: an answer that is lost on the way leaves only this behind. */
export const placeholder = (release: Release): PostText & { slug: string } => {
  const slug = postSlug(release)
  const mark = { item: release.item, version: 0, off: true, hash: null, terms: [] }
  return { slug, title: slug, excerpt: '', content: withMark([], mark) }
}

/** A place in printed capitals as the name of a tag: Mexico-Stad, 's-Gravenhage, IJmuiden, N'Djamena. */
const placeName = (place: string): string =>
  place.toLowerCase().replace(/(?<![\p{L}\p{M}]|(?<!\p{L})')(?:ij|\p{L})/gu, (start) => start.toUpperCase())

/** The tags of a release: its places, and the agencies that it draws on by their names. */
export const postTags = ({ copy, agencies }: Release): string[] => {
  const names = new Map(agencies.map((agency) => [agency.code.toUpperCase(), agency.name]))
  const credits = copy.credits.map((code) => names.get(code.toUpperCase()) || code)
  return [...new Set([...copy.dateline.map(placeName), ...credits].map((name) => name.trim()))].filter(
    (name) => name !== '',
  )
}
