/**
 * The calls of a hub over the network: what goes in and out of each. One table for the hub that answers and the client
 * that asks. Who asks is said by the device token, never by a payload.
 */
import { z } from 'zod'
import { DeliveryQuery, DeliveryReport, TargetStanding } from '../domain/delivery.ts'
import { Role } from '../domain/person.ts'
import { TargetSettings } from '../domain/target.ts'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'
import { AnyEntries } from './entry.ts'
import { Greeting, NewestAnswer, PullAnswer, Rulings, StateHash } from './messages.ts'
import { Device, Invitation, Seat } from './team.ts'

const nothing = z.strictObject({})
const passphrase = z.string().min(1).max(400)
const device = z.strictObject({ id: Id, name: z.string().min(1).max(80) })

/** The most that one push or pull carries. */
export const MOST_ENTRIES = 1000
/** The largest message, bytes (quality.md, S20). */
export const LARGEST_MESSAGE = 5_242_880
/** All that was ever written in one item, bytes of updates (quality.md, S20). */
export const LARGEST_ITEM = 20_971_520
/** One update, so that a message holds it with what stands around it. */
export const LARGEST_UPDATE = LARGEST_MESSAGE - 65_536

/** Calls that anybody may make who knows the address. They are the ones that are limited the most. */
export const OPEN_CALLS = {
  greet: { input: nothing, output: Greeting },
  /** With an invitation: as somebody new, who chooses a name and a passphrase, or as the person it was made for. */
  join: {
    input: z.strictObject({ code: z.string().max(60), name: z.string().min(1).max(80), passphrase, device }),
    output: Seat,
  },
  /** By the name at the desk, or by the id where it is known. */
  'sign-in': {
    input: z.strictObject({ person: z.union([Id, z.string().min(1).max(80)]), passphrase, device }),
    output: Seat,
  },
  recover: {
    input: z.strictObject({ person: Id, code: z.string().max(100), passphrase, device }),
    output: Seat,
  },
} as const

/** Calls under a device token. */
export const TOKEN_CALLS = {
  push: {
    input: z.strictObject({ entries: AnyEntries.refine(({ length }) => length <= MOST_ENTRIES) }),
    output: Rulings,
  },
  pull: {
    input: z.strictObject({ after: z.int().min(0), limit: z.int().min(1).max(MOST_ENTRIES) }),
    output: PullAnswer,
  },
  /** For a first join: what lists need before all of the feed is there. */
  newest: {
    input: z.strictObject({ items: z.int().min(1).max(200) }),
    output: NewestAnswer,
  },
  'state-hashes': {
    input: z.strictObject({ items: z.array(Id).max(100), position: z.int() }),
    output: z.array(StateHash),
  },
  /** A new token for this device. The old one holds until the new one is used, and betrays a thief after that. */
  rotate: { input: nothing, output: z.strictObject({ token: z.string() }) },
  'sign-out': { input: nothing, output: nothing },
  'with-passphrase': { input: nothing, output: z.array(Id) },
  /** Whether this is the passphrase of the person of the token. */
  'check-passphrase': { input: z.strictObject({ passphrase }), output: nothing },
  'set-passphrase': {
    // The old one where it is one's own; an admin who sets somebody else's does not know it.
    input: z.strictObject({ person: Id, passphrase, old: passphrase.nullable().optional() }),
    output: z.strictObject({ recoveryCode: z.string() }),
  },
  invite: {
    input: z.strictObject({ roles: z.array(Role), person: Id.nullable() }),
    output: z.strictObject({ code: z.string(), expiresAt: z.int() }),
  },
  invitations: { input: nothing, output: z.array(Invitation) },
  'withdraw-invitation': { input: z.strictObject({ invitation: Id }), output: nothing },
  devices: { input: nothing, output: z.array(Device) },
  'revoke-device': { input: z.strictObject({ device: Id }), output: nothing },
  'target-places': { input: nothing, output: z.array(TargetStanding) },
  'keep-target-secret': {
    input: z.strictObject({ target: Id, secret: z.string().min(1).max(20_000).nullable() }),
    output: nothing,
  },
  'test-target': {
    input: z.strictObject({
      target: Id.nullable(),
      settings: TargetSettings,
      secret: z.string().min(1).max(20_000).nullable(),
    }),
    output: z.strictObject({ fault: Fault.nullable() }),
  },
  deliveries: { input: DeliveryQuery, output: z.array(DeliveryReport) },
  'retry-delivery': { input: z.strictObject({ delivery: z.string() }), output: nothing },
  'give-up-delivery': { input: z.strictObject({ delivery: z.string() }), output: nothing },
  'resend-delivery': { input: z.strictObject({ delivery: z.string() }), output: nothing },
} as const

export const CALLS = { ...OPEN_CALLS, ...TOKEN_CALLS } as const
export type CallName = keyof typeof CALLS
export type CallInput<N extends CallName> = z.input<(typeof CALLS)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof CALLS)[N]['output']>

/** Every answer says the hub's clock, so that nobody has to ask for it. */
export const CallAnswer = z.union([
  z.strictObject({ ok: z.literal(true), now: z.int(), output: z.unknown() }),
  z.strictObject({ ok: z.literal(false), now: z.int(), fault: Fault }),
])
export type CallAnswer = z.infer<typeof CallAnswer>

/** Calls are POSTed to `/v1/<name>`, packed as MessagePack; the line is a WebSocket at `/v1/live`. */
export const CALL_PATH = '/v1/'
export const LIVE_PATH = '/v1/live'
/** The protocol number travels in this header, on calls and on the upgrade. */
export const PROTOCOL_HEADER = 'kopij-protocol'
/** Said by whoever knows runs of text as bytes (dense.ts), on calls and on answers. Who does not say it is sent none. */
export const DENSE_HEADER = 'kopij-dense'
