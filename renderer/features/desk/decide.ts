/** Decisions taken from a list: they happen at once and can be taken back for ten seconds. */
import type { TFunction } from 'i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { type Fault, faultOf, unreachable } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import type { Outcome } from '../../../shared/ipc/desk.ts'
import { call } from '../../lib/client.ts'
import { offerUndo, tell, tellFault, tellFinal } from '../../lib/strip.ts'
import { whenSaved } from '../../lib/unsaved.ts'
import { REVERSE, type RowAction } from './row-actions.ts'
import { shortTitle } from './row-title.ts'

type Words = { desk: TFunction<'desk'>; title: (row: ItemRow) => string }

const done = (action: RowAction, rows: readonly ItemRow[], { desk, title }: Words): string => {
  const first = rows[0]
  const with_ = { count: rows.length, title: first ? shortTitle(title(first)) : '' }
  switch (action) {
    case 'submit':
      return desk('doneSubmitted', with_)
    case 'withdraw':
      return desk('doneWithdrawn', with_)
    case 'release':
      return desk('doneReleased', with_)
    case 'spike':
      return desk('doneSpiked', with_)
    case 'unspike':
      return desk('doneUnspiked', with_)
    case 'delete':
      return desk('doneDeleted', with_)
    case 'undelete':
      return desk('doneUndeleted', with_)
    case 'erase':
      return desk('doneErased', with_)
    default:
      return unreachable(action)
  }
}

const ask = (items: Id[], action: RowAction, reason: string): Promise<Outcome[]> =>
  call('desk', 'items.decide', {
    items,
    decision: action === 'erase' ? { type: action, reason } : { type: action },
  })

/**
 * Takes the decision on every row and says what came of it. What did not go through is said with its reason; the
 * rest stands and can be undone. `reason` goes with an erasure: where nothing of it went through, why is answered and not
 * said, so that whoever typed it can try again with what they wrote. Waits for what is being typed, so that a submission holds the last word.
 */
export const decide = async (
  action: RowAction,
  rows: readonly ItemRow[],
  words: Words,
  reason: string | null = null,
): Promise<Fault | null> => {
  if (rows.length === 0) return null
  try {
    await whenSaved()
    const outcomes = await ask(
      rows.map((row) => row.id),
      action,
      reason ?? '',
    )
    const refused = outcomes.filter((outcome) => outcome.fault !== null)
    const fault = refused[0]?.fault ?? null
    if (fault && reason !== null && refused.length === rows.length) return fault
    if (fault) {
      tellFault(fault, words.desk('notDone', { count: refused.length }), refused[0]?.item ?? null)
      return null
    }
    const reverse = REVERSE[action]
    const text = done(action, rows, words)
    if (action === 'release' || action === 'erase') tellFinal(text)
    else if (reverse === undefined) tell(text)
    else offerUndo(text, () => void undo(reverse, rows, words))
  } catch (thrown) {
    if (reason !== null) return faultOf(thrown)
    tellFault(faultOf(thrown))
  }
  return null
}

const undo = async (action: RowAction, rows: readonly ItemRow[], words: Words): Promise<void> => {
  try {
    const outcomes = await ask(
      rows.map((row) => row.id),
      action,
      '',
    )
    const fault = outcomes.find((outcome) => outcome.fault !== null)?.fault ?? null
    if (fault) tellFault(fault)
    else tell(done(action, rows, words))
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}
