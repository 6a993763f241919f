import { z } from 'zod'
import { Id } from '../ids.ts'

/** Roles are a set: an admin looks after the desk and does not approve by being admin (design: "Decisions"). */
export const Role = z.enum(['editor', 'chief', 'admin'])
export type Role = z.infer<typeof Role>

/** Somebody of the desk. A removed person stays, because copy and decisions keep their names. */
export const Person = z.strictObject({
  id: Id,
  name: z.string().min(1).max(80),
  roles: z.array(Role),
  active: z.boolean(),
})
export type Person = z.infer<typeof Person>

/** Shortest passphrase that is taken. Length is what counts, so nothing else is asked of it. */
export const SHORTEST_PASSPHRASE = 10

/** A passphrase as it is compared: the same letters typed on another keyboard are the same letters. */
export const plainPassphrase = (passphrase: string): string => passphrase.normalize('NFC')

/** Whether a new passphrase has too few characters. The windows ask it beforehand, and the hub rules. */
export const isTooShort = (passphrase: string): boolean =>
  plainPassphrase(passphrase).length < SHORTEST_PASSPHRASE

/** Two letters for the place where a face would be: first and last word of a name. */
export const initials = (name: string): string => {
  const words = name.split(/\s+/u).filter((word) => word !== '')
  const first = words.at(0)?.at(0) ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.at(0) ?? '') : ''
  return (first + last).toLocaleUpperCase('nl')
}
