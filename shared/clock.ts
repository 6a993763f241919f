/**
 * Time as an argument. Nobody reads the wall clock or sets a timer directly: a test can then live a year in
 * a second, and an order of events never depends on the clock of one computer by accident.
 */
export type Clock = {
  /** Milliseconds since 1970 UTC. */
  now(): number
  /** Calls `run` once after `delay` milliseconds; the answer cancels it. */
  after(delay: number, run: () => void): () => void
}
