/**
 * Difference between two texts, word by word (Myers' greedy algorithm).
 */

/** A stretch of text. The `same` and `removed` ones give the text before, `same` and `added` the text after. */
export type WordDiff = { kind: 'same' | 'added' | 'removed'; text: string }

/** More differing words than this in one text is a rewrite, and is shown as one. Bounds time and memory. */
const MOST_EDITS = 600

const TOKENS = /\s+|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu

/** Words, stretches of white space, and single other signs. Joined they are the text again. */
export const tokens = (text: string): string[] => text.match(TOKENS) ?? []

type Step = WordDiff['kind']

/** The kinds of steps from `a` to `b` in order, or `null` when there are more than `MOST_EDITS` edits. */
export const shortestEdit = (a: readonly string[], b: readonly string[]): Step[] | null => {
  const most = Math.min(a.length + b.length, MOST_EDITS)
  const offset = most + 1
  const reach = new Int32Array(2 * offset + 1)
  const trace: Int32Array[] = []
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(reach.slice(offset - edits - 1, offset + edits + 2))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const right = reach[offset + diagonal - 1] ?? 0
      const down = reach[offset + diagonal + 1] ?? 0
      let x = diagonal === -edits || (diagonal !== edits && right < down) ? down : right + 1
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1
      reach[offset + diagonal] = x
      if (x >= a.length && x - diagonal >= b.length) return walkBack(trace, a.length, b.length)
    }
  }
  return null
}

const walkBack = (trace: readonly Int32Array[], endX: number, endY: number): Step[] => {
  const steps: Step[] = []
  let x = endX
  let y = endY
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits] ?? new Int32Array()
    const at = (diagonal: number): number => reach[diagonal + edits + 1] ?? 0
    const diagonal = x - y
    const isDown = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1))
    const from = isDown ? diagonal + 1 : diagonal - 1
    const fromX = edits === 0 ? 0 : at(from)
    const fromY = edits === 0 ? 0 : fromX - from
    while (x > fromX && y > fromY) {
      steps.push('same')
      x -= 1
      y -= 1
    }
    if (edits > 0) steps.push(isDown ? 'added' : 'removed')
    x = fromX
    y = fromY
  }
  return steps.reverse()
}

/**
 * Joins steps into stretches a person can read: white space between two changes belongs to the change, and
 * what was removed stands before what was added.
 */
const readable = (steps: readonly Step[], a: readonly string[], b: readonly string[]): WordDiff[] => {
  const out: WordDiff[] = []
  let removed = ''
  let added = ''
  let same = ''
  const flush = (): void => {
    if (removed !== '') out.push({ kind: 'removed', text: removed })
    if (added !== '') out.push({ kind: 'added', text: added })
    if (same !== '') out.push({ kind: 'same', text: same })
    removed = ''
    added = ''
    same = ''
  }
  let x = 0
  let y = 0
  for (const step of steps) {
    if (step === 'same') {
      same += a[x] ?? ''
      x += 1
      y += 1
      continue
    }
    // A gap of nothing but space between two changes: the change goes on across it.
    if (same !== '' && same.trim() === '' && removed + added !== '') {
      removed += same
      added += same
      same = ''
    } else if (same !== '') flush()
    if (step === 'removed') {
      removed += a[x] ?? ''
      x += 1
    } else {
      added += b[y] ?? ''
      y += 1
    }
  }
  flush()
  return out
}

/** What changed between two texts. Empty texts give nothing; equal ones a single `same`. */
export const diffWords = (before: string, after: string): WordDiff[] => {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const a = tokens(before)
  const b = tokens(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  const middleA = a.slice(head, a.length - tail)
  const middleB = b.slice(head, b.length - tail)
  const steps: Step[] = shortestEdit(middleA, middleB) ?? [
    ...middleA.map(() => 'removed' as const),
    ...middleB.map(() => 'added' as const),
  ]
  const same = (count: number): Step[] => Array.from({ length: count }, () => 'same')
  return readable([...same(head), ...steps, ...same(tail)], a, b)
}
