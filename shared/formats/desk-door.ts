/**
 * The door of a desk: what all the targets ask that an item would go to, at once. The inspector asks while somebody
 * writes, the replica and the hub ask before anything is released or given a time, and all of them ask here. A kill is
 * never asked.
 */
import type { Agency } from '../domain/agency.ts'
import type { Copy } from '../domain/copy.ts'
import { openNotes } from '../domain/open-notes.ts'
import { goesTo, type TargetInfo } from '../domain/target.ts'
import type { Fault } from '../errors.ts'
import { atTheDoor, type DoorProblem } from './door.ts'

/** What stands between an item and some of its targets, which are named. */
export type HeldUp = DoorProblem & { targets: readonly string[] }

/** What a target asks, and of which items. */
export type Asks = Pick<TargetInfo, 'active' | 'name' | 'rules' | 'profiles'>

export type DeskDoor = { targets: readonly Asks[]; agencies: readonly Agency[] }

/**
 * The item as it would leave: `live` is what readers have of it, because what a target once got it also gets the
 * corrections of. Times are ms since 1970 UTC.
 */
export type Leaving = {
  copy: Copy
  live: Copy | null
  publishAt: number
  embargoUntil: number | null
}

/** Everything that holds an item up, each problem once; empty when it may go, or has nowhere to go. */
export const heldUp = ({ copy, live, ...times }: Leaving, { targets, agencies }: DeskDoor): HeldUp[] => {
  const found = new Map<string, HeldUp>()
  const notes = openNotes(copy).length
  for (const { active, name, rules, profiles } of targets) {
    if (!active || !(goesTo(rules, copy) || (live !== null && goesTo(rules, live)))) continue
    for (const problem of atTheDoor({ copy, openNotes: notes, agencies, ...times }, profiles[copy.kind])) {
      const key = JSON.stringify(problem)
      found.set(key, { ...problem, targets: [...(found.get(key)?.targets ?? []), name] })
    }
  }
  return [...found.values()]
}

/** A note stands somewhere in the text. */
const fieldOf = (code: DoorProblem['code'], field: DoorProblem['field']): { field?: string } => {
  if (code === 'notes-open') return { field: 'body' }
  return field === null ? {} : { field }
}

/** A problem as a fault, which has a sentence, and names the field to go to. */
export const faultOfDoor = ({ code, field, params, targets }: HeldUp): Fault => ({
  code: `door-${code}`,
  params: { ...params, ...fieldOf(code, field), target: targets.join(', ') },
})
