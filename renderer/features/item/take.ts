/** Taking a decision about the open item: text on disk first, then the decision, then ten seconds to take it back. */

import type { ItemState } from '../../../shared/domain/workflow.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { tellFault } from '../../lib/strip.ts'
import { decide, tellDecided } from '../decisions/index.ts'
import { flushWorkingCopy } from '../editor/index.ts'
import { isFinal, reverseOf } from './reverse.ts'

/**
 * Takes the decision and says what became of it. With text that cannot be written to disk nothing is decided: the
 * decision would be about older words. Answers why it did not go through, or null. `quiet`: whoever asks says that.
 */
export const takeDecision = async (
  item: Id,
  decision: Decision,
  before: ItemState,
  words: { done: string; undone: string },
  quiet = false,
): Promise<Fault | null> => {
  const fault = await flushWorkingCopy(item)
  if (fault) {
    if (!quiet) tellFault(fault)
    return fault
  }
  const decided = await decide([item], decision)
  const wrong = decided.failed[0]?.fault ?? null
  if (quiet && wrong) return wrong
  const reverse = reverseOf(decision, before)
  const undo = (): void => {
    void decide([item], reverse ?? decision).then((taken) =>
      tellDecided(taken, { done: words.undone, partly: '' }, null),
    )
  }
  tellDecided(decided, { done: words.done, partly: '' }, reverse ? undo : isFinal(decision) ? 'final' : null)
  return wrong
}
