/**
 * The device tokens of a desk on this computer: one for each person who signed in here. They lie in the system's
 * keychain where there is one (main/platform/secrets.ts), never in a database.
 */
import { z } from 'zod'
import { Id } from '../../shared/ids.ts'

/** Small secrets by name. What is written is kept, or the promise rejects. */
export type Secrets = {
  read(name: string): Promise<string | null>
  write(name: string, value: string | null): Promise<void>
}

/** What proves to the hub that this computer acts for somebody. `since` is when the token was made, ms UTC. */
export const HeldToken = z.strictObject({ device: Id, token: z.string(), since: z.int() })
export type HeldToken = z.infer<typeof HeldToken>

const Held = z.record(z.string(), HeldToken)

export type Tokens = {
  get(person: string): Promise<HeldToken | null>
  /** Who is signed in on this computer, the first one first. */
  people(): Promise<string[]>
  put(person: string, held: HeldToken): Promise<void>
  drop(person: string): Promise<void>
  /** Whether a device is this computer, as far as is known by now. */
  isHere(device: string): boolean
}

const nameOf = (desk: string): string => `tokens ${desk}`

export const createTokens = (desk: string, secrets: Secrets): Tokens => {
  let held: Map<string, HeldToken> | null = null
  /** One after the other: two that read and write at once would lose a token. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work)
    turn = next
    return next
  }

  const load = async (): Promise<Map<string, HeldToken>> => {
    if (held) return held
    const stored = await secrets.read(nameOf(desk))
    held = new Map()
    if (stored === null) return held
    try {
      held = new Map(Object.entries(Held.parse(JSON.parse(stored))))
    } catch {
      // A damaged secret is no secret: its people sign in again.
    }
    return held
  }
  const save = async (next: Map<string, HeldToken>): Promise<void> => {
    await secrets.write(nameOf(desk), next.size === 0 ? null : JSON.stringify(Object.fromEntries(next)))
    held = next
  }

  return {
    get: (person) => inTurn(async () => (await load()).get(person) ?? null),
    people: () => inTurn(async () => [...(await load()).keys()]),
    put: (person, one) => inTurn(async () => save(new Map(await load()).set(person, one))),
    drop: (person) =>
      inTurn(async () => {
        const next = new Map(await load())
        if (next.delete(person)) await save(next)
      }),
    isHere: (device) => [...(held?.values() ?? [])].some((one) => one.device === device),
  }
}
