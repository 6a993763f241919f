import type { Fault } from '../../shared/errors.ts'
import type { Id } from '../../shared/ids.ts'
import { createStore } from './store.ts'

/** What the strip under the panes says. A new one replaces the one before. */
export type Strip = {
  key: number
  text: string
  undo: (() => void) | null
  /** What was done stands for good, by the rules of the desk: that is said, and the keys of undo are answered with it. */
  final: boolean
  /** Set when something did not go through: the strip then shows the fault's sentences after `text`. */
  fault: Fault | null
  /** What the fault is about, so that what helps can be done there. */
  item: Id | null
}

let key = 0

/** The strip that stands now. */
export const strip = createStore<Strip | null>(null)

const put = (text: string, says: Partial<Omit<Strip, 'key' | 'text'>>): void => {
  key += 1
  strip.set({ ...{ key, text, undo: null, final: false, fault: null, item: null }, ...says })
}

/** Says what was done and gives ten seconds to take it back. */
export const offerUndo = (text: string, undo: () => void): void => put(text, { undo })

/** Says what was done and need not be taken back. */
export const tell = (text: string): void => put(text, {})

/** Says what was done and nothing takes back: an approval, a release. */
export const tellFinal = (text: string): void => put(text, { final: true })

/** Says what did not go through, and why; with `item` also where it can be put right. */
export const tellFault = (fault: Fault, text = '', item: Id | null = null): void => put(text, { fault, item })

/** Takes the strip away: its time is over, or its undo was used. */
export const endStrip = (): void => strip.set(null)
