import { countText } from '../../../shared/document/counts.ts'
import { type BlockDiff, type DiffField, diffCopy, type WordDiff } from '../../../shared/document/diff.ts'
import type { Block, Copy } from '../../../shared/domain/copy.ts'

/** What a change is in: a field by its name, or a block; paragraphs are counted from 1 in the newer text. */
export type ChangePlace =
  | { field: DiffField }
  | { block: Exclude<Block['type'], 'paragraph'> }
  | { block: 'paragraph'; number: number }

/**
 * One line of the list of changes. `edits` are the words that went and came, pair by pair, where the change is
 * small enough to print; `words` is how many came or went, where a whole passage did.
 */
export type Change = {
  sign: 'added' | 'removed' | 'changed'
  place: ChangePlace
  edits: WordDiff[][]
  words: number
}

/** More pairs than this are not read in a margin; the text itself shows them. */
const SHOWN_EDITS = 4

/** The words that changed, without what stayed: a run of removed and added stretches makes one pair. */
export const editsOf = (words: readonly WordDiff[]): WordDiff[][] => {
  const edits: WordDiff[][] = []
  let open: WordDiff[] = []
  for (const word of words) {
    // A space between two changed words does not part them.
    if (word.kind === 'same' && (open.length === 0 || word.text.trim() !== '')) {
      if (open.length > 0) edits.push(open)
      open = []
    } else open.push(word)
  }
  if (open.length > 0) edits.push(open)
  return edits.map(withoutOuterSpace).filter((edit) => edit.length > 0)
}

const withoutOuterSpace = (edit: readonly WordDiff[]): WordDiff[] => {
  const last = edit.findLastIndex((word) => word.kind !== 'same')
  return edit.slice(0, last + 1)
}

const wordsIn = (parts: readonly WordDiff[], kind: WordDiff['kind']): number =>
  parts.filter((part) => part.kind === kind).reduce((sum, part) => sum + countText(part.text).words, 0)

const placeOf = (block: Block, paragraph: number): ChangePlace =>
  block.type === 'paragraph' ? { block: 'paragraph', number: paragraph } : { block: block.type }

const blockChange = (diff: BlockDiff, paragraph: number): Change | null => {
  switch (diff.kind) {
    case 'same':
      return null
    case 'added':
      return {
        sign: 'added',
        place: placeOf(diff.block, paragraph),
        edits: [],
        words: wordsIn(diff.words, 'added'),
      }
    case 'removed':
      return {
        sign: 'removed',
        place: placeOf(diff.block, paragraph),
        edits: [],
        words: wordsIn(diff.words, 'removed'),
      }
    case 'changed': {
      const edits = editsOf(diff.words)
      return {
        sign: 'changed',
        place: placeOf(diff.after, paragraph),
        edits: edits.length > SHOWN_EDITS ? [] : edits,
        words: wordsIn(diff.words, 'added') - wordsIn(diff.words, 'removed'),
      }
    }
  }
}

/** The changes between two revisions in reading order, as a list beside the text. */
export const listChanges = (before: Copy, after: Copy): Change[] => {
  const { fields, blocks } = diffCopy(before, after)
  const changes: Change[] = fields
    .filter((field) => field.kind === 'changed')
    .map((field) => ({
      sign: field.before === '' ? 'added' : field.after === '' ? 'removed' : 'changed',
      place: { field: field.field },
      edits: editsOf(field.words),
      words: 0,
    }))
  let paragraph = 0
  for (const diff of blocks) {
    const block = diff.kind === 'changed' ? diff.after : diff.block
    // A removed paragraph has no number in the newer text: it stands behind the one before it.
    if (block.type === 'paragraph' && diff.kind !== 'removed') paragraph += 1
    const change = blockChange(diff, diff.kind === 'removed' ? paragraph + 1 : paragraph)
    if (change) changes.push(change)
  }
  return changes
}
