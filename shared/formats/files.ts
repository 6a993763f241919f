/** The files of a release, and their names. */
import { lineText } from '../domain/copy.ts'
import type { ReaderPage } from '../domain/reader-page.ts'
import { articleHtml } from './article.ts'
import { toNinjs } from './ninjs.ts'
import { pageHtml } from './page.ts'
import type { Release } from './release.ts'
import { plainText } from './text.ts'

/** A file to be written: its name without any folder, and its text, to be encoded as UTF-8. */
export type OutFile = { name: string; mediaType: string; text: string }

/** Long enough to be recognised; with the longest ending far below the 255 bytes that file systems take. */
const LONGEST = 60

/** Letters that Unicode does not take apart into a letter and a mark. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'ng',
}

/** Names that Windows keeps for devices, whatever ending they get. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/u

/**
 * Text as part of a file name: lower case ASCII letters, digits and hyphens, safe on Windows, macOS and Linux and
 * in an address. Empty when nothing is left of it, as with Chinese.
 */
export const slugOf = (text: string): string => {
  const folded = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^\0-\x7f]/gu, (letter) => FOLDED[letter] ?? ' ')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
  if (folded.length <= LONGEST) return folded
  const cut = folded.slice(0, LONGEST + 1)
  // Between words where there is a word to spare, inside one where there is not.
  return (cut.lastIndexOf('-') > 20 ? cut.slice(0, cut.lastIndexOf('-')) : cut.slice(0, LONGEST)).replace(
    /-+$/u,
    '',
  )
}

/** The last eight figures of an item's id: random in every kind of UUID, where the first may be a clock. */
export const shortId = (item: string): string => item.replaceAll('-', '').slice(-8).toLowerCase()

/** A release in words that a file name can hold: its slug, else its headline, else its first words. */
export const namedBy = ({ copy }: Release): string => {
  const paragraph = copy.body.find((block) => block.type === 'paragraph')
  const opening = paragraph === undefined ? '' : lineText(paragraph.line).split(/\s+/u).slice(0, 6).join(' ')
  return [copy.slug, copy.headline, opening].map(slugOf).find((slug) => slug !== '') ?? copy.kind
}

/** The name that all files of a release share, without ending: `veerboot-meeuw-1a2b3c4d`. */
export const stemOf = (release: Release): string => `${namedBy(release)}-${shortId(release.item)}`

/**
 * The files of a release: ninjs, page and text. A release with a new slug or headline gets new names; a target takes
 * away what the same item had before.
 */
export const filesOf = (release: Release): OutFile[] => {
  const stem = stemOf(release)
  return [
    {
      name: `${stem}.ninjs.json`,
      mediaType: 'application/json',
      text: `${JSON.stringify(toNinjs(release), null, 2)}\n`,
    },
    { name: `${stem}.html`, mediaType: 'text/html', text: articleHtml(release) },
    { name: `${stem}.txt`, mediaType: 'text/plain', text: plainText(release) },
  ]
}

/**
 * The name of a section's page: `buitenland.html`. Articles always end in a short id, so the two never meet. A
 * section whose name leaves nothing to write is `section`.
 */
export const pageFileName = (section: string): string => {
  const slug = slugOf(section)
  return `${slug === '' || DEVICE.test(slug) ? `section-${slug}`.replace(/-$/u, '') : slug}.html`
}

/** The file of a section's page. */
export const pageFile = (page: ReaderPage): OutFile => ({
  name: pageFileName(page.section),
  mediaType: 'text/html',
  text: pageHtml(page),
})
