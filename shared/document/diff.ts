/**
 * What changed between two revisions of an item: per field, per block, per word (issue 2, "History").
 */
import type { Block, Copy } from '../domain/copy.ts'
import { blockText } from './counts.ts'
import { alignBlocks, blockKey } from './diff-blocks.ts'
import { diffWords, type WordDiff } from './diff-words.ts'

export type { WordDiff } from './diff-words.ts'

/** Fields that are compared, in the order in which people read them. */
export const DIFF_FIELDS = [
  'kicker',
  'headline',
  'byline',
  'dateline',
  'credits',
  'section',
  'slug',
  'urgency',
] as const
export type DiffField = (typeof DIFF_FIELDS)[number]

/**
 * One field. `before` and `after` are its text: places and agencies joined by `/`, no urgency is `''`.
 * `words` as in `WordDiff`; lists are compared part by part.
 */
export type FieldDiff = {
  field: DiffField
  kind: 'same' | 'changed'
  before: string
  after: string
  words: WordDiff[]
}

/**
 * One block. In `changed`, `formatting` is true when no word differs: marks, a link, or the kind of block.
 * `words` is about the text of the block (`blockText`).
 */
export type BlockDiff =
  | { kind: 'same'; block: Block; words: WordDiff[] }
  | { kind: 'added'; block: Block; words: WordDiff[] }
  | { kind: 'removed'; block: Block; words: WordDiff[] }
  | { kind: 'changed'; before: Block; after: Block; formatting: boolean; words: WordDiff[] }

/** All fields and all blocks, changed or not. `same`: neither these fields nor the body differ. */
export type CopyDiff = { same: boolean; fields: FieldDiff[]; blocks: BlockDiff[] }

const fieldText = (copy: Copy, field: DiffField): string => {
  const value = copy[field]
  if (value === null) return ''
  return Array.isArray(value) ? value.join('/') : String(value)
}

const whole = (kind: WordDiff['kind'], text: string): WordDiff[] => (text === '' ? [] : [{ kind, text }])

const diffField = (before: Copy, after: Copy, field: DiffField): FieldDiff => {
  const a = fieldText(before, field)
  const b = fieldText(after, field)
  return { field, kind: a === b ? 'same' : 'changed', before: a, after: b, words: diffWords(a, b) }
}

/** Compares two bodies. The `same`, `removed` and `changed` blocks give the one, the others the other. */
export const diffBlocks = (before: readonly Block[], after: readonly Block[]): BlockDiff[] =>
  alignBlocks(before, after).map((pair): BlockDiff => {
    if (!('after' in pair))
      return { kind: 'removed', block: pair.before, words: whole('removed', blockText(pair.before)) }
    if (!('before' in pair))
      return { kind: 'added', block: pair.after, words: whole('added', blockText(pair.after)) }
    const a = blockText(pair.before)
    const b = blockText(pair.after)
    if (blockKey(pair.before) === blockKey(pair.after))
      return { kind: 'same', block: pair.after, words: whole('same', b) }
    return {
      kind: 'changed',
      before: pair.before,
      after: pair.after,
      formatting: a === b,
      words: diffWords(a, b),
    }
  })

/** What changed from `before` to `after`. Takes bounded time; a rewrite is shown as removed and added. */
export const diffCopy = (before: Copy, after: Copy): CopyDiff => {
  const fields = DIFF_FIELDS.map((field) => diffField(before, after, field))
  const blocks = diffBlocks(before.body, after.body)
  const same =
    fields.every((field) => field.kind === 'same') && blocks.every((block) => block.kind === 'same')
  return { same, fields, blocks }
}
