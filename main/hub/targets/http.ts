/**
 * The one way out over HTTP for all targets (quality.md, S21): a limit of time and of size, no redirect to another host,
 * private addresses only where an admin listed the host, and every bad answer as a fault that says what helps.
 */

/** A request to a target. */
export type TargetRequest = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  /** Bytes that were signed are sent as they are: nothing is written anew. */
  body?: string | Uint8Array
  /** All of it, until the last byte of the answer, ms; 30,000 unless said. */
  timeout?: number
}

/** An answer, whatever its status: `faultOfAnswer` makes a fault of one that is not well. */
export type TargetAnswer = {
  status: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  /** The body as UTF-8. */
  text(): string
  /** The body as JSON, unknown until parsed. Throws `target-answer-unreadable`. */
  json(): unknown
}

/**
 * Asks a target. Follows a redirect of GET and HEAD within the same origin only. Throws a FaultError where there is no
 * answer: target-unreachable, target-timeout, target-connection-lost (it may have been taken), target-address-private,
 * target-redirects, target-answer-too-large, target-certificate.
 */
export type TargetFetch = (url: string, request: TargetRequest) => Promise<TargetAnswer>
