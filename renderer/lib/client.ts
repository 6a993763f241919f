/** The one client of this window. Everything that the window asks or hears goes through it. */
import type { Bridge } from '../../shared/ipc/contract.ts'
import { createClient } from './client-core.ts'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly kopij: Bridge
  }
}

const client = createClient({
  bridge: window.kopij,
  newId: () => crypto.randomUUID(),
  after: (delay, run) => void setTimeout(run, delay),
  // Reaches the window's error event, and from there the log; nothing is swallowed.
  report: (problem) => reportError(problem),
})

export const { call, subscribe, link, connect, attach, detach, speaksFor } = client
