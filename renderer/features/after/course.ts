/** Which way an article goes after publication, from short answers. Pure. */

import type { ItemDetail, ItemRow } from '../../../shared/domain/view.ts'

/** What is the matter with it. */
export const MATTERS = ['wrong', 'news', 'away'] as const
export type Matter = (typeof MATTERS)[number]

/** The four ways. */
export type Course = 'correct' | 'update' | 'kill' | 'unpublish'

/** The second question of each matter, with the way that each answer leads to. */
export const SECOND = {
  wrong: { mend: 'correct', untrue: 'kill' },
  news: { stands: 'update', replaced: 'correct' },
  away: { tell: 'kill', quiet: 'unpublish' },
} as const satisfies Record<Matter, Record<string, Course>>

export type Second = 'mend' | 'untrue' | 'stands' | 'replaced' | 'tell' | 'quiet'

/** The answers that are possible to the second question. */
export const secondsOf = (matter: Matter): Second[] => Object.keys(SECOND[matter]) as Second[]

export type Answers = { matter: Matter | null; second: Second | null }

/** The way that the answers lead to, or null while they lead nowhere yet. */
export const courseOf = ({ matter, second }: Answers): Course | null => {
  if (matter === null || second === null) return null
  const courses: Partial<Record<Second, Course>> = SECOND[matter]
  return courses[second] ?? null
}

/** Answers that lead to a way, for whoever knew it before anything was asked. */
export const answersFor = (course: Course): Answers => {
  switch (course) {
    case 'correct':
      return { matter: 'wrong', second: 'mend' }
    case 'update':
      return { matter: 'news', second: 'stands' }
    case 'kill':
      return { matter: 'wrong', second: 'untrue' }
    case 'unpublish':
      return { matter: 'away', second: 'quiet' }
  }
}

/** An item that carries the same passage, or only the words that were wrong. `out`: readers have it of that item. */
export type Carrier = { row: ItemRow; passage: string; words: boolean; out: boolean }

/** Whether a way that is taken with one item can be taken with this one as well. Pure. */
export const comesAlong = ({ row, out }: Carrier, course: Course): boolean => {
  if (course === 'update') return false
  if (course === 'correct') return true
  // What is not out yet is put right; it cannot be taken back from anybody.
  return out && (course === 'kill' || row.state !== 'unpublished')
}

/** What somebody may do about a kill, the best first; null: nothing. Pure. */
export const killWay = ({ actions }: Pick<ItemDetail, 'actions'>): 'kill' | 'ask' | 'alone' | null => {
  if (actions.kill === null) return 'kill'
  if (actions['ask-kill'] === null) return 'ask'
  return actions['kill-alone'] === null ? 'alone' : null
}
