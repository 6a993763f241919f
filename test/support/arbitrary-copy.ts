/**
 * Copy as a generator sees it: canonical (merged runs, no empty blocks, safe links), yet as nasty as an editor's
 * keyboard allows. A failing property prints its seed; `KOPIJ_SEED` runs that one again.
 */
import fc from 'fast-check'
import { mergeRuns } from '../../shared/document/read-copy.ts'
import type { Agency } from '../../shared/domain/agency.ts'
import type { Block, Copy, Line, Run } from '../../shared/domain/copy.ts'
import type { Release } from '../../shared/formats/release.ts'

const asked = process.env['KOPIJ_SEED']

/** Parameters for `fc.assert`: how often, and from which seed when one was asked for. */
export const runs = (numRuns: number): { numRuns: number; seed?: number } =>
  asked === undefined ? { numRuns } : { numRuns, seed: Number(asked) }

/** Pieces of text that have broken formats before: markup, entities, quotes, dashes, spaces, other scripts. */
const PIECES = [
  ...['<', '>', '&', '"', "'", '`', '&amp;', '&lt;', '&#13;', '</p>', '<script>alert(1)</script>', '<br>'],
  ...[
    ' ',
    '  ',
    '\t',
    '\u00a0',
    '\u00ad',
    '\u2028',
    '\u202e',
    ' - ',
    ' – ',
    '(ANP)',
    '/',
    ']]>',
    '<!--',
    '-->',
  ],
  ...[
    'de',
    'dam',
    'Velden',
    'Caïro',
    "'s",
    'Łódź',
    'e\u0301',
    'ÿ',
    'ß',
    '北京',
    'عمّان',
    '👩‍🚒',
    '\u{1f600}',
    '0',
    '1.',
    '- ',
  ],
]

const printableChar = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 3 })
  // The last two are no characters, by Unicode's own word, and XML cannot hold them.
  .map((text) => text.replace(/[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu, ''))

/** Text without line breaks; never empty. */
export const words: fc.Arbitrary<string> = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, printableChar), {
    minLength: 1,
    maxLength: 8,
  })
  .map((pieces) => pieces.join(''))
  .filter((text) => text !== '')

const link = fc.constantFrom(
  'https://sluispost.example/dossier?a=1&b=%22x%22',
  'http://example.org/',
  'mailto:tip@sluispost.example',
  "https://example.org/it's(not)<so>".replace('<so>', '%3Cso%3E'),
)

const run: fc.Arbitrary<Run> = fc
  .record({
    text: fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n')),
    bold: fc.boolean(),
    italic: fc.boolean(),
    link: fc.option(link, { nil: undefined, freq: 3 }),
  })
  .map(({ text, bold, italic, link: href }) => ({
    text,
    ...(bold ? { bold: true as const } : {}),
    ...(italic ? { italic: true as const } : {}),
    ...(href === undefined ? {} : { link: href }),
  }))

/** A line with something in it. */
export const line: fc.Arbitrary<Line> = fc.array(run, { minLength: 1, maxLength: 4 }).map(mergeRuns)

const lines = fc.array(line, { minLength: 1, maxLength: 3 })

/** Any block that this version writes, the unknown one of a newer version included. */
export const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: line.map((content): Block => ({ type: 'paragraph', line: content })) },
  line.map((content): Block => ({ type: 'subhead', line: content })),
  lines.map((content): Block => ({ type: 'quote', lines: content })),
  fc
    .record({ ordered: fc.boolean(), items: fc.array(lines, { minLength: 1, maxLength: 3 }) })
    .map((list): Block => ({ type: 'list', ...list })),
  fc
    .record({ name: fc.constantFrom('factbox', 'picture'), text: words })
    .map((unknown): Block => ({ type: 'unknown', ...unknown })),
)

const place = fc.constantFrom('VELDERMONDE', "'s-LANDERVEEN", 'SAN ISOLDO-STAD', 'KÖRMENDAL', "VAL D'ORÈNE")
const code = fc.constantFrom('ANP', 'RTR', 'AFP', 'DPA', 'BELGA', 'Nørdia', 'R&D', '<b>')
const optional = fc.oneof(fc.constant(''), words)

/** Any copy that a desk can release. */
export const copy: fc.Arbitrary<Copy> = fc.record({
  kind: fc.constantFrom('lead', 'brief'),
  kicker: optional,
  headline: optional,
  byline: optional,
  dateline: fc.uniqueArray(place, { maxLength: 3 }),
  credits: fc.uniqueArray(code, { maxLength: 4 }),
  section: fc.uuid(),
  slug: optional,
  urgency: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
  language: fc.constantFrom('nl', 'en', 'nl-NL', 'fy'),
  body: fc.array(block, { maxLength: 6 }),
})

/** The register of the tests. */
export const AGENCIES: readonly Agency[] = [
  { code: 'ANP', name: 'Algemeen Nederlands Persbureau', home: true },
  { code: 'RTR', name: 'Reuters', home: false },
  { code: 'AFP', name: 'Agence France-Presse', home: false },
  { code: 'DPA', name: '', home: false },
]

const instant = fc.integer({ min: 0, max: 4_102_444_800_000 })

/** Any release of any copy. */
export const release: fc.Arbitrary<Release> = fc.record({
  item: fc.uuid(),
  copy,
  version: fc.integer({ min: 1, max: 10_000 }),
  revision: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  firstCreatedAt: instant,
  releasedAt: instant,
  shownAt: instant,
  embargoUntil: fc.option(instant, { nil: null }),
  status: fc.constantFrom('usable', 'canceled'),
  note: optional,
  sectionName: words,
  agencies: fc.constant(AGENCIES),
  deskName: words,
  zone: fc.constantFrom('Europe/Amsterdam', 'America/St_Johns', 'UTC'),
})
