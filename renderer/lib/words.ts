import { createStore } from './store.ts'

/** The number of words that the status line shows for the open item; null shows nothing. */
export const wordCount = createStore<number | null>(null)

/** The item pane says how many words its item has; null when it closes. */
export const reportWords = (count: number | null): void => wordCount.set(count)
