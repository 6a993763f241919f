/** Whether what was flagged is what happened. */
import type { Collision } from '../../../shared/domain/collision.ts'
import type { Harm, Oracle } from './oracle.ts'
import type { Page } from './page.ts'

/** What the proof looks at of a collision. */
export type Flag = Pick<Collision, 'kind' | 'words'> & { one: { text: string }; other: { text: string } }

/** What was counted, and what went wrong, for whoever repeats the seed. */
export type Verdict = {
  merges: number
  flags: number
  falseFlags: number
  unflagged: number
  notRestored: number
  kinds: Record<string, number>
  told: string[]
}

export const newVerdict = (): Verdict => ({
  ...{ merges: 0, flags: 0, falseFlags: 0, unflagged: 0, notRestored: 0 },
  ...{ kinds: {}, told: [] },
})

const signsIn = (found: readonly Flag[], kind: string): Set<string> =>
  new Set(found.filter((one) => one.kind === kind).flatMap(({ words }) => [...words]))

/** Harm that no flag is about. */
const unflaggedIn = (harm: Harm, found: readonly Flag[]): string[] => {
  const vanished = signsIn(found, 'vanished')
  const doubled = signsIn(found, 'doubled')
  const moved = signsIn(found, 'moved')
  const returned = signsIn(found, 'returned')
  return [
    ...[...harm.returned].filter((sign) => !returned.has(sign)).map((sign) => `returned ${sign}`),
    ...[...harm.vanished].filter((sign) => !vanished.has(sign)).map((sign) => `vanished ${sign}`),
    ...[...harm.doubled].filter((sign) => !doubled.has(sign)).map((sign) => `doubled ${sign}`),
    ...harm.swapped.filter(([a, b]) => !moved.has(a) && !moved.has(b)).map(([a, b]) => `moved ${a}${b}`),
  ]
}

const isFalse = (harm: Harm, oracle: Oracle, page: Page, { kind, words }: Flag): boolean => {
  const signs = [...words]
  switch (kind) {
    case 'vanished':
      return !signs.some((sign) => harm.vanished.has(sign))
    case 'doubled':
      return !signs.some((sign) => harm.doubled.has(sign))
    case 'returned':
      return !signs.some((sign) => harm.returned.has(sign) || oracle.isDisputed(sign))
    case 'moved':
      return (
        !harm.swapped.some(([a, b]) => signs.includes(a) || signs.includes(b)) &&
        !signs.some((sign) => oracle.contested(page).has(sign))
      )
    case 'register':
      return false
  }
}

/** What is flagged after a merge. `heads` are the values of a register that nobody replaced knowing them. */
export const judgeFlags = (
  verdict: Verdict,
  oracle: Oracle,
  { page, found, heads }: { page: Page; found: readonly Flag[]; heads: readonly string[] },
): void => {
  const harm = oracle.judge(page)
  verdict.merges += 1
  verdict.flags += found.length
  for (const { kind } of found) verdict.kinds[kind] = (verdict.kinds[kind] ?? 0) + 1
  const missing = unflaggedIn(harm, found)
  const wrong = found.filter((one) => isFalse(harm, oracle, page, one))
  const registers = found.filter(({ kind }) => kind === 'register')
  const shown = new Set(registers.flatMap(({ one, other }) => [one.text, other.text]))
  if (heads.length > 1)
    missing.push(...heads.filter((head) => !shown.has(head)).map((head) => `register ${head}`))
  else wrong.push(...registers)
  verdict.unflagged += missing.length
  verdict.falseFlags += wrong.length
  if (missing.length > 0) verdict.told.push(`unflagged: ${missing.join(', ')}`)
  if (wrong.length > 0)
    verdict.told.push(`false: ${wrong.map(({ kind, words }) => `${kind} ${words}`).join(', ')}`)
  if (missing.length > 0 || wrong.length > 0) verdict.told.push(`page: ${page.join('|')}`)
}

/** What is left when every flag was settled by its one command. */
export const judgeRepair = (
  verdict: Verdict,
  oracle: Oracle,
  { before, after, open }: { before: Page; after: Page; open: number },
): void => {
  const left = oracle.judge(after)
  const amiss = [
    ...left.vanished,
    ...left.doubled,
    ...left.returned,
    ...left.swapped.map(([a, b]) => `${a}>${b}`),
  ]
  if (amiss.length > 0 || open > 0) {
    verdict.notRestored += 1
    verdict.told.push(
      `not restored: ${amiss.join(' ')} open ${open}\n  before ${before.join('|')}\n  after  ${after.join('|')}`,
    )
  }
  oracle.settle(after)
}
