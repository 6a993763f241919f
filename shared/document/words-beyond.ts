/**
 * The words that a document has and another one has not: what somebody typed and the desk did not take. Told by the
 * ids that Yjs gave every letter, so that nothing depends on comparing texts.
 */
import * as Y from 'yjs'
import { bodyOf, FIELDS, fieldsOf, headlineOf, kickerOf } from './layout.ts'

/** Words of one text or one register, in the order in which they are read. */
export type KeptWords = {
  part: 'kicker' | 'headline' | 'body' | 'fields'
  field: string | null
  text: string
}

type Clocks = ReadonlyMap<number, number>

/** How much of an item, counted from its start, the other document knows. */
const knownOf = ({ id, length }: Y.Item, clocks: Clocks): number =>
  Math.min(length, Math.max(0, (clocks.get(id.client) ?? 0) - id.clock))

const DEEPEST = 100

/** Text of a type that is new, one string for each stretch; a known letter between two ends a stretch. */
const stretches = (type: { _start: Y.Item | null }, clocks: Clocks, depth = 0): string[] => {
  const found: string[] = []
  let open = ''
  const close = (): void => {
    if (open !== '') found.push(open)
    open = ''
  }
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentString) {
      const known = knownOf(item, clocks)
      if (known > 0) close()
      open += item.content.str.slice(known)
    } else if (item.content instanceof Y.ContentType) {
      const inner: unknown = item.content.type
      if (inner instanceof Y.XmlElement && inner.nodeName === 'hardBreak') {
        if (open !== '') open += '\n'
        continue
      }
      // Texts of one paragraph that stand beside each other read on; other nodes are lines of their own.
      const runsOn = inner instanceof Y.XmlText
      if (!runsOn) close()
      const below = depth < DEEPEST ? stretches(item.content.type, clocks, depth + 1) : []
      const [first, ...rest] = below
      if (runsOn && first !== undefined && rest.length === 0) open += first
      else {
        close()
        found.push(...below)
      }
    }
  }
  close()
  return found
}

const fieldWords = (doc: Y.Doc, clocks: Clocks): KeptWords[] =>
  [...fieldsOf(doc)._map].flatMap(([field, item]): KeptWords[] => {
    if (item.deleted || knownOf(item, clocks) > 0) return []
    const value: unknown = fieldsOf(doc).get(field)
    const text = Array.isArray(value) ? value.join('/') : String(value ?? '')
    return text === '' ? [] : [{ part: FIELDS, field, text }]
  })

/** Everything readable in `doc` that a document with this state vector does not have. */
export const wordsBeyond = (doc: Y.Doc, theirs: Uint8Array): KeptWords[] => {
  const clocks = Y.decodeStateVector(theirs)
  const texts = [
    ['kicker', kickerOf(doc)],
    ['headline', headlineOf(doc)],
    ['body', bodyOf(doc)],
  ] as const
  return [
    ...texts.flatMap(([part, type]) =>
      stretches(type, clocks)
        .filter((text) => text.trim() !== '')
        .map((text): KeptWords => ({ part, field: null, text })),
    ),
    ...fieldWords(doc, clocks),
  ]
}
