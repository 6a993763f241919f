/**
 * Revisions: canonical JSON, version 1, and its hash (design: "The revision"). Sorted keys, NFC, merged runs,
 * no defaults of an editor. Two people with the same words and fields get the same name for them.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type * as Y from 'yjs'
import { z } from 'zod'
import { Copy } from '../domain/copy.ts'
import { type ItemEvent, textsOf } from '../domain/event.ts'
import type { RevisionHash } from '../ids.ts'
import { Id } from '../ids.ts'
import { readCopy } from './read-copy.ts'

/** What a revision's JSON holds: its own format version, the item, the copy. */
export const RevisionContent = z.strictObject({ format: z.literal(1), item: Id, copy: Copy })
export type RevisionContent = z.infer<typeof RevisionContent>

/** JSON with the keys of every object in code-unit order and without `undefined`; arrays keep their order. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value)
}

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex. */
export const hashText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** The revision of a working copy as it stands: its canonical JSON and the hash that names it. */
export const revisionOf = (item: Id, doc: Y.Doc): { json: string; hash: RevisionHash } => {
  const content: RevisionContent = { format: 1, item, copy: readCopy(doc) }
  const json = canonicalJson(content)
  return { json, hash: hashText(json) }
}

/** The copy inside a revision's JSON. Throws when it is no revision; callers hold JSON whose hash was checked. */
export const copyOfRevision = (json: string): Copy => RevisionContent.parse(JSON.parse(json)).copy

/**
 * An event with the hash of each text in the place of the text. The chain is made over this, so that a text can be erased
 * and the chain still be recomputed: the hash is kept where the text was.
 */
const sealed = (event: ItemEvent, erased: Partial<Record<string, string>>): unknown => {
  const texts = textsOf(event).map(([field, text]) => [field, { sha256: erased[field] ?? hashText(text) }])
  return { ...event, ...Object.fromEntries(texts) }
}

/**
 * The next link of an item's chain of accepted events (design: "Decisions"). `erased` holds the hashes of texts that are
 * gone.
 */
export const chainLink = (previous: string | null, { id, author, event, erased = {} }: Linked): string =>
  hashText(canonicalJson({ previous: previous ?? '', id, author, event: sealed(event, erased) }))

/** The link as it was made before texts could be erased: over the texts themselves. */
export const earlierChainLink = (previous: string | null, { id, author, event }: Linked): string =>
  hashText(canonicalJson({ previous: previous ?? '', id, author, event }))

type Linked = {
  id: string
  author: string
  event: ItemEvent
  erased?: Partial<Record<string, string>> | undefined
}
