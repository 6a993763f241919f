/**
 * Three generations of Kopij: the schema of this build and two that come after it, each with a new node, a new mark and
 * new attributes. An item of a generation holds what that one added.
 */
import { type Extensions, Mark, Node } from '@tiptap/core'
import * as Y from 'yjs'
import { bodyOf, headlineOf, newDocument } from '../../../shared/document/layout.ts'
import { BODY_SCHEMA } from '../../../shared/document/schema.ts'
import { emptyCopy, seedDocument } from '../../../shared/document/write-copy.ts'

export const GENERATIONS = [1, 2, 3] as const
export type Generation = (typeof GENERATIONS)[number]

/** What an item can hold that an older app does not know. */
export const ADDITIONS = [
  'node',
  'nested',
  'inline',
  'mark',
  'overlapping',
  'attribute',
  'link title',
] as const
export type Addition = (typeof ADDITIONS)[number]

const name = (kind: string, generation: number): string => `${kind}${generation}`

const added = (generation: number): Extensions => [
  Node.create({ name: name('box', generation), group: 'block', content: 'paragraph*' }),
  Node.create({
    name: name('photo', generation),
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ source: { default: null } }),
  }),
  Mark.create({ name: name('mark', generation), addAttributes: () => ({ colour: { default: null } }) }),
  Mark.create({
    name: name('note', generation),
    excludes: '',
    addAttributes: () => ({ id: { default: null } }),
  }),
]

/** The body's schema of a generation. */
export const schemaOf = (generation: Generation): Extensions => {
  const later = GENERATIONS.filter((one) => one > 1 && one <= generation)
  const attributes = (kind: string): Record<string, { default: null }> =>
    Object.fromEntries(later.map((one) => [name(kind, one), { default: null }]))
  return [
    ...BODY_SCHEMA.map((extension) => {
      if (extension.name === 'paragraph')
        return (extension as Node).extend({ addAttributes: () => attributes('align') })
      if (extension.name === 'link')
        return (extension as Mark).extend({
          addAttributes: () => ({ href: { default: null }, ...attributes('title') }),
        })
      if (extension.name === 'quote')
        return (extension as Node).extend({
          content: `(paragraph${later.map((one) => ` | ${name('box', one)}`).join('')})*`,
        })
      return extension
    }),
    ...later.flatMap(added),
  ]
}

const text = (words: string, marks: Record<string, unknown> = {}): Y.XmlText => {
  const made = new Y.XmlText()
  made.insert(0, words, marks)
  return made
}
const element = (
  kind: string,
  inside: (Y.XmlElement | Y.XmlText)[],
  attributes: Record<string, string> = {},
) => {
  const made = new Y.XmlElement(kind)
  if (inside.length > 0) made.insert(0, inside)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
const paragraph = (...inside: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => element('paragraph', inside)

/** What a generation put into an item, with the words that must be read by everybody. */
const blockOf = (addition: Addition, generation: number): { block: Y.XmlElement; words: string } => {
  const words = `woorden van ${addition} ${generation}`
  switch (addition) {
    case 'node':
      return { words, block: element(name('box', generation), [paragraph(text(words))]) }
    case 'nested':
      return {
        words,
        block: element('quote', [
          paragraph(text('Citaat.')),
          element(name('box', generation), [paragraph(text(words))]),
        ]),
      }
    case 'inline':
      return {
        words,
        block: paragraph(
          text(words),
          element(name('photo', generation), [], { source: 'foto' }),
          text(' erna'),
        ),
      }
    case 'mark':
      return { words, block: paragraph(text(words, { [name('mark', generation)]: { colour: 'geel' } })) }
    case 'overlapping':
      return {
        words,
        block: paragraph(text(words, { [`${name('note', generation)}--a1b2c3d4`]: { id: 'x' } })),
      }
    case 'attribute':
      return { words, block: element('paragraph', [text(words)], { [name('align', generation)]: 'rechts' }) }
    case 'link title':
      return {
        words,
        block: paragraph(
          text(words, { link: { href: 'https://voorbeeld.nl/', [name('title', generation)]: 'uitleg' } }),
        ),
      }
  }
}

/** A story as the first generation writes it. */
export const firstStory = (): Y.Doc => {
  const doc = newDocument()
  const line = (words: string) => [{ text: words }]
  seedDocument(doc, {
    ...emptyCopy('lead', 'sectie', 'nl'),
    headline: 'De dam houdt',
    body: [
      { type: 'paragraph', line: line('Het eerste deel van het verhaal.') },
      { type: 'subhead', line: line('Tussenkop') },
      { type: 'list', ordered: false, items: [[line('Een')], [line('Twee')]] },
      { type: 'quote', lines: [line('Zo is het.')] },
      {
        type: 'paragraph',
        line: [{ text: 'Vet', bold: true }, { text: ' en ' }, { text: 'hier', link: 'https://a.nl/' }],
      },
    ],
  })
  return doc
}

/** Writes into a story what a generation adds, as that generation's editor would; answers the update and its words. */
export const addTo = (
  doc: Y.Doc,
  addition: Addition,
  generation: Generation,
): { update: Uint8Array; words: string[] } => {
  const before = Y.encodeStateVector(doc)
  const words: string[] = []
  doc.transact(() => {
    if (generation === 1) {
      bodyOf(doc).insert(1, [paragraph(text('gewone woorden'))])
      words.push('gewone woorden')
      return
    }
    const made = blockOf(addition, generation)
    bodyOf(doc).insert(1, [made.block])
    words.push(made.words)
    // A headline may hold a newer mark too.
    if (addition === 'mark') {
      const line = headlineOf(doc).get(0)
      const first = line instanceof Y.XmlElement ? line.get(0) : undefined
      if (first instanceof Y.XmlText) first.format(0, 2, { [name('mark', generation)]: { colour: 'geel' } })
    }
  })
  return { update: Y.encodeStateAsUpdate(doc, before), words }
}
