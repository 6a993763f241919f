/** A release in any format that goes out, byte for byte as a target gets it. */
import { toAnpa1312 } from './anpa-1312.ts'
import { articleHtml } from './article.ts'
import { type OutFile, stemOf } from './files.ts'
import { toIptc7901 } from './iptc-7901.ts'
import type { WrittenFormat } from './losses.ts'
import { toMarkdown } from './markdown.ts'
import { pageNewsMessage } from './newsml-g2-page.ts'
import { toNewsmlG2 } from './newsml-g2-write.ts'
import { toNinjs } from './ninjs.ts'
import { pageNinjs, pageNinjs2 } from './ninjs-page.ts'
import { toNinjs2 } from './ninjs-two.ts'
import { toNitf } from './nitf-write.ts'
import type { PageRelease, Release } from './release.ts'
import { toSuperdesk } from './superdesk.ts'
import { plainText } from './text.ts'

type Way = {
  /** What `sniff` calls it, and what `lossesOf` tells of. */
  format: WrittenFormat
  mediaType: string
  /** The end of a file's name. */
  ending: string
  write: (release: Release) => string
  /** The page of a section as one package, where the format knows packages. */
  writePage?: (page: PageRelease) => string
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

const WAYS = {
  'ninjs-3.1': {
    format: 'ninjs-3',
    mediaType: 'application/json',
    ending: '.ninjs.json',
    write: (release) => json(toNinjs(release)),
    writePage: (page) => json(pageNinjs(page)),
  },
  'ninjs-2.2': {
    format: 'ninjs-2',
    mediaType: 'application/json',
    ending: '.ninjs2.json',
    write: (release) => json(toNinjs2(release)),
    writePage: (page) => json(pageNinjs2(page)),
  },
  'ninjs-superdesk': {
    format: 'ninjs-superdesk',
    mediaType: 'application/json',
    ending: '.superdesk.json',
    write: (release) => json(toSuperdesk(release)),
  },
  'newsml-g2-nitf': {
    format: 'newsml-g2',
    mediaType: 'application/vnd.iptc.g2.newsitem+xml',
    ending: '.newsml.xml',
    write: (release) => toNewsmlG2(release, 'nitf'),
    writePage: (page) => pageNewsMessage(page, 'nitf'),
  },
  'newsml-g2-xhtml': {
    format: 'newsml-g2',
    mediaType: 'application/vnd.iptc.g2.newsitem+xml',
    ending: '.newsml.xml',
    write: (release) => toNewsmlG2(release, 'xhtml'),
    writePage: (page) => pageNewsMessage(page, 'xhtml'),
  },
  nitf: { format: 'nitf', mediaType: 'application/nitf+xml', ending: '.nitf.xml', write: toNitf },
  html: { format: 'html', mediaType: 'text/html', ending: '.html', write: articleHtml },
  markdown: { format: 'markdown', mediaType: 'text/markdown', ending: '.md', write: toMarkdown },
  'wire-text': { format: 'wire-text', mediaType: 'text/plain', ending: '.txt', write: plainText },
  'iptc-7901': { format: 'iptc-7901', mediaType: 'text/plain', ending: '.iptc', write: toIptc7901 },
  'anpa-1312': { format: 'anpa-1312', mediaType: 'text/plain', ending: '.anpa', write: toAnpa1312 },
} as const satisfies Record<string, Way>

/** What a target can be set to. Two of them are NewsML-G2, with another payload. */
export type OutFormat = keyof typeof WAYS

/** All of them, in the order in which they are offered. */
export const OUT_FORMATS = Object.keys(WAYS) as OutFormat[]

const wayOf = (out: OutFormat): Way => WAYS[out]

/** The name under which a format is read, and its losses are told. */
export const formatOf = (out: OutFormat): WrittenFormat => wayOf(out).format

/** The end of the name of a file in a format, which begins with a dot. */
export const endingOf = (out: OutFormat): string => wayOf(out).ending

/** The file of a release, its name without any folder. */
export const writeAs = (release: Release, out: OutFormat): OutFile => {
  const { mediaType, ending, write } = wayOf(out)
  return { name: stemOf(release) + ending, mediaType, text: write(release) }
}

/** The text of a page as a package; null where the format knows none, and every item goes out by itself. */
export const writePageAs = (
  page: PageRelease,
  out: OutFormat,
): { mediaType: string; text: string } | null => {
  const { mediaType, writePage } = wayOf(out)
  return writePage === undefined ? null : { mediaType, text: writePage(page) }
}
