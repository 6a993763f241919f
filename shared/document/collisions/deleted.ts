/** What people took away and meant to: a deletion counts however it was merged, until it is taken back. */
import { knows } from './log.ts'
import { versionAt } from './page.ts'
import { rootOf, sight, type Text, type Token } from './text.ts'

const byRoot = (text: Text): Map<Token, Token[]> => {
  const all = new Map<Token, Token[]>()
  for (const token of text.tokens) {
    const root = rootOf(token)
    const copies = all.get(root)
    if (copies) copies.push(token)
    else all.set(root, [token])
  }
  return all
}

/**
 * The updates that took each root away for good, counted from an update on, up to another one. Who deletes one of two copies, or puts what he
 * deletes elsewhere, takes nothing away. It is taken back by whoever puts it there again knowing that it had gone.
 */
export const deletionsIn = (text: Text, from: number, until: number): Map<Token, number[]> => {
  const copies = byRoot(text)
  const sights = new Map<string, ReturnType<typeof sight>>()
  const sightAt = (update: number, when: 'before' | 'after'): ReturnType<typeof sight> => {
    const key = `${update} ${when}`
    const seen = sights.get(key) ?? sight(versionAt(text, update, when))
    sights.set(key, seen)
    return seen
  }
  const standing = (root: Token, update: number, when: 'before' | 'after'): number =>
    (copies.get(root) ?? []).filter(sightAt(update, when).token).length
  const found = new Map<Token, number[]>()
  for (const [root, tokens] of copies) {
    /** Whether it came from what was gone, and not from where it stood. */
    const isBack = (token: Token): boolean => {
      let source = token.copyOf
      while (source?.birth === token.birth) source = source.copyOf
      return source !== null && !sightAt(token.birth, 'before').token(source)
    }
    /** Whoever puts it somewhere, even where there is nothing any more, takes nothing away. */
    const isMover = (update: number): boolean =>
      tokens.some(({ birth, deleters }) => birth === update && !deleters.includes(update))
    const takers = [...new Set(tokens.flatMap(({ deleters }) => deleters))].filter(
      (update) =>
        update >= from &&
        update < until &&
        !isMover(update) &&
        standing(root, update, 'before') > 0 &&
        standing(root, update, 'after') === 0,
    )
    if (takers.length === 0) continue
    const makers = [...new Set(tokens.map(({ birth }) => birth))]
    const isTakenBack = (taker: number): boolean =>
      makers.some((maker) => {
        if (maker <= taker || maker >= until || !knows(text.log, maker, taker)) return false
        const before = standing(root, maker, 'before')
        const isOwn = text.log[maker]?.replica === text.log[taker]?.replica
        if (before > 0 && !isOwn) return false
        const after = standing(root, maker, 'after')
        // Who brings it back and takes one of two copies away again, in one go, has the other.
        const isPassing = tokens.some(
          (token) => token.birth === maker && token.deleters.includes(maker) && isBack(token),
        )
        return after > before || (isOwn && isPassing && after > 0)
      })
    const left = takers.filter((taker) => !isTakenBack(taker))
    if (left.length > 0) found.set(root, left)
  }
  return found
}
