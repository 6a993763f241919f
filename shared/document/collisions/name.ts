/**
 * The name of a collision says which tokens it is about. So every replica gives it the same name, whoever settles it
 * settles those tokens and no later ones, and what a repair put back is known by the event that came with it.
 */
import { COLLISION_NAME } from '../../domain/collision.ts'

export type TokenId = { client: number; clock: number }
export type Kind = 'vanished' | 'doubled' | 'moved' | 'returned' | 'register'

type Range = { client: number; clock: number; length: number }

const rangesOf = (ids: readonly TokenId[]): Range[] => {
  const ranges: Range[] = []
  for (const { client, clock } of [...ids].sort((a, b) => a.client - b.client || a.clock - b.clock)) {
    const last = ranges.at(-1)
    if (last?.client === client && last.clock + last.length === clock) last.length += 1
    else ranges.push({ client, clock, length: 1 })
  }
  return ranges
}

/** How many stretches of tokens fit in one name. */
const AT_MOST = Math.floor(COLLISION_NAME / 26) - 2

/** Whether these tokens fit in one name. */
export const isNameable = (ids: readonly TokenId[]): boolean => rangesOf(ids).length <= AT_MOST

export const nameOf = (kind: Kind, ids: readonly TokenId[]): string =>
  `${kind} ${rangesOf(ids)
    .map(({ client, clock, length }) => `${client.toString(36)}.${clock.toString(36)}.${length.toString(36)}`)
    .join(' ')}`

/** What a name is about; nothing when it is no name. */
export const readName = (name: string): { kind: string; ids: TokenId[] } => {
  const [kind = '', ...ranges] = name.split(' ')
  const ids = ranges.flatMap((range): TokenId[] => {
    const [client, clock, length] = range.split('.').map((part) => Number.parseInt(part, 36))
    if (client === undefined || clock === undefined || length === undefined) return []
    if (![client, clock, length].every(Number.isSafeInteger) || length > 100_000) return []
    return Array.from({ length }, (_, at) => ({ client, clock: clock + at }))
  })
  return { kind, ids }
}
