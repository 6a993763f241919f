/**
 * What each format cannot carry, as data: people are told it beside a target, and the proof holds every format to exactly
 * this list (standards, section 2, "Plain text formats"; sections 3 and 7).
 */
import type { FormatName } from './imported.ts'

/** The formats that Kopij writes. */
export type WrittenFormat = Exclude<FormatName, 'ninjs-1' | 'newsml-1.2' | 'rtf' | 'docx' | 'odt'>

/**
 * - `identity`: the item's name; `version`: its number; `created`, `released`: the moments of both.
 * - `milliseconds`, `seconds`: moments and embargoes lose that part; an embargo never ends earlier.
 * - `embargo`, `note`, `signal`, `follows`: not said at all.
 * - `kind`, `kicker`, `section`, `slug`, `language`, `urgency`: fields that are not there; `urgency-range`: fewer steps.
 * - `slug-tabs`: a tab in a slug is a space.
 * - `marks`: bold, italic and links as such; addresses stand behind their words.
 * - `blocks`: paragraphs, subheads, quotes and lists look alike or nearly.
 * - `white-space`: breaks and runs of spaces become one space.
 * - `wording`: headline, byline, dateline and note are told apart by how they are worded, so odd ones are taken for others.
 * - `byline-word`: a byline that begins with the word that readers get to see before it ("Door", "By") comes back without.
 */
export type Loss =
  | 'identity'
  | 'version'
  | 'created'
  | 'released'
  | 'milliseconds'
  | 'seconds'
  | 'embargo'
  | 'note'
  | 'signal'
  | 'follows'
  | 'kind'
  | 'kicker'
  | 'section'
  | 'slug'
  | 'slug-tabs'
  | 'language'
  | 'urgency'
  | 'urgency-range'
  | 'marks'
  | 'blocks'
  | 'white-space'
  | 'wording'
  | 'byline-word'

const NOTHING_BUT_TEXT: readonly Loss[] = [
  'identity',
  'version',
  'created',
  'follows',
  'kind',
  'section',
  'language',
  'marks',
  'blocks',
  'white-space',
  'wording',
  'byline-word',
]

const LOSSES: Readonly<Record<WrittenFormat, readonly Loss[]>> = {
  'ninjs-3': [],
  'ninjs-2': [],
  'ninjs-superdesk': ['milliseconds'],
  'newsml-g2': ['slug-tabs'],
  nitf: [],
  html: [
    'identity',
    'version',
    'created',
    'released',
    'embargo',
    'note',
    'signal',
    'follows',
    'kind',
    'section',
    'slug',
    'urgency',
    'byline-word',
  ],
  markdown: [],
  'wire-text': [...NOTHING_BUT_TEXT, 'released', 'embargo', 'note', 'signal', 'slug', 'urgency'],
  'iptc-7901': [...NOTHING_BUT_TEXT, 'seconds', 'kicker', 'urgency-range'],
  'anpa-1312': [...NOTHING_BUT_TEXT, 'seconds', 'urgency-range'],
}

/** What is lost when an item goes out in a format and comes back in. Empty for a format that carries all of it. */
export const lossesOf = (format: WrittenFormat): readonly Loss[] => LOSSES[format]
