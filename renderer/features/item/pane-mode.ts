/** What the item pane shows: the galley to write in, its history, or the difference with what was approved. */
import type { Id } from '../../../shared/ids.ts'
import { createStore, useStore } from '../../lib/store.ts'

export type PaneMode = 'write' | 'history' | 'difference'

/** Which time the inspector is asked to open for typing. */
export type TimeName = 'publish' | 'embargo' | 'shown'

const mode = createStore<{ item: Id | null; mode: PaneMode }>({ item: null, mode: 'write' })
const asked = createStore<{ item: Id; time: TimeName } | null>(null)

/** Shows another side of `item`. */
export const showMode = (item: Id, to: PaneMode): void => mode.set({ item, mode: to })

/** What the pane of `item` shows; another item begins with writing. */
export const usePaneMode = (item: Id): PaneMode =>
  useStore(mode, (now) => (now.item === item ? now.mode : 'write'))

/** Opens a time of `item` for typing, in the inspector. Null: none. */
export const askTime = (item: Id, time: TimeName | null): void =>
  asked.set(time === null ? null : { item, time })

export const useAskedTime = (item: Id): TimeName | null =>
  useStore(asked, (now) => (now?.item === item ? now.time : null))
