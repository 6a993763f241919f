import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { call } from '../../lib/client.ts'
import { offerUndo, tell, tellFault, tellFinal } from '../../lib/strip.ts'
import { whenSaved } from '../../lib/unsaved.ts'

/** What became of a decision about several items: what went through, and what did not with its reason. */
export type Decided = { done: Id[]; failed: { item: Id; fault: Fault }[] }

/** Takes a decision about items, in lots that fit the contract. Never rejects: what went wrong is in the answer. */
export const decide = async (items: readonly Id[], decision: Decision): Promise<Decided> => {
  const decided: Decided = { done: [], failed: [] }
  try {
    // A submission holds the last word that was typed.
    await whenSaved()
  } catch (thrown) {
    const fault = faultOf(thrown)
    return { done: [], failed: items.map((item) => ({ item, fault })) }
  }
  for (let start = 0; start < items.length; start += LOT) {
    const lot = items.slice(start, start + LOT)
    try {
      for (const { item, fault } of await call('desk', 'items.decide', { items: lot, decision })) {
        if (fault) decided.failed.push({ item, fault })
        else decided.done.push(item)
      }
    } catch (thrown) {
      const fault = faultOf(thrown)
      decided.failed.push(...lot.map((item) => ({ item, fault })))
    }
  }
  return decided
}

const LOT = 500

/** Puts the answers of several decisions together. */
export const together = (parts: readonly Decided[]): Decided => ({
  done: parts.flatMap((part) => part.done),
  failed: parts.flatMap((part) => part.failed),
})

/**
 * Says what became of a decision in the strip: a refusal with its reason before a success, because it needs
 * somebody. `undo` takes back what went through; null where nobody would, `final` where nothing can, which is said.
 */
export const tellDecided = (
  decided: Decided,
  words: { done: string; partly: string },
  undo: (() => void) | 'final' | null,
): void => {
  const [first] = decided.failed
  const several = decided.done.length > 0 || decided.failed.length > 1
  if (first) tellFault(first.fault, several ? words.partly : '', first.item)
  else if (decided.done.length > 0) {
    if (undo === 'final') tellFinal(words.done)
    else if (undo) offerUndo(words.done, undo)
    else tell(words.done)
  }
}
