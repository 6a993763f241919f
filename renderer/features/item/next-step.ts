/** Which decision is the next one, and which others there are. Pure: the rights come with the item. */
import type { ItemDetail } from '../../../shared/domain/view.ts'
import { lastOut, type State } from '../../../shared/domain/workflow.ts'

/**
 * `correct` is a submission of something that readers have; `again` of something approved that changed since;
 * `resubmit` replaces a submission that the copy has left behind.
 */
export type Step =
  | 'submit'
  | 'correct'
  | 'again'
  | 'resubmit'
  | 'withdraw'
  | 'approve'
  | 'release'
  | 'unspike'
  | 'undelete'

/** The main button of an item: what most people would do now. Null: nothing is next. */
export const nextStep = ({ row, actions }: Pick<ItemDetail, 'row' | 'actions'>): Step | null => {
  const may = (action: keyof ItemDetail['actions']): boolean => actions[action] === null
  switch (row.state) {
    case 'draft':
    case 'unpublished':
      return may('submit') ? 'submit' : null
    case 'submitted':
      // What waits is no longer what was written: approving it is for whoever means to, from the menu.
      if (row.changed && may('submit')) return 'resubmit'
      return may('approve') ? 'approve' : may('withdraw') ? 'withdraw' : null
    case 'approved':
    case 'scheduled':
      if (row.changed && may('submit')) return 'again'
      return may('release') ? 'release' : null
    case 'published':
      return row.changed && may('submit') ? 'correct' : null
    case 'spiked':
      return may('unspike') ? 'unspike' : null
    case 'deleted':
      return may('undelete') ? 'undelete' : null
    case 'killed':
    case 'erased':
      return null
  }
}

/** Whether a step is a submission, under whichever name: one key takes them all. Pure. */
export const submits = (step: Step | null): boolean =>
  step === 'submit' || step === 'correct' || step === 'again' || step === 'resubmit'

/** All other decisions, in the order of the menu; which of them can be taken now the rights say. */
export const MENU = [
  'submit',
  'withdraw',
  'approve',
  'return',
  'schedule',
  'embargo',
  'show',
  'release',
  'follow',
  'unpublish',
  'ask-kill',
  'kill',
  'drop-kill',
  'spike',
  'unspike',
  'undelete',
  'delete',
  'erase',
] as const satisfies readonly (keyof ItemDetail['actions'])[]
export type MenuAction = (typeof MENU)[number]

/** What nobody writes in. */
const SHUT: readonly State[] = ['killed', 'spiked', 'deleted', 'erased']

/** Whether an action has any meaning in the state that the item is in; what has none is not in the menu at all. */
export const makesSense = (
  action: MenuAction,
  { row, state, actions }: Pick<ItemDetail, 'row' | 'state' | 'actions'>,
): boolean => {
  const open = !SHUT.includes(row.state)
  switch (action) {
    case 'submit':
      return open && (row.changed || (row.state !== 'submitted' && row.state !== 'published'))
    case 'withdraw':
    case 'approve':
    case 'return':
      return row.state === 'submitted'
    case 'schedule':
    case 'embargo':
    case 'show':
      return open
    case 'release':
      return row.state === 'approved' || row.state === 'scheduled'
    case 'kill':
      // Where four eyes watch and nobody has asked yet, asking is what can be done.
      return open && lastOut(state) !== null && actions.kill !== 'refused-second-eyes'
    case 'ask-kill':
      return open && actions.kill !== null && actions['ask-kill'] === null
    case 'drop-kill':
      return open && state.killAsked !== null
    case 'unpublish':
    case 'follow':
      return open && state.live !== null
    case 'spike':
      return open && state.live === null
    case 'unspike':
      return row.state === 'spiked'
    case 'undelete':
      return row.state === 'deleted'
    case 'delete':
      return state.live === null && (open || row.state === 'spiked')
    case 'erase':
      // An admin's tool: in the menu where it is the next thing that can happen to it, or where it has to be possible.
      return actions.erase === null
  }
}

/** A line of the menu: an action, and why it cannot be taken now; null when it can. */
export type MenuLine = { action: MenuAction; reason: ItemDetail['actions'][MenuAction] }

/** Every decision about an item that means something as it stands, and whether this person may take it. Pure. */
export const menuOf = (detail: Pick<ItemDetail, 'row' | 'state' | 'actions'>): MenuLine[] =>
  MENU.filter((action) => makesSense(action, detail)).map((action) => ({
    action,
    reason: detail.actions[action],
  }))
