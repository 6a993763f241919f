/** Choosing rows of a list to decide about, with keys and pointer. Pure; ids are in the order in which the rows stand. */
import type { Id } from '../../../shared/ids.ts'

/** `cursor` is the row that keys act on, `chosen` the rows that were picked, `anchor` where a range began. */
export type Selection = { cursor: Id | null; chosen: ReadonlySet<Id>; anchor: Id | null }

export const NOTHING_CHOSEN: Selection = { cursor: null, chosen: new Set(), anchor: null }

/** The rows that an action is about: those that are chosen, else the one at the cursor. Gone rows are left out. */
export const subjects = ({ cursor, chosen }: Selection, ids: readonly Id[]): Id[] => {
  const picked = ids.filter((id) => chosen.has(id))
  if (picked.length > 0) return picked
  return cursor !== null && ids.includes(cursor) ? [cursor] : []
}

/** The cursor `steps` further on, stopping at the ends. `extend` chooses everything on the way from the anchor. */
export const moveCursor = (
  selection: Selection,
  ids: readonly Id[],
  steps: number,
  extend: boolean,
): Selection => {
  const at = selection.cursor === null ? -1 : ids.indexOf(selection.cursor)
  const next = ids[at < 0 ? 0 : Math.min(Math.max(at + steps, 0), ids.length - 1)]
  if (next === undefined) return selection
  return extend ? chooseTo(selection, ids, next) : { ...selection, cursor: next, anchor: next }
}

/** Chooses everything between the anchor and `id`. */
export const chooseTo = (selection: Selection, ids: readonly Id[], id: Id): Selection => {
  const anchor = selection.anchor ?? selection.cursor ?? id
  const from = Math.max(ids.indexOf(anchor), 0)
  const to = Math.max(ids.indexOf(id), 0)
  const between = ids.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { cursor: id, anchor, chosen: new Set(between) }
}

/** Adds a row to the chosen ones, or takes it out again. */
export const toggleChosen = (selection: Selection, id: Id): Selection => {
  const chosen = new Set(selection.chosen)
  if (!chosen.delete(id)) chosen.add(id)
  return { cursor: id, anchor: id, chosen }
}

/** Puts the cursor on a row and lets go of what was chosen. */
export const pointAt = (id: Id): Selection => ({ cursor: id, anchor: id, chosen: new Set() })
