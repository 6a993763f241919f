/**
 * Calls under somebody's device token. A token that the hub does not take any more is dropped, but only on the word of
 * the hub that gave it; one that grew old is changed for a new one, which is written down before it is used.
 */
import { z } from 'zod'
import type { Clock } from '../../shared/clock.ts'
import { type Fault, FaultError, reasonOf } from '../../shared/errors.ts'
import type { CallInput, CallName, CallOutput } from '../../shared/sync/calls.ts'
import type { Calls } from './remote-calls.ts'
import type { HeldToken, Tokens } from './tokens.ts'
import type { Memory } from './verifier.ts'

/** Under this name it is remembered whose token was taken away. */
const REVOKED = 'revoked tokens'
const Revoked = z.record(z.string(), z.string())
type Revoked = z.infer<typeof Revoked>

/** From this age on a token is changed. */
const OLD = 24 * 3_600_000

export type Access = {
  /** Faults: sign-in-needed where this computer has no token of that person; device-revoked. */
  as<N extends CallName>(person: string, name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Under whichever token there is: for what everybody at the desk may know. */
  asAnybody<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** Holds on to a person's token while `work` runs, so that it is not changed beneath it. Null: there is none. */
  withToken<T>(person: string, work: (held: HeldToken) => Promise<T>): Promise<T | null>
  /** Changes the tokens that are older than a day. */
  rotate(): Promise<void>
}

type Arguments = {
  calls: Calls
  tokens: Tokens
  memory: Memory
  clock: Clock
  /** The hub that gave the tokens. */
  hub(): string
  /** A token was dropped: that computer is signed out. */
  dropped(person: string): void
  log(event: string, facts: Record<string, string | number>): void
}

/** A gate before each person's token: many may use it, and who changes it is alone with it. */
type Gate = { users: number; changing: Promise<void> | null; idle: (() => void) | null }

export const createAccess = ({ calls, tokens, memory, clock, hub, dropped, log }: Arguments): Access => {
  const gates = new Map<string, Gate>()
  /** People whose token the hub took away, and its word for why: kept over a start, as the token is gone by then. */
  const readRevoked = (): Revoked => {
    const stored = memory.read(REVOKED)
    const parsed = stored === null ? null : Revoked.safeParse(JSON.parse(stored))
    return parsed?.success ? parsed.data : {}
  }
  let revoked = readRevoked()
  const setRevoked = (person: string, why: string | null): void => {
    if (why === null && !Object.hasOwn(revoked, person)) return
    const { [person]: _, ...others } = revoked
    revoked = why === null ? others : { ...others, [person]: why }
    memory.write(REVOKED, Object.keys(revoked).length === 0 ? null : JSON.stringify(revoked))
  }

  const gateOf = (person: string): Gate => {
    const known = gates.get(person)
    if (known) return known
    const made: Gate = { users: 0, changing: null, idle: null }
    gates.set(person, made)
    return made
  }

  const withToken: Access['withToken'] = async (person, work) => {
    const gate = gateOf(person)
    while (gate.changing !== null) await gate.changing
    gate.users += 1
    try {
      const held = await tokens.get(person)
      return held === null ? null : await work(held)
    } finally {
      gate.users -= 1
      if (gate.users === 0) gate.idle?.()
    }
  }

  const faultFor = (why: string | undefined): FaultError => {
    if (why === undefined) return new FaultError('sign-in-needed')
    return new FaultError('device-revoked', why === '' ? {} : { why })
  }
  const none = (person: string): FaultError => faultFor(revoked[person])

  /** Another hub at the same address knows nothing of our tokens, and its word takes none away. */
  const drop = async (person: string, held: HeldToken, { code, params }: Fault): Promise<void> => {
    const greeting = await calls.call('greet', {}, null)
    if (greeting.hub !== hub()) throw new FaultError('hub-other')
    const now = await tokens.get(person)
    // Signed in again meanwhile: that token is another one.
    if (now?.token !== held.token) return
    if (code === 'device-revoked') setRevoked(person, String(params['why'] ?? ''))
    await tokens.drop(person)
    log('token-dropped', {})
    dropped(person)
  }

  const isRefusedToken = (error: unknown): error is FaultError =>
    error instanceof FaultError &&
    (error.fault.code === 'device-revoked' || error.fault.code === 'sign-in-needed')

  const as: Access['as'] = async (person, name, input) => {
    let used: HeldToken | null = null
    try {
      const answer = await withToken(person, async (held) => {
        used = held
        return { output: await calls.call(name, input, held.token) }
      })
      if (answer === null) throw none(person)
      setRevoked(person, null)
      return answer.output
    } catch (error) {
      if (used !== null && isRefusedToken(error)) {
        await drop(person, used, error.fault)
        throw none(person)
      }
      throw error
    }
  }

  const rotateOne = async (person: string): Promise<void> => {
    const gate = gateOf(person)
    const held = await tokens.get(person)
    if (!held || gate.changing !== null || clock.now() - held.since < OLD) return
    let done = (): void => undefined
    gate.changing = new Promise((settle) => {
      done = settle
    })
    try {
      if (gate.users > 0)
        await new Promise<void>((settle) => {
          gate.idle = settle
        })
      gate.idle = null
      const { token } = await calls.call('rotate', {}, held.token)
      // Before it is used for the first time: until then the old one holds, and a crash loses nothing.
      await tokens.put(person, { ...held, token, since: clock.now() })
    } finally {
      gate.changing = null
      done()
    }
  }

  return {
    as,
    withToken,
    async asAnybody(name, input) {
      let last: unknown = null
      for (const person of await tokens.people())
        try {
          return await as(person, name, input)
        } catch (error) {
          if (!isRefusedToken(error)) throw error
          last = error
        }
      throw last ?? faultFor(Object.values(revoked).at(-1))
    },
    async rotate() {
      for (const person of await tokens.people())
        await rotateOne(person).catch((error: unknown) =>
          log('token-not-rotated', { reason: reasonOf(error) }),
        )
    },
  }
}
