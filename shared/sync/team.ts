/** Who may come to a desk, with which computers: invitations, devices, and the answers to those who arrive. */
import { z } from 'zod'
import { Role } from '../domain/person.ts'
import { Author, Id } from '../ids.ts'

/** A computer that somebody signed in on. Its token is known to the hub by its hash only. */
export const Device = z.strictObject({
  id: Id,
  person: Id,
  name: z.string(),
  signedInAt: z.int(),
  seenAt: z.int(),
  connected: z.boolean(),
})
export type Device = z.infer<typeof Device>

/** An invitation as an admin sees it: its code was shown once, when it was made. */
export const Invitation = z.strictObject({
  id: Id,
  roles: z.array(Role),
  /** An invitation of somebody who is known already, for another computer; null: for somebody new. */
  person: Id.nullable(),
  by: Author,
  expiresAt: z.int(),
})
export type Invitation = z.infer<typeof Invitation>

/** The answer to whoever signed in or joined from another computer. The token is said once, and never again. */
export const Seat = z.strictObject({
  desk: Id,
  hub: Id,
  generation: z.int(),
  deskName: z.string(),
  person: Id,
  device: Id,
  token: z.string(),
  /** Shown once to somebody who just chose a passphrase. */
  recoveryCode: z.string().nullable(),
})
export type Seat = z.infer<typeof Seat>
