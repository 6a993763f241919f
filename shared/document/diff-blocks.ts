/**
 * Which block of one body is which block of another.
 */
import type { Block, Line } from '../domain/copy.ts'
import { blockText } from './counts.ts'
import { shortestEdit, tokens } from './diff-words.ts'

/** A pair of blocks in reading order; one side is missing when the block was removed or added. */
export type BlockPair = { before: Block; after: Block } | { before: Block } | { after: Block }

/** Blocks share this part of their words, or they are two different ones. */
const ALIKE = 0.35

/** Gaps with more candidate pairs than this are paired in order, without weighing likeness. */
const MOST_PAIRS = 10_000

const lineKey = (line: Line): unknown[] =>
  line.map((run) => [run.text, run.bold === true, run.italic === true, run.link ?? ''])

/** Equal for blocks that print alike, whatever the order of their fields. */
export const blockKey = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return JSON.stringify([block.type, lineKey(block.line)])
    case 'quote':
      return JSON.stringify([block.type, block.lines.map(lineKey)])
    case 'list':
      return JSON.stringify([block.type, block.ordered, block.items.map((item) => item.map(lineKey))])
    case 'unknown':
      return JSON.stringify([block.type, block.name, block.text])
  }
}

type Bag = { words: Map<string, number>; size: number; type: Block['type'] }

const bagOf = (block: Block): Bag => {
  const words = new Map<string, number>()
  let size = 0
  for (const token of tokens(blockText(block).toLowerCase())) {
    if (!/[\p{L}\p{N}]/u.test(token)) continue
    words.set(token, (words.get(token) ?? 0) + 1)
    size += 1
  }
  return { words, size, type: block.type }
}

/** The part of the words that two blocks share, 0 to 1. */
const likeness = (a: Bag, b: Bag): number => {
  if (a.size + b.size === 0) return a.type === b.type ? 1 : 0
  let shared = 0
  for (const [word, count] of a.words) shared += Math.min(count, b.words.get(word) ?? 0)
  return (2 * shared) / (a.size + b.size)
}

/** Pairs what is left between two equal blocks: in order, so that the pairs are alike as a whole. */
const pairGap = (before: readonly Block[], after: readonly Block[]): BlockPair[] => {
  const removed = before.map((block): BlockPair => ({ before: block }))
  const added = after.map((block): BlockPair => ({ after: block }))
  if (before.length === 0 || after.length === 0 || before.length * after.length > MOST_PAIRS)
    return [...removed, ...added]
  const left = before.map(bagOf)
  const right = after.map(bagOf)
  const width = after.length + 1
  const best = new Float64Array((before.length + 1) * width)
  const score = (i: number, j: number): number => {
    const a = left[i]
    const b = right[j]
    const alike = a === undefined || b === undefined ? 0 : likeness(a, b)
    return alike >= ALIKE ? alike : 0
  }
  const scores = new Float64Array(before.length * after.length)
  const at = (i: number, j: number): number => best[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const own = score(i, j)
      scores[i * after.length + j] = own
      const paired = own > 0 ? own + at(i + 1, j + 1) : 0
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), paired)
    }
  const pairs: BlockPair[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const one = before[i]
    const other = after[j]
    const own = one === undefined || other === undefined ? 0 : (scores[i * after.length + j] ?? 0)
    if (one !== undefined && other !== undefined && own > 0 && own + at(i + 1, j + 1) >= at(i, j)) {
      pairs.push({ before: one, after: other })
      i += 1
      j += 1
    } else if (one !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pairs.push({ before: one })
      i += 1
    } else if (other !== undefined) {
      pairs.push({ after: other })
      j += 1
    }
  }
  return pairs
}

/**
 * Aligns two bodies: equal blocks first, then alike ones between them. Every block of both sides is in
 * exactly one pair, in its own order.
 */
export const alignBlocks = (before: readonly Block[], after: readonly Block[]): BlockPair[] => {
  const steps = shortestEdit(before.map(blockKey), after.map(blockKey))
  if (steps === null) return pairGap(before, after)
  const pairs: BlockPair[] = []
  let gapBefore: Block[] = []
  let gapAfter: Block[] = []
  let i = 0
  let j = 0
  for (const step of steps) {
    const one = before[i]
    const other = after[j]
    if (step === 'same' && one !== undefined && other !== undefined) {
      pairs.push(...pairGap(gapBefore, gapAfter), { before: one, after: other })
      gapBefore = []
      gapAfter = []
    } else if (step === 'removed' && one !== undefined) gapBefore.push(one)
    else if (step === 'added' && other !== undefined) gapAfter.push(other)
    if (step !== 'added') i += 1
    if (step !== 'removed') j += 1
  }
  return [...pairs, ...pairGap(gapBefore, gapAfter)]
}
