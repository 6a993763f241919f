/**
 * What of a working copy this build does not know: nodes, marks and attributes of a newer schema. It is told from the
 * Y types, because the editor's binding would have deleted it by then (design: "A schema only grows").
 */
import * as Y from 'yjs'
import { bodyOf, headlineOf, kickerOf } from './layout.ts'

/** The nodes of this epoch. None of them has an attribute. */
const NODES: ReadonlySet<string> = new Set([
  'paragraph',
  'subhead',
  'hardBreak',
  'quote',
  'bulletList',
  'orderedList',
  'listItem',
])

/** The marks of this epoch and their attributes. */
const MARKS: Readonly<Record<string, readonly string[]>> = { bold: [], italic: [], link: ['href'] }

/** The editor's binding adds a hash to the name of a mark that may overlap itself: `link--a1b2c3d4`. */
export const markName = (attribute: string): string => attribute.replace(/--.{8}$/u, '')

/** Deeper than this no editor nests. */
const DEEPEST = 100

const unknownMarks = (text: Y.XmlText): string[] => {
  const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
  return delta.flatMap(({ insert, attributes }) => [
    ...(typeof insert === 'string' ? [] : ['embed']),
    ...Object.entries(attributes ?? {}).flatMap(([attribute, value]) => {
      const name = markName(attribute)
      const known = MARKS[name]
      if (!known) return [name]
      if (typeof value !== 'object' || value === null) return []
      return Object.keys(value)
        .filter((key) => !known.includes(key))
        .map((key) => `${name}.${key}`)
    }),
  ])
}

const unknownAbout = (element: Y.XmlElement, depth: number): string[] => [
  ...(NODES.has(element.nodeName) ? [] : [element.nodeName]),
  ...Object.keys(element.getAttributes()).map((key) => `${element.nodeName}.${key}`),
  ...(depth < DEEPEST ? collect(element, depth + 1) : []),
]

const collect = (node: Y.XmlFragment, depth = 0): string[] =>
  (node.toArray() as unknown[]).flatMap((child): string[] => {
    if (child instanceof Y.XmlText) return unknownMarks(child)
    return child instanceof Y.XmlElement ? unknownAbout(child, depth) : ['embed']
  })

const once = (names: readonly string[]): string[] => [...new Set(names)]

/** Names of what in a block, or on it, is unknown: `factbox`, `strike`, `paragraph.align`. */
export const unknownIn = (block: Y.XmlElement): string[] => once(unknownAbout(block, 0))

/** The same for a whole working copy. Empty: this build can read, bind, name and release all of it. */
export const unknownParts = (doc: Y.Doc): string[] =>
  once([...collect(kickerOf(doc)), ...collect(headlineOf(doc)), ...collect(bodyOf(doc))])
