/** Day words that somebody looked at and found right: who writes in the evening for the morning means the reader's today. */
import { z } from 'zod'
import type { WrongDays } from '../../shared/ipc/rail.ts'
import { createStore } from './store.ts'
import { readStored, writeStored } from './stored.ts'

const KEY = 'kopij.days.left'
/** More than a week of briefs need not be remembered. */
const KEPT = 400
const Left = z.array(z.string().max(200)).max(KEPT)

/** What was found right, on this computer. */
export const leftDays = createStore<ReadonlySet<string>>(new Set(readStored(KEY, Left, [localStorage]) ?? []))

/** A word of a brief at a day: at another time it is another question. */
const nameOf = ({ item, appearsAt }: WrongDays, word: string): string =>
  `${item} ${word.slice(0, 40).toLowerCase()} ${appearsAt}`

/** Says that all of these are right as they stand. */
export const leaveDays = (found: WrongDays): void => {
  leftDays.set((before) => new Set([...before, ...found.words.map(({ word }) => nameOf(found, word))]))
  writeStored(KEY, [...leftDays.get()].slice(-KEPT), [localStorage])
}

/** What is left to be told; null where all of it was found right. */
export const stillWrong = (found: WrongDays, left: ReadonlySet<string>): WrongDays | null => {
  const words = found.words.filter(({ word }) => !left.has(nameOf(found, word)))
  return words.length === 0 ? null : { ...found, words }
}
