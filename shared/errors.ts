/**
 * Faults: everything that can go wrong and that a person may get to see.
 *
 * A fault is a stable code and parameters, never a sentence: the sentence and the one action that helps are
 * in i18n (`faults.<code>`), in every language. Codes are never renamed; a new case gets a new code.
 */
import { z } from 'zod'

export const FaultCode = z.enum([
  // doors
  'bad-request',
  'not-allowed-here',
  'locked',
  'no-desk',
  'gone',
  'cancelled',
  // people
  'wrong-passphrase',
  'wrong-recovery-code',
  'passphrase-too-short',
  'last-admin',
  'name-taken',
  // decisions (the hub's refusals, see domain/workflow and domain/permissions)
  'refused-role',
  'refused-state',
  'refused-own-copy',
  'refused-second-eyes',
  'refused-reason-missing',
  'refused-revision-unknown',
  'refused-revision-superseded',
  'refused-revision-forged',
  'refused-embargo',
  'refused-embargo-shorter',
  'refused-before-embargo',
  'refused-off-before-out',
  'refused-not-themselves',
  'refused-not-approved',
  'refused-foreign-author',
  'refused-newer-schema',
  'refused-rests-on-refused',
  'refused-newer-item',
  'refused-deleted',
  'refused-erased',
  // time
  'time-does-not-exist',
  'time-exists-twice',
  'time-in-the-past',
  // disk and database
  'disk-full',
  'disk-read-only',
  'disk-error',
  'data-unreadable',
  'database-newer',
  'database-damaged',
  'database-unreachable',
  'desk-moved',
  'desk-open-elsewhere',
  'not-a-desk-file',
  // colleagues
  'address-invalid',
  'address-in-use',
  'network-not-trusted',
  'certificate-unusable',
  'desk-already-here',
  'invitation-unknown',
  'sign-in-needed',
  'device-revoked',
  'too-many-tries',
  'hub-elsewhere-only',
  // the way to the hub
  'hub-unreachable',
  'needs-connection',
  'hub-not-kopij',
  'hub-other',
  'hub-older',
  'hub-empty',
  'hub-refuses-host',
  'protocol-too-old',
  'protocol-too-new',
  'mass-change',
  'diverged',
  'clock-skewed',
  'message-too-large',
  'item-too-large',
  // out of the door
  'target-folder-gone',
  'target-folder-foreign-file',
  'target-unknown',
  'target-full',
  'target-read-only',
  'target-error',
  'target-unreachable',
  'target-timeout',
  'target-connection-lost',
  'target-certificate',
  'target-address-private',
  'target-address-plain',
  'target-redirects',
  'target-answer-too-large',
  'target-answer-unreadable',
  'target-secret-missing',
  'target-secret-wrong',
  'target-not-allowed',
  'target-not-found',
  'target-busy',
  'target-broken',
  'target-refused',
  'target-host-key-unknown',
  'target-host-key-changed',
  'target-folder-missing',
  'target-has-newer',
  'target-not-published',
  'target-clock-off',
  'target-clock-unknown',
  'target-no-wordpress',
  'target-maintenance',
  'target-secret-dropped',
  'target-secret-off',
  'target-right-missing',
  'target-category',
  'target-taken-down',
  'target-stands-ready',
  'door-field-missing',
  'door-field-too-long',
  'door-sign-forbidden',
  'door-sign-not-printed',
  'door-dateline-twice',
  'door-notes-open',
  'door-parts-unknown',
  'door-embargo-after-publish',
  'copy-not-ready',
  'copy-not-carried',
  'secret-not-kept',
  'nothing-to-export',
  // the app
  'desk-process-gone',
  'internal',
])
export type FaultCode = z.infer<typeof FaultCode>

export const Fault = z.strictObject({
  code: FaultCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Fault = z.infer<typeof Fault>

/** A fault on its way up through code that throws. Doors turn it into `{ ok: false, fault }`. */
export class FaultError extends Error {
  readonly fault: Fault

  constructor(code: FaultCode, params: Fault['params'] = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'FaultError'
    this.fault = { code, params }
  }
}

/** The fault behind anything thrown; what is not ours is `internal` and belongs in the log. */
export const faultOf = (thrown: unknown): Fault =>
  thrown instanceof FaultError ? thrown.fault : { code: 'internal', params: {} }

const nameOf = (thrown: unknown): string => {
  if (thrown instanceof FaultError) return thrown.fault.code
  if (!(thrown instanceof Error)) return typeof thrown
  return 'code' in thrown && typeof thrown.code === 'string' ? `${thrown.name} ${thrown.code}` : thrown.name
}

/**
 * What the log may hold of anything thrown: what kind it is and where it came from. Never its message, because a
 * parser's message quotes what it could not read, and that may be copy.
 */
export const reasonOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return nameOf(thrown)
  // A stack begins with the message: only the lines after it are places.
  const stack = thrown.stack ?? ''
  const places = stack.slice(stack.indexOf(thrown.message) + thrown.message.length)
  const place = /^\s+at (?:async )?([\w.<>]+)/m.exec(places)?.[1]
  return place === undefined ? nameOf(thrown) : `${nameOf(thrown)} in ${place}`
}

/** For the default branch of an exhaustive switch: a compile error when a case is missing. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`)
}
