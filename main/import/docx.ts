/**
 * DOCX. A kept library turns it into plain HTML; what it is given is not the archive but the few parts of text in it, each
 * without document types and within limits, so that it can ask for nothing else.
 */
import mammoth from 'mammoth'
import type { Agency } from '../../shared/domain/agency.ts'
import { decodeText } from '../../shared/formats/decode.ts'
import { findAll, hasClass, textsUnder, treeOf } from '../../shared/formats/html-nodes.ts'
import { readHtmlNodes } from '../../shared/formats/html-read.ts'
import type { Dropped } from '../../shared/formats/imported.ts'
import type { SourceText } from '../../shared/formats/leftover.ts'
import { readStory } from '../../shared/formats/story.ts'
import { attributeOf, findAll as elementsOf, readTree, textIn } from '../../shared/formats/xml.ts'
import { guardXml } from '../../shared/formats/xml-guard.ts'
import { type Archive, ArchiveRefused } from './archive.ts'
import type { Read } from './read.ts'

/** Of a part of a document. Word writes an element or two for every word that somebody corrected. */
const LIMITS = { size: 16_000_000, depth: 256, elements: 250_000, attribute: 200_000 } as const

export const MAIN_PART = 'word/document.xml'

/** Parts that the library may ask for, and those that only the report speaks of. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/_rels\/[\w.-]+\.xml\.rels|word\/(?:document|styles|numbering|footnotes|endnotes|comments|header\d*|footer\d*)\.xml|docProps\/core\.xml)$/u

const STYLES = [
  "p[style-name='Title'] => h1.kopij-title:fresh",
  "p[style-name='Titel'] => h1.kopij-title:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Citaat'] => blockquote > p:fresh",
  "p[style-name='Duidelijk citaat'] => blockquote > p:fresh",
]

/** The library reads an archive through this, and may be given one of our own making. */
type PartsOfDocument = {
  exists(name: string): boolean
  read(name: string, encoding?: string): Promise<string>
}

const partsOf = async (archive: Archive): Promise<Map<string, string>> => {
  const parts = new Map<string, string>()
  for (const name of archive.names.filter((each) => PARTS.test(each))) {
    const bytes = await archive.read(name)
    const guarded = guardXml(decodeText(bytes ?? new Uint8Array()), LIMITS)
    if (guarded.ok) parts.set(name, guarded.text)
    else if (name === MAIN_PART) throw new ArchiveRefused(guarded.reason)
  }
  return parts
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/giu,
    (all, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
      return NAMED[(name ?? '').toLowerCase()] ?? all
    },
  )

/** The words of a part: those that stand, or those that were deleted under a colleague's eyes. */
const wordsOf = (xml: string | undefined, element: 't' | 'delText'): string[] =>
  [...(xml ?? '').matchAll(new RegExp(`<(?:\\w+:)?${element}(?:\\s[^<>]*)?>([^<]*)</`, 'gu'))].map(
    ([, text = '']) => unescaped(text),
  )

/** Whole paragraphs: words of one may be cut into many runs. */
const paragraphsOf = (xml: string | undefined): string[] =>
  (xml ?? '').split(/<\/(?:\w+:)?p>/u).map((part) => wordsOf(part, 't').join(''))

const commentsIn = (xml: string | undefined): string[] => {
  if (xml === undefined) return []
  const tree = readTree(xml, LIMITS)
  if (!tree.ok) return []
  return elementsOf(tree.root, 'comment').map((comment) => {
    const by = attributeOf(comment, 'w:author')
    const said = textIn(comment)
    return by === '' ? said : `${by}: ${said}`
  })
}

const told = (what: Dropped['what'], texts: readonly string[]): Dropped[] => {
  const text = texts.join(' ').replace(/\s+/gu, ' ').trim()
  return text === '' ? [] : [{ what, text }]
}

const asideOf = (parts: ReadonlyMap<string, string>): Dropped[] => {
  const named = (pattern: RegExp): string[] =>
    [...parts].filter(([name]) => pattern.test(name)).flatMap(([, xml]) => paragraphsOf(xml))
  const core = readTree(parts.get('docProps/core.xml') ?? '', LIMITS)
  const facts = core.ok
    ? ['title', 'subject', 'keywords', 'description'].flatMap((name) =>
        elementsOf(core.root, name).map(textIn),
      )
    : []
  return [
    ...told('footnote', named(/(?:foot|end)notes\.xml$/u)),
    ...told('metadata', named(/(?:header|footer)\d*\.xml$/u)),
    ...told('metadata', facts),
    ...told('deletion', wordsOf(parts.get(MAIN_PART), 'delText')),
  ]
}

/** Reads a document. Throws ArchiveRefused; what the library throws is a broken document. */
export const readDocx = async (archive: Archive, agencies: readonly Agency[]): Promise<Read> => {
  const parts = await partsOf(archive)
  const file: PartsOfDocument = {
    exists: (name) => parts.has(name),
    read: (name) => Promise.resolve(parts.get(name) ?? ''),
  }
  type Node = { type?: string; children?: unknown[] }
  const withoutNotes = (node: Node): Node =>
    node.type === 'noteReference'
      ? { type: 'run', children: [] }
      : {
          ...node,
          ...(node.children ? { children: node.children.map((child) => withoutNotes(child as Node)) } : {}),
        }
  const { value } = await mammoth.convertToHtml(
    // Known to the library and not to its types: what stands where an archive would.
    { file } as unknown as { buffer: Buffer },
    {
      styleMap: STYLES,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      transformDocument: withoutNotes,
    },
  )
  const nodes = treeOf(value)
  const [titled] = findAll(nodes, (element) => hasClass(element, 'kopij-title'))
  const title = titled === undefined ? '' : textsUnder(titled.childNodes).join('')
  const { body, dropped } = readHtmlNodes(nodes.filter((node) => node !== titled))
  const sources: SourceText[] = paragraphsOf(parts.get(MAIN_PART)).map((text) => ({
    name: '',
    text,
    what: 'unknown',
  }))
  const note = commentsIn(parts.get('word/comments.xml')).join('\n')
  return readStory(
    { format: 'docx', title, body, note, dropped: [...dropped, ...asideOf(parts)], sources },
    agencies,
  )
}
