import { goesOutAt } from '../../../shared/domain/goes-out.ts'
import type { ItemRow } from '../../../shared/domain/view.ts'

/** From how long before its publish time copy goes before everything else, ms. */
const PRESSING = 30 * 60_000

/** Whether the publish time of a row is so near (or past) that it goes first at `now`, ms UTC. */
export const presses = (row: ItemRow, now: number): boolean => {
  const at = goesOutAt(row)
  return at !== null && at - now <= PRESSING
}

/** What waits for approval, in the order to read it: first what a time presses, then what waits longest. */
export const waitingOrder = (rows: readonly ItemRow[], now: number): ItemRow[] =>
  [...rows].sort((a, b) => {
    const pressing = Number(presses(b, now)) - Number(presses(a, now))
    if (pressing !== 0) return pressing
    if (presses(a, now)) return (goesOutAt(a) ?? 0) - (goesOutAt(b) ?? 0)
    return a.touchedAt - b.touchedAt
  })
