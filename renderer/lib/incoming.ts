/** Files on their way in: whoever drops or asks says so here, and the part that reads them is loaded when it is needed. */
import { createStore } from './store.ts'

/** What waits to be imported; `ask` opens the dialog without anything yet. */
export type Incoming = { key: number; files: readonly File[] | 'ask' }

let key = 0

export const incoming = createStore<Incoming | null>(null)

/** Opens the import: with files that were dropped, or to choose some. */
export const bringIn = (files: Incoming['files'] = 'ask'): void => {
  key += 1
  incoming.set({ key, files })
}
