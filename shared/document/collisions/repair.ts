/**
 * The one command that puts a collision right: an ordinary edit of the document as it is now. What is put back is inserted
 * as a copy, and the event that settles the collision tells everybody of what (see name.ts).
 */
import type { Keep } from '../../domain/collision.ts'
import { fieldsOf } from '../layout.ts'
import { type Case, openCase, type Settled } from './case.ts'
import { carryOut } from './edit.ts'
import type { LoggedUpdate } from './log.ts'
import { planFor } from './plan.ts'
import { bothValues } from './registers.ts'

const setRegister = (one: Case, name: string, keep: Keep): Uint8Array | null => {
  const found = one.registers.find(({ id }) => id === name)
  if (!found) return null
  const both = keep === 'both' ? bothValues(found.field, found.one.value, found.other.value) : undefined
  const value = keep === 'one' ? found.one.value : keep === 'other' ? found.other.value : both
  if (value === undefined) return null
  let made: Uint8Array | null = null
  one.text.doc.on('update', (update: Uint8Array) => {
    made = update
  })
  fieldsOf(one.text.doc).set(found.field, value)
  return made
}

/**
 * The edit that settles a collision as `keep` says, as an update of the document as it is now. Null: nothing is to be
 * changed, because it stays as it is or is what it should be already.
 */
export const repairOf = (
  updates: readonly LoggedUpdate[],
  settled: readonly Settled[],
  name: string,
  keep: Keep,
): Uint8Array | null => {
  if (keep === 'as-is') return null
  const one = openCase(updates, settled)
  if (!one) return null
  const group = one.groups.find(({ id }) => id === name)
  const update = group ? carryOut(one.text.doc, planFor(one, group, keep)) : setRegister(one, name, keep)
  one.text.doc.destroy()
  return update
}
