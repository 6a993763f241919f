/** What is wrong with the text as it stands: where it differs from what everybody meant. */
import type { Meant } from './meant.ts'
import type { Kind, TokenId } from './name.ts'
import { everything, type Page, type Sequence, standingIn } from './page.ts'
import type { Text, Token } from './text.ts'

/** Roots that are wrong in one way; the page is one that has them right, or the text as it stands where none does. */
export type Wrong = {
  kind: 'vanished' | 'doubled' | 'moved' | 'returned'
  roots: readonly Token[]
  page: Page
}

/** A token with what it is a copy of, and so on, the root last. */
const lineageOf = (token: Token): Token[] => {
  const lineage = [token]
  for (let source = token.copyOf; source; source = source.copyOf) lineage.push(source)
  return lineage
}

/**
 * Whether tokens of one root stand twice without anybody's wish, even if no merge did it: an undo brings back what others
 * have moved meanwhile, or what a repair put back. Whoever cuts something and pastes it twice wants it twice.
 */
const isTwofold = (
  text: Text,
  [first, ...others]: readonly Token[],
  repairs: ReadonlySet<number>,
): boolean => {
  if (!first) return false
  const own = lineageOf(first)
  const replicaOf = (token: Token | undefined): string | undefined => text.log[token?.birth ?? -1]?.replica
  const isSince = ({ birth }: Token, line: readonly Token[]): boolean =>
    line.some((token) => repairs.has(token.birth) && token.birth < birth)
  return others.some((other) => {
    const lineage = lineageOf(other)
    const common = lineage.find((token) => own.includes(token))
    if (!common) return false
    const [mine, theirs] = [own.slice(0, own.indexOf(common)), lineage.slice(0, lineage.indexOf(common))]
    const [one, two] = [mine.at(-1), theirs.at(-1)]
    if (!one || !two || replicaOf(one) !== replicaOf(two)) return true
    // What a repair put elsewhere came back since from where it was.
    if (isSince(other, mine) || isSince(first, theirs)) return true
    return [one, two].some(({ birth }) => common.deleters.includes(birth) || repairs.has(birth))
  })
}

/** Roots by the page that shows where they belong, in the order of the pages. */
const byPage = (kind: Wrong['kind'], roots: readonly Token[], pages: ReadonlyMap<Token, Page>): Wrong[] => {
  const all = new Map<Page, Token[]>()
  for (const root of roots) {
    const page = pages.get(root)
    if (!page) continue
    const others = all.get(page)
    if (others) others.push(root)
    else all.set(page, [root])
  }
  return [...all].map(([page, some]) => ({ kind, roots: some, page }))
}

/** Which tokens somebody settled, by the kind of what was wrong with them. */
export type IsSettled = (kind: Kind, tokens: readonly TokenId[]) => boolean

/**
 * The tokens that a collision of a root is named after: those that stand for it, now or on the page that has it right.
 * Not the root itself: the same words may collide again, later and in other copies.
 */
export const namedBy = ({ kind, page }: Wrong, now: Sequence): ((root: Token) => readonly Token[]) => {
  const tokens = standingIn(kind === 'vanished' ? page.sequence : now)
  return (root) => tokens.get(root) ?? []
}

/** What is wrong and not settled. */
export const wrongIn = (
  text: Text,
  now: Sequence,
  { astray, deleted, first, last }: Meant,
  isSettled: IsSettled,
  repairs: ReadonlySet<number>,
): Wrong[] => {
  const page: Page = { version: everything, sequence: now, batch: null }
  const standing = standingIn(now)
  const gone = [...last.keys()].filter((root) => !standing.has(root) && !deleted.has(root))
  const back = [...standing.keys()].filter((root) => deleted.has(root))
  const twice = [...standing].flatMap(([root, tokens]) =>
    !deleted.has(root) && isTwofold(text, tokens, repairs) ? [root] : [],
  )
  const all: Wrong[] = [
    ...byPage('vanished', gone, last),
    { kind: 'doubled', roots: twice, page },
    { kind: 'returned', roots: back, page },
    ...byPage('moved', [...astray], first),
  ]
  return all.flatMap((wrong) => {
    const named = namedBy(wrong, now)
    const roots = wrong.roots.filter((root) => !isSettled(wrong.kind, named(root)))
    return roots.length > 0 ? [{ ...wrong, roots }] : []
  })
}
