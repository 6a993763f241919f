/**
 * The working copy of an item: which Yjs types hold what (design: "The working copy").
 *
 * Three fragments hold text; everything else is a register in one map. A register holds plain JSON and is
 * replaced whole. The schema only grows: a name in here is never given another meaning.
 */
import * as Y from 'yjs'
import { z } from 'zod'
import { Urgency } from '../domain/copy.ts'

export const KICKER = 'kicker'
export const HEADLINE = 'headline'
export const BODY = 'body'
export const FIELDS = 'fields'

/** Registers that readers get to see. A change of one of these is a change of the copy. */
export const PUBLISHED_FIELDS = [
  'kind',
  'byline',
  'dateline',
  'credits',
  'section',
  'slug',
  'urgency',
  'language',
] as const
/** Registers that stay on the desk: changing one never voids an approval. */
export const INTERNAL_FIELDS = ['note', 'targetLength'] as const

const FIELD_MODELS = {
  kind: z.enum(['lead', 'brief']),
  byline: z.string(),
  dateline: z.array(z.string()),
  credits: z.array(z.string()),
  section: z.string(),
  slug: z.string(),
  urgency: Urgency.nullable(),
  language: z.string(),
  note: z.string(),
  targetLength: z.int().nullable(),
} as const

export type FieldName = keyof typeof FIELD_MODELS
export type FieldValue<N extends FieldName> = z.infer<(typeof FIELD_MODELS)[N]>

const DEFAULTS: { [N in FieldName]: FieldValue<N> } = {
  kind: 'lead',
  byline: '',
  dateline: [],
  credits: [],
  section: '',
  slug: '',
  urgency: null,
  language: 'nl',
  note: '',
  targetLength: null,
}

export const headlineOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(HEADLINE)
export const kickerOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(KICKER)
export const bodyOf = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(BODY)
export const fieldsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap(FIELDS)

/** A register's value; what a colleague's broken client may have put there is read as the default. */
export const readField = <N extends FieldName>(doc: Y.Doc, name: N): FieldValue<N> => {
  const parsed = FIELD_MODELS[name].safeParse(fieldsOf(doc).get(name))
  return (parsed.success ? parsed.data : DEFAULTS[name]) as FieldValue<N>
}

/** Sets a register. The caller chooses the transaction, because the origin decides what undo takes back. */
export const writeField = <N extends FieldName>(doc: Y.Doc, name: N, value: FieldValue<N>): void => {
  fieldsOf(doc).set(name, value)
}

/**
 * A document that keeps deleted text, so that history can be replayed and folded (design: "Folding"). Its types are
 * there from the start: Yjs would otherwise report the first change of one under another object than it has later.
 */
export const newDocument = (): Y.Doc => {
  // Its name is never asked for, and making one up takes longer than opening an item.
  const doc = new Y.Doc({ gc: false, guid: '' })
  kickerOf(doc)
  headlineOf(doc)
  bodyOf(doc)
  fieldsOf(doc)
  return doc
}

/** Whether a transaction touched what readers see. Authorship counts from these changes only. */
export const touchesCopy = (transaction: Y.Transaction, doc: Y.Doc): boolean => {
  const fields = fieldsOf(doc)
  const published: readonly string[] = PUBLISHED_FIELDS
  for (const [type, keys] of transaction.changed) {
    if ((type as unknown) !== fields) return true
    for (const key of keys) if (key !== null && published.includes(key)) return true
  }
  return false
}
