/** What is about to be made: whoever asks says so here, and the part that makes it is loaded when it is needed. */
import type { Id } from '../../shared/ids.ts'
import { createStore } from './store.ts'

/** A brief out of an item, or the desk's templates and returning slots. */
export type Making = { type: 'brief-of'; item: Id } | { type: 'templates' }

export const making = createStore<Making | null>(null)

/** Asks how an item is to be as a brief. */
export const makeBriefOf = (item: Id): void => making.set({ type: 'brief-of', item })

/** Opens the desk's templates and the slots that return. */
export const openTemplates = (): void => making.set({ type: 'templates' })
