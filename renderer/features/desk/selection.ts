/** Choosing several rows, as lists do everywhere: Ctrl adds one, Shift takes the range from the anchor. Pure. */
import type { Id } from '../../../shared/ids.ts'

/** `anchor` is where a range begins: the last row that was chosen without Shift. */
export type Selection = { chosen: ReadonlySet<Id>; anchor: number | null }

export const NOTHING: Selection = { chosen: new Set(), anchor: null }

/** Adds the row, or takes it out again. */
export const toggle = ({ chosen }: Selection, id: Id, index: number): Selection => {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return { chosen: next, anchor: index }
}

/** Chooses everything between the anchor (or `from`, the open row) and `index`. Rows not read yet are left out. */
export const rangeTo = (
  selection: Selection,
  index: number,
  from: number,
  idAt: (index: number) => Id | undefined,
): Selection => {
  const anchor = selection.anchor ?? from
  const chosen = new Set<Id>()
  for (let each = Math.min(anchor, index); each <= Math.max(anchor, index); each += 1) {
    const id = idAt(each)
    if (id !== undefined) chosen.add(id)
  }
  return { chosen, anchor }
}
