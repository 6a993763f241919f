/** What may be done with rows of a list, by the table that the hub uses too. */
import type { Policy } from '../../../shared/domain/permissions.ts'
import { type Actor, can } from '../../../shared/domain/permissions.ts'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { NEW_ITEM } from '../../../shared/domain/workflow.ts'

/** The decisions that a list offers. Approving is not among them: it needs to have been read. */
export const ROW_ACTIONS = [
  'submit',
  'withdraw',
  'release',
  'spike',
  'unspike',
  'undelete',
  'delete',
  'erase',
] as const
export type RowAction = (typeof ROW_ACTIONS)[number]

const OUT = { revision: '0'.repeat(64), version: 1, firstAt: 0, at: 0 }
/** Four eyes play no part in what a list offers. */
const ANY: Policy = { approvers: 1, chiefMayFix: false }

/** Whether `actor` may do this to the item of a row, as far as a row can tell; the hub's answer counts. */
export const mayDo = (actor: Actor, action: RowAction, row: ItemRow): boolean => {
  if (action === 'submit' && row.state === 'submitted' && !row.changed) return false
  if (action === 'submit' && isSettled(row)) return false
  const live = row.state === 'published' || row.state === 'killed' || row.version > 0 ? OUT : null
  return can(actor, action, { state: { ...NEW_ITEM, state: row.state, live }, authors: [] }, ANY).ok
}

/** Copy that stands as it was approved or went out has nothing new to submit. */
const isSettled = (row: ItemRow): boolean =>
  ['approved', 'scheduled', 'published'].includes(row.state) && !row.changed

/** The actions that at least one of these rows allows, each with the rows that allow it. */
export const actionsFor = (actor: Actor, rows: readonly ItemRow[]): Map<RowAction, ItemRow[]> =>
  new Map(
    ROW_ACTIONS.map((action): [RowAction, ItemRow[]] => [
      action,
      rows.filter((row) => mayDo(actor, action, row)),
    ]).filter(([, allowed]) => allowed.length > 0),
  )

/** What takes a decision back, where something does. */
export const REVERSE: Partial<Record<RowAction, RowAction>> = {
  submit: 'withdraw',
  spike: 'unspike',
  unspike: 'spike',
  delete: 'undelete',
  undelete: 'delete',
}
