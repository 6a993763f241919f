/** What an answer of a target means for a delivery: it is taken, tried again later, or somebody has to mend something. */
import { FaultError } from '../../../shared/errors.ts'
import type { TargetAnswer } from './http.ts'

const LONGEST_WAIT = 86_400_000
const LONGEST_WORDS = 160

/**
 * How long an answer asks to wait, ms; null where it does not say (RFC 9110, section 10.2.3). A date is held against the
 * answer's own clock where it says one.
 */
export const retryAfterOf = ({ headers }: Pick<TargetAnswer, 'headers'>, now: number): number | null => {
  const said = headers['retry-after']?.trim() ?? ''
  if (/^\d{1,9}$/.test(said)) return Math.min(LONGEST_WAIT, Number(said) * 1000)
  const at = Date.parse(said)
  if (said === '' || Number.isNaN(at)) return null
  const theirs = Date.parse(headers['date'] ?? '')
  return Math.min(LONGEST_WAIT, Math.max(0, at - (Number.isNaN(theirs) ? now : theirs)))
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const words = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, LONGEST_WORDS) : null

/** The field of one error, in the shapes that are common: JSON:API, problem details, zod, Symfony, plain. */
const fieldOfError = (error: unknown): string | null => {
  if (typeof error === 'string') return words(error)
  if (!isRecord(error)) return null
  const source = isRecord(error['source']) ? error['source']['pointer'] : undefined
  const path = Array.isArray(error['path']) ? error['path'].join('.') : error['path']
  const of = error['field'] ?? error['propertyPath'] ?? error['property_path'] ?? path ?? source
  return words(of) ?? words(error['name']) ?? words(error['detail']) ?? words(error['message'])
}

const fieldOfBody = (body: unknown): string | null => {
  if (!isRecord(body)) return words(body)
  const data = isRecord(body['data']) ? body['data'] : {}
  // WordPress names what it did not take in `data.params`.
  for (const named of [data['params'], body['errors'], body['violations'], body['invalid-params']]) {
    const [first] = Array.isArray(named) ? named : []
    const found = Array.isArray(named) ? fieldOfError(first) : isRecord(named) ? Object.keys(named)[0] : null
    if (found !== null && found !== undefined) return words(found)
  }
  return fieldOfError(body) ?? words(body['title']) ?? words(body['error']) ?? words(body['code'])
}

/** What an answer complains about: the field where it names one, else its words, else its status. */
const complaintOf = (answer: TargetAnswer): string => {
  try {
    return fieldOfBody(JSON.parse(answer.text())) ?? String(answer.status)
  } catch {
    return String(answer.status)
  }
}

/**
 * The fault of an answer, or null for one that is well (2xx). 408, 425, 429 and 5xx are tried again, with what the answer
 * says of when; other 4xx stop and name the field (design: "Deliveries").
 */
export const faultOfAnswer = (answer: TargetAnswer, host: string, now: number): FaultError | null => {
  const { status } = answer
  if (status >= 200 && status < 300) return null
  const wait = retryAfterOf(answer, now)
  const later = wait === null ? {} : { retryAfter: wait }
  if (status === 408 || status === 425 || status === 429)
    return new FaultError('target-busy', { host, status, ...later })
  if (status >= 500) return new FaultError('target-broken', { host, status, ...later })
  if (status === 401) return new FaultError('target-secret-wrong', { host, status })
  if (status === 403) return new FaultError('target-not-allowed', { host, status })
  if (status === 404 || status === 405) return new FaultError('target-not-found', { host, status })
  if (status >= 400) return new FaultError('target-refused', { host, status, field: complaintOf(answer) })
  return new FaultError('target-redirects', { host, to: '?' })
}

/** An answer that is well; throws the fault of any other. */
export const wellAnswered = (answer: TargetAnswer, host: string, now: number): TargetAnswer => {
  const fault = faultOfAnswer(answer, host, now)
  if (fault !== null) throw fault
  return answer
}
