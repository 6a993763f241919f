/** The part of the contract about colleagues: joining a desk elsewhere, hosting one here, invitations and devices. */
import { z } from 'zod'
import { Role } from '../domain/person.ts'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'

const nothing = z.strictObject({})
const passphrase = z.string().min(1).max(400)

/** How a desk that lives on this computer is open to others; `where` elsewhere: it lives at `address`. */
export const Hosting = z.strictObject({
  where: z.enum(['here', 'elsewhere']),
  address: z.string().nullable(),
  open: z.boolean(),
  port: z.int(),
  /** Somebody said that this network may carry copy in the clear. */
  trusted: z.boolean(),
  /** What colleagues type to get here, as this computer sees itself. */
  addresses: z.array(z.string()),
  fault: Fault.nullable(),
})
export type Hosting = z.infer<typeof Hosting>

export const DeviceLine = z.strictObject({
  id: Id,
  person: Id,
  personName: z.string(),
  name: z.string(),
  signedInAt: z.int(),
  seenAt: z.int(),
  connected: z.boolean(),
  /** The computer that asks. */
  here: z.boolean(),
})
export type DeviceLine = z.infer<typeof DeviceLine>

export const InvitationLine = z.strictObject({
  id: Id,
  roles: z.array(Role),
  personName: z.string().nullable(),
  byName: z.string(),
  expiresAt: z.int(),
})
export type InvitationLine = z.infer<typeof InvitationLine>

export const TEAM_REQUESTS = {
  /**
   * Joins a desk that lives elsewhere, beside the desks that are here. With an invitation `code` as somebody new, or
   * without one as somebody who has a name there. `trusted`: plain HTTP to that address was agreed to.
   */
  'desks.join': {
    input: z.strictObject({
      address: z.string().min(1).max(300),
      trusted: z.boolean(),
      code: z.string().max(60).nullable(),
      name: z.string().min(1).max(80),
      passphrase,
    }),
    output: z.strictObject({
      desk: z.strictObject({ id: Id, name: z.string(), example: z.boolean() }),
      recoveryCode: z.string().nullable(),
    }),
  },
  'hosting.get': { input: nothing, output: Hosting },
  'hosting.change': {
    input: z.strictObject({ open: z.boolean(), port: z.int().min(1024).max(65535), trusted: z.boolean() }),
    output: Hosting,
  },
  'people.invite': {
    input: z.strictObject({ roles: z.array(Role), person: Id.nullable() }),
    output: z.strictObject({ code: z.string(), expiresAt: z.int() }),
  },
  'people.invitations': { input: nothing, output: z.array(InvitationLine) },
  'people.withdraw-invitation': { input: z.strictObject({ invitation: Id }), output: nothing },
  'devices.list': { input: nothing, output: z.array(DeviceLine) },
  'devices.revoke': { input: z.strictObject({ device: Id }), output: nothing },
} as const
