/** What a choice about a stopped way means, in keys of `waiting.ask`. Pure. */
import { unreachable } from '../../../shared/errors.ts'
import type { SyncChoice } from '../../../shared/ipc/syncing.ts'

/** The keys of a choice's words and of the sentence about what follows from it. */
export const choiceWords = (
  choice: SyncChoice,
):
  | { title: 'sendOurs'; text: 'sendOursText' }
  | { title: 'takeTheirs'; text: 'takeTheirsText' }
  | { title: 'apply'; text: 'applyText' } => {
  switch (choice) {
    case 'send-ours':
      return { title: 'sendOurs', text: 'sendOursText' }
    case 'take-theirs':
      return { title: 'takeTheirs', text: 'takeTheirsText' }
    case 'apply':
      return { title: 'apply', text: 'applyText' }
    default:
      return unreachable(choice)
  }
}
