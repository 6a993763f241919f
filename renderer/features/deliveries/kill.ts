import type { Id } from '../../../shared/ids.ts'
import { type Decided, decide, together } from '../decisions/index.ts'

/** What became of a wish to kill: what is killed, what another chief is asked about, and what neither goes for. */
export type Killed = { killed: Decided['done']; asked: Decided['done']; failed: Decided['failed'] }

/**
 * Kills items, or asks for it where one person alone may not: whoever is no chief, and a chief of a desk that wants a second
 * pair of eyes. `alone` is why nobody else looks at it first.
 */
export const kill = async (
  items: readonly Id[],
  { reason, chief, alone }: { reason: string; chief: boolean; alone: boolean },
): Promise<Killed> => {
  const bypass = alone ? { bypass: reason } : {}
  const first: Decided = chief
    ? await decide(items, { type: 'kill', reason, ...bypass })
    : { done: [], failed: [] }
  const alsoAsk = first.failed.filter(({ fault }) => fault.code === 'refused-second-eyes')
  const ask = chief ? alsoAsk.map(({ item }) => item) : items
  const asked = ask.length === 0 ? together([]) : await decide(ask, { type: 'ask-kill', reason })
  return {
    killed: first.done,
    asked: asked.done,
    failed: [...first.failed.filter((one) => !alsoAsk.includes(one)), ...asked.failed],
  }
}
