import type { Id } from '../../../shared/ids.ts'
import { createStore } from '../../lib/store.ts'
import type { Course } from './course.ts'

/** The item that is asked about, and the way that was chosen beforehand. */
export type Asked = { item: Id; course: Course | null }

/** What the composer is open for; null: it is not. */
export const asked = createStore<Asked | null>(null)

/** Asks what has to happen with something that is out. `course` skips the questions that lead there. */
export const askAfter = (item: Id, course: Course | null = null): void => asked.set({ item, course })

/** Why an item is corrected, given before its text was: it waits for the text. For this window only. */
const reasons = new Map<Id, string>()

export const keepReason = (item: Id, reason: string): void => {
  if (reason === '') reasons.delete(item)
  else reasons.set(item, reason)
}

export const reasonKept = (item: Id): string => reasons.get(item) ?? ''
