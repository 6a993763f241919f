/** The text of a NewsML 1 item, out of its nested components (standards, section 1). */

import { blockText } from '../document/counts.ts'
import type { Agency } from '../domain/agency.ts'
import type { Block } from '../domain/copy.ts'
import type { Dropped } from './imported.ts'
import { readPayload } from './newsml-payload.ts'
import type { NitfStory } from './nitf-story.ts'
import { attributeOf, childAt, childrenOf, textIn, type XmlElement } from './xml.ts'
import { NOTHING_SAID } from './xml-credits.ts'
import type { Finds } from './xml-line.ts'

/** A piece of text and what its component is for, in lower case. */
type Piece = { role: string; holder: XmlElement }

/** Roles of text that is said elsewhere or is for programs. */
const NO_TEXT = new Set(['title', 'headline', 'stylesheet', 'logo', 'contact', 'keyword', 'keywords'])
/** Roles of text that stands for the story where there is none. */
const SHORT = new Set(['abstract', 'caption', 'summary', 'teaser'])

const KINDS: readonly (readonly [RegExp, Dropped['what']])[] = [
  [/photo|picture|image|jpe?g|gif|png|logo/iu, 'picture'],
  [/video|mpe?g-?4|mp4/iu, 'video'],
  [/audio|sound|mp3|mpeg3|wav/iu, 'audio'],
  [/graphic/iu, 'graphic'],
]

/** A file that comes beside the text, by all that is said of what it is. */
const kindOf = (content: XmlElement): Dropped['what'] => {
  const said = ['MediaType', 'MimeType', 'Format']
    .map((name) => attributeOf(childAt(content, name), 'FormalName'))
    .join(' ')
  return KINDS.find(([pattern]) => pattern.test(said))?.[1] ?? 'unknown'
}

const piecesOf = (element: XmlElement, role: string, finds: Finds): Piece[] => {
  const own = attributeOf(childAt(element, 'Role'), 'FormalName').toLowerCase()
  const inner = own === '' ? role : own
  return childrenOf(element).flatMap((child): Piece[] => {
    if (child.name === 'NewsComponent') return piecesOf(child, inner, finds)
    if (child.name !== 'ContentItem') return []
    const holders = childrenOf(child, 'DataContent')
    const href = attributeOf(child, 'Href')
    if (href !== '') finds.dropped.push({ what: kindOf(child), text: href })
    return holders.map((holder) => ({ role: inner, holder }))
  })
}

const squeezed = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** All blocks, each once: many senders give one text in several formats. */
const once = (blocks: readonly Block[]): Block[] => [
  ...new Map(blocks.map((block) => [squeezed(blockText(block)), block])).values(),
]

/** All the text of an item in the order of its components, once. */
export const newsmlOneText = (item: XmlElement, finds: Finds, agencies: readonly Agency[]): NitfStory => {
  const pieces = piecesOf(item, '', finds).filter(({ role }) => !NO_TEXT.has(role))
  const long = pieces.filter(({ role }) => !SHORT.has(role))
  const read = (some: readonly Piece[]): NitfStory[] =>
    some.flatMap(({ holder }) => {
      const story = textIn(holder) === '' ? null : readPayload(holder, finds, agencies)
      return story === null ? [] : [story]
    })
  const full = read(long)
  const stories = full.some((story) => story.body.length > 0)
    ? full
    : [...full, ...read(pieces.filter((piece) => !long.includes(piece)))]
  const first = stories.find((story) => story.headline !== '') ?? stories[0]
  return {
    headline: first?.headline ?? '',
    kicker: first?.kicker ?? '',
    byline: stories.find((story) => story.byline !== '')?.byline ?? '',
    body: stories.length > 1 ? once(stories.flatMap((story) => story.body)) : (first?.body ?? []),
    said: first?.said ?? NOTHING_SAID,
  }
}
