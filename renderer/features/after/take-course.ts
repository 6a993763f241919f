/** Taking the way that was chosen, with the other items that were chosen along with it. */
import type { Replaced } from '../../../shared/document/passages.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { call } from '../../lib/client.ts'
import { type Decided, decide, together } from '../decisions/index.ts'
import type { Carrier } from './course.ts'

/** How hard it is killed: at once, confirmed or alone (with the reason why nobody looked), or asked for. */
export type KillBy = { way: 'kill' } | { way: 'ask' } | { way: 'alone'; why: string }

const killDecision = (by: KillBy, reason: string): Decision => {
  switch (by.way) {
    case 'kill':
      return { type: 'kill', reason }
    case 'ask':
      return { type: 'ask-kill', reason }
    case 'alone':
      return { type: 'kill', reason, bypass: by.why }
  }
}

/**
 * Kills an item, and others along with it. Where somebody confirms what was asked for, the others were asked for as well, or
 * are asked for now: nobody is the second pair of eyes of what nobody else looked at.
 */
export const killAll = async (
  item: Id,
  along: readonly Carrier[],
  by: KillBy,
  { reason, fourEyes }: { reason: string; fourEyes: boolean },
): Promise<Decided> => {
  const decision = killDecision(by, reason)
  if (by.way !== 'kill' || !fourEyes) return await decide([item, ...along.map(({ row }) => row.id)], decision)
  const askedFor = along.filter(({ row }) => row.killAsked === true).map(({ row }) => row.id)
  const notYet = along.filter(({ row }) => row.killAsked !== true).map(({ row }) => row.id)
  return together([
    await decide([item, ...askedFor], decision),
    await decide(notYet, { type: 'ask-kill', reason }),
  ])
}

/** Gives a correction in, and puts the same words right in others and gives those in with it. */
export const correctAll = async (
  item: Id,
  along: readonly Carrier[],
  replaced: readonly Replaced[],
  { reason, note }: { reason: string; note: string },
): Promise<Decided> => {
  const own = await decide([item], { type: 'submit', reason, note })
  if (own.failed.length > 0 || along.length === 0 || replaced.length === 0) return own
  const items = along.map(({ row }) => row.id)
  try {
    const outcomes = await call('desk', 'items.correct-too', { items, replaced: [...replaced], reason, note })
    return together([
      own,
      {
        done: outcomes.filter(({ fault }) => fault === null).map((one) => one.item),
        failed: outcomes.flatMap(({ item: other, fault }) => (fault ? [{ item: other, fault }] : [])),
      },
    ])
  } catch (thrown) {
    const fault = faultOf(thrown)
    return together([own, { done: [], failed: items.map((other) => ({ item: other, fault })) }])
  }
}
