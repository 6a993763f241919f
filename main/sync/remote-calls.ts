/**
 * Calls to a hub over HTTP, one POST each. What answers may be anything: a proxy, the page of a hotel's network, a hub
 * of another year. Nothing of it is believed before it was parsed, nothing is followed elsewhere, and no answer is
 * waited for for ever.
 */
import type { z } from 'zod'
import type { Clock } from '../../shared/clock.ts'
import { FaultError, faultOf } from '../../shared/errors.ts'
import { parseAtDoor } from '../../shared/ipc/parse.ts'
import {
  CALL_PATH,
  CALLS,
  CallAnswer,
  type CallInput,
  type CallName,
  type CallOutput,
  DENSE_HEADER,
  LARGEST_MESSAGE,
  PROTOCOL_HEADER,
} from '../../shared/sync/calls.ts'
import { denseInput, wholeOutput } from '../../shared/sync/dense.ts'
import { PROTOCOL } from '../../shared/sync/messages.ts'
import { CONTENT_TYPE, pack, unpack } from '../../shared/sync/wire.ts'

/**
 * How long nothing may come back, ms. A greeting is answered at once or nobody is there: whoever doubts the way greets.
 * Long enough for a passphrase to be hashed on a busy hub, and for one batch to wait its turn behind others.
 */
const PATIENCE_FOR_GREETING = 6000
const PATIENCE = 12_000
const PATIENCE_FOR_ENTRIES = 20_000
/** What a bad line still carries, bytes a millisecond, and the longest that a batch may be on its way over one, ms. */
const SLOWEST_LINE = 20
const LONGEST_WAY = 90_000
/** An answer holds what the hub says of its entries besides the entries; it is still bounded. */
const LARGEST_ANSWER = LARGEST_MESSAGE * 4

/** What a fetch is, for this: tests pass their own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export type Calls = {
  /** Asks the hub; `token` is null for what anybody may ask. Rejects with a FaultError. */
  call<N extends CallName>(name: N, input: CallInput<N>, token: string | null): Promise<CallOutput<N>>
  stop(): void
}

type Arguments = {
  /** The hub's origin. */
  origin: string
  clock: Clock
  fetch: Fetch
  protocol?: number
  /** Every answer of the hub, also one that says no, tells its clock: this clock minus the hub's, ms. */
  heard(skew: number): void
}

/** What lies below a failed fetch: Node's own codes, deep in `cause`. */
const codesOf = (error: unknown): string[] => {
  const codes: string[] = []
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code)
    if (at instanceof AggregateError)
      for (const one of at.errors) if (one instanceof Error && 'code' in one) codes.push(String(one.code))
  }
  return codes
}

const CERTIFICATE =
  /CERT|^ERR_TLS|^ERR_SSL|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH|^EPROTO$|DEPTH_ZERO/

/** Why nothing came back, as a person can be told it. */
export const faultOfNetwork = (error: unknown): FaultError => {
  if (error instanceof FaultError) return error
  const codes = codesOf(error)
  const certificate = codes.find((code) => CERTIFICATE.test(code))
  if (certificate !== undefined)
    return new FaultError('certificate-unusable', { reason: certificate }, { cause: error })
  // A web server that speaks no HTTP, or speaks it wrongly, is no hub.
  if (
    codes.some((code) => /^HPE_|^UND_ERR_(HEADERS|RESPONSE|REQ_CONTENT)/.test(code) && !/TIMEOUT/.test(code))
  )
    return new FaultError('hub-not-kopij', {}, { cause: error })
  return new FaultError('hub-unreachable', { reason: codes[0] ?? 'none' }, { cause: error })
}

/** An answer that is read in one go, bytes. */
const SMALL_ANSWER = 262_144

/** Reads a body up to `largest` bytes, and not one more. `came` hears that there was a part of it. */
const readBounded = async (response: Response, largest: number, came: () => void): Promise<Uint8Array> => {
  // What comes in one part needs no stream; a length that is not kept to is an error of the network's.
  const said = Number(response.headers.get('content-length') ?? Number.NaN)
  if (said <= SMALL_ANSWER && said <= largest) {
    const whole = new Uint8Array(await response.arrayBuffer())
    if (whole.byteLength > largest) throw new FaultError('message-too-large')
    return whole
  }
  const parts: Uint8Array[] = []
  let size = 0
  if (response.body)
    for await (const part of response.body as AsyncIterable<Uint8Array>) {
      size += part.byteLength
      came()
      if (size > largest) throw new FaultError('message-too-large')
      parts.push(part)
    }
  return new Uint8Array(Buffer.concat(parts))
}

/** Calls that do nothing twice when they are made twice. */
const REPEATABLE: readonly CallName[] = [
  'greet',
  'push',
  'pull',
  'newest',
  'state-hashes',
  'check-passphrase',
]

const isDeadConnection = (error: unknown): boolean =>
  codesOf(error).some((code) => code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE')

const CARRIES_ENTRIES: readonly CallName[] = ['push', 'pull', 'newest', 'state-hashes']

const patienceFor = (name: CallName): number => {
  if (name === 'greet') return PATIENCE_FOR_GREETING
  return CARRIES_ENTRIES.includes(name) ? PATIENCE_FOR_ENTRIES : PATIENCE
}

export const createCalls = ({ origin, clock, fetch, protocol = PROTOCOL, heard }: Arguments): Calls => {
  const ended = new AbortController()
  /** Whether the hub said, with its last answer, that it knows runs of text as bytes. */
  let isDense = false

  const post = async (
    name: CallName,
    body: Uint8Array<ArrayBuffer>,
    token: string | null,
  ): Promise<unknown> => {
    const silent = new AbortController()
    const patience = patienceFor(name)
    const wait = (ms: number): (() => void) =>
      clock.after(ms, () => silent.abort(new FaultError('hub-unreachable', { reason: 'timeout' })))
    let patient = wait(patience + Math.min(LONGEST_WAY, body.byteLength / SLOWEST_LINE))
    // Every part that comes is a sign of life: a large answer may take its time.
    const came = (): void => {
      patient()
      patient = wait(patience)
    }
    try {
      return await exchange(name, body, token, AbortSignal.any([ended.signal, silent.signal]), came)
    } finally {
      patient()
    }
  }

  const exchange = async (
    name: CallName,
    body: Uint8Array<ArrayBuffer>,
    token: string | null,
    signal: AbortSignal,
    came: () => void,
  ): Promise<unknown> => {
    const response = await fetch(`${origin}${CALL_PATH}${name}`, {
      method: 'POST',
      headers: {
        'content-type': CONTENT_TYPE,
        accept: CONTENT_TYPE,
        [PROTOCOL_HEADER]: String(protocol),
        [DENSE_HEADER]: '1',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
      redirect: 'manual',
      signal,
    })
    came()
    const kind = response.headers.get('content-type') ?? ''
    if (!kind.startsWith(CONTENT_TYPE)) {
      await response.body?.cancel()
      // A hub behind a proxy that has gone away is not reached; anything else that talks is no hub.
      if (response.status === 502 || response.status === 503 || response.status === 504)
        throw new FaultError('hub-unreachable', { reason: `HTTP ${response.status}` })
      if (response.status === 413) throw new FaultError('message-too-large')
      throw new FaultError('hub-not-kopij', { reason: `HTTP ${response.status}` })
    }
    isDense = response.headers.get(DENSE_HEADER) === '1'
    const unpacked = unpack(await readBounded(response, LARGEST_ANSWER, came), LARGEST_ANSWER)
    if (!unpacked.ok) throw new FaultError('hub-not-kopij')
    return unpacked.value
  }

  const ask = async (name: CallName, input: unknown, token: string | null): Promise<unknown> => {
    const body = pack(input)
    if (body.byteLength > LARGEST_MESSAGE) throw new FaultError('message-too-large')
    const asked = clock.now()
    let raw: unknown
    try {
      raw = await post(name, body, token).catch((error: unknown) => {
        // A connection that was kept open had died meanwhile: that says nothing of the way there.
        if (!isDeadConnection(error) || !REPEATABLE.includes(name)) throw error
        return post(name, body, token)
      })
    } catch (error) {
      throw faultOfNetwork(error)
    }
    const answer = parseAtDoor(CallAnswer, raw)
    if (!answer.ok) throw new FaultError('hub-not-kopij')
    // Half of the way there and back belongs to neither clock.
    const answered = clock.now()
    heard(Math.round((asked + answered) / 2) - answer.value.now)
    if (!answer.value.ok) throw new FaultError(answer.value.fault.code, answer.value.fault.params)
    return answer.value.output
  }

  /** As densely as the hub at the other end has it; it may have become an older one meanwhile. */
  const askDensely = async (name: CallName, input: unknown, token: string | null): Promise<unknown> => {
    if (!isDense || !REPEATABLE.includes(name)) return await ask(name, input, token)
    try {
      return await ask(name, denseInput(input), token)
    } catch (error) {
      if (isDense || faultOf(error).code !== 'bad-request') throw error
      return await ask(name, input, token)
    }
  }

  const wholeOf = (name: CallName, raw: unknown, input: unknown): unknown => {
    try {
      return wholeOutput(name, raw, input)
    } catch (error) {
      throw new FaultError('hub-not-kopij', { where: 'entries' }, { cause: error })
    }
  }

  return {
    async call(name, input, token) {
      const raw = wholeOf(name, await askDensely(name, input, token), input)
      const output = parseAtDoor(CALLS[name].output as z.ZodType<unknown>, raw)
      if (!output.ok) throw new FaultError('hub-not-kopij', { where: output.where })
      // The name picks the model and the output together; the pairing is what the table says.
      return output.value as CallOutput<typeof name>
    },
    stop: () => ended.abort(),
  }
}
