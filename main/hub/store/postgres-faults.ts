/** What PostgreSQL, or the way to it, says in errors; as faults that a person can be told about. */
import { type FaultCode, FaultError } from '../../../shared/errors.ts'
import { FEED_CLOSED } from './moved.ts'

/** Beginnings of SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html) and names of Node's network errors. */
const CODES: readonly (readonly [prefix: string, code: FaultCode])[] = [
  ['53100', 'disk-full'],
  ['25006', 'disk-read-only'],
  ['58', 'disk-error'],
  ['XX001', 'database-damaged'],
  ['XX002', 'database-damaged'],
  // Connection lost, too many of them, a server that stops or starts, a lock that somebody holds too long.
  ['08', 'database-unreachable'],
  ['53', 'database-unreachable'],
  ['57P', 'database-unreachable'],
  ['25P03', 'database-unreachable'],
  ['55P03', 'database-unreachable'],
  ['57014', 'database-unreachable'],
  // Nobody is let in: a wrong password, no such database, no right to it.
  ['28', 'database-unreachable'],
  ['3D000', 'database-unreachable'],
  ['42501', 'database-unreachable'],
  ...[
    'ECONN',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'EPIPE',
    'EHOST',
    'ENETUNREACH',
    'ENOENT',
    'EACCES',
  ].map((name) => [name, 'database-unreachable'] as const),
]

/** What our own triggers raise. */
const RAISED = 'P0001'

/** The driver gives these no code. */
const LOST =
  /connection (terminated|ended|error)|connection timeout|timeout exceeded|not queryable|client was closed/i

/** SQLSTATE of an error, or the name of the network's; empty where there is none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** The error as a fault; anything that says nothing of the kind as it came. */
export const asFault = (error: unknown): unknown => {
  if (error instanceof FaultError || !(error instanceof Error)) return error
  const code = codeOf(error)
  if (code === RAISED && error.message === FEED_CLOSED)
    return new FaultError('desk-moved', {}, { cause: error })
  const known = code === '' ? undefined : CODES.find(([prefix]) => code.startsWith(prefix))
  if (known) return new FaultError(known[1], { reason: code }, { cause: error })
  if (code === '' && LOST.test(error.message))
    return new FaultError('database-unreachable', { reason: 'lost' }, { cause: error })
  return error
}

/** Runs database work; what the driver throws comes out as a fault. */
export const withFaults = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw asFault(error)
  }
}
