import type { Fault } from '../../shared/errors.ts'
import { createStore } from './store.ts'

/** What the strip under the panes says. A new one replaces the one before. */
export type Strip = {
  key: number
  text: string
  undo: (() => void) | null
  /** Set when something did not go through: the strip then shows the fault's sentences after `text`. */
  fault: Fault | null
}

let key = 0

/** The strip that stands now. */
export const strip = createStore<Strip | null>(null)

const put = (text: string, undo: (() => void) | null, fault: Fault | null): void => {
  key += 1
  strip.set({ key, text, undo, fault })
}

/** Says what was done and gives ten seconds to take it back. */
export const offerUndo = (text: string, undo: () => void): void => put(text, undo, null)

/** Says what was done and cannot or need not be taken back. */
export const tell = (text: string): void => put(text, null, null)

/** Says what did not go through, and why. */
export const tellFault = (fault: Fault, text = ''): void => put(text, null, fault)

/** Takes the strip away: its time is over, or its undo was used. */
export const endStrip = (): void => strip.set(null)
