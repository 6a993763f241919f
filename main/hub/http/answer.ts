/** The calls of a hub: who may ask, what is answered. Who asks is the token's person, never what a payload says. */

import type { z } from 'zod'
import { type Fault, type FaultCode, FaultError } from '../../../shared/errors.ts'
import { parseAtDoor } from '../../../shared/ipc/parse.ts'
import {
  CALLS,
  type CallName,
  type CallOutput,
  OPEN_CALLS,
  type TOKEN_CALLS,
} from '../../../shared/sync/calls.ts'
import type { Hub } from '../hub.ts'
import { asToldElsewhere } from '../targets-of-hub.ts'
import type { Bearer } from '../tokens.ts'

type Open = typeof OPEN_CALLS
type Token = typeof TOKEN_CALLS

/** Who asks under a token, and the token itself, for the call that replaces it. */
export type Caller = { bearer: Bearer; token: string }

type OpenAnswers = {
  [N in keyof Open]: (
    input: z.output<Open[N]['input']>,
    address: string,
  ) => Promise<z.output<Open[N]['output']>>
}
type TokenAnswers = {
  [N in keyof Token]: (
    input: z.output<Token[N]['input']>,
    caller: Caller,
  ) => Promise<z.output<Token[N]['output']>>
}

export type Answers = {
  isOpen(name: CallName): boolean
  /** Answers a call; `raw` is unknown until parsed. Rejects with a FaultError. */
  answer(name: CallName, raw: unknown, address: string, caller: Caller | null): Promise<unknown>
}

export const isCall = (name: string): name is CallName => Object.hasOwn(CALLS, name)
const isOpenCall = (name: CallName): name is keyof Open => Object.hasOwn(OPEN_CALLS, name)

const done = async (work: Promise<unknown>): Promise<Record<string, never>> => {
  await work
  return {}
}

export const createAnswers = ({ connection, door }: Hub): Answers => {
  const open: OpenAnswers = {
    greet: async () => door.greet(),
    join: (input, address) => door.arrivals.join(address, input),
    'sign-in': (input, address) => door.arrivals.signIn(address, input),
    recover: (input, address) => door.arrivals.recover(address, input),
  }
  const withToken: TokenAnswers = {
    push: ({ entries }, { bearer }) => door.push(bearer.person.id, entries, { device: bearer.device }),
    pull: ({ after, limit }) => connection.pull(after, limit),
    newest: ({ items }) => connection.newest(items),
    'state-hashes': ({ items, position }) => connection.stateHashes(items, position),
    rotate: async (_, { token }) => ({ token: await door.tokens.rotate(token) }),
    'sign-out': (_, { bearer }) => done(door.tokens.signOut(bearer)),
    'with-passphrase': () => connection.withPassphrase(),
    'check-passphrase': ({ passphrase }, { bearer }) => done(door.checkPassphrase(bearer, passphrase)),
    'set-passphrase': async (wanted, { bearer }) => ({
      recoveryCode: await door.setPassphrase(bearer, wanted.person, wanted.passphrase, wanted.old ?? null),
    }),
    invite: (invitation, { bearer }) => connection.invite(bearer.person.id, invitation),
    invitations: (_, { bearer }) => connection.invitations(bearer.person.id),
    'withdraw-invitation': ({ invitation }, { bearer }) =>
      done(connection.withdrawInvitation(bearer.person.id, invitation)),
    devices: (_, { bearer }) => connection.devices(bearer.person.id),
    'revoke-device': ({ device }, { bearer }) => done(connection.revokeDevice(bearer.person.id, device)),
    'target-places': async () => (await connection.targetPlaces()).map(asToldElsewhere),
    'keep-target-secret': ({ target, secret }, { bearer }) =>
      done(connection.keepTargetSecret(bearer.person.id, target, secret)),
    'test-target': async (wanted, { bearer }) => ({
      fault: await connection.testTarget(bearer.person.id, wanted),
    }),
    deliveries: (query) => connection.deliveries(query),
    'retry-delivery': ({ delivery }, { bearer }) =>
      done(connection.retryDelivery(bearer.person.id, delivery)),
    'give-up-delivery': ({ delivery }, { bearer }) =>
      done(connection.giveUpDelivery(bearer.person.id, delivery)),
    'resend-delivery': ({ delivery }, { bearer }) =>
      done(connection.resendDelivery(bearer.person.id, delivery)),
  }

  return {
    isOpen: isOpenCall,
    async answer(name, raw, address, caller) {
      const input = parseAtDoor<unknown>(CALLS[name].input, raw)
      if (!input.ok) throw new FaultError('bad-request', { where: input.where })
      // The name picks the model and the answer together; the pairing is what the two tables say.
      if (isOpenCall(name)) {
        const ask = open[name] as (input: unknown, address: string) => Promise<CallOutput<typeof name>>
        return await ask(input.value, address)
      }
      if (!caller) throw new FaultError('sign-in-needed')
      const ask = withToken[name] as (input: unknown, caller: Caller) => Promise<CallOutput<typeof name>>
      return await ask(input.value, caller)
    },
  }
}

/** The status that goes with a fault, for proxies and logs: what counts is in the answer. */
export const statusOf = ({ code }: Fault): number => STATUS[code] ?? (code === 'internal' ? 500 : 409)

const STATUS: Partial<Record<FaultCode, number>> = {
  'bad-request': 400,
  'sign-in-needed': 401,
  'device-revoked': 401,
  'wrong-passphrase': 401,
  'wrong-recovery-code': 401,
  'not-allowed-here': 403,
  'refused-role': 403,
  'invitation-unknown': 403,
  gone: 404,
  'message-too-large': 413,
  'hub-refuses-host': 421,
  'protocol-too-old': 426,
  'protocol-too-new': 426,
  'too-many-tries': 429,
  'hub-unreachable': 503,
  'database-unreachable': 503,
  'desk-moved': 410,
}
