/** What people wrote that an item's state repeats. An erasure takes it out of every copy of a state, wherever that lies. */
import type { ItemState } from './item-state.ts'

/** A part of the state that may be there, with the fields of it that a person wrote. */
type InPart = {
  [Part in keyof ItemState]: ItemState[Part] extends object | null
    ? `${Part}.${keyof NonNullable<ItemState[Part]> & string}`
    : never
}[keyof ItemState]

/** Where words stand. A field that is added to the state is either in here or nothing that a person writes. */
export const STATE_TEXTS = [
  'bypass',
  'live.note',
  'returned.note',
  'killed.reason',
  'killed.bypass',
  'killAsked.reason',
  'unpublished.reason',
  'liftAsked.reason',
  'lifted.reason',
  'lifted.bypass',
  'submittedNotice.reason',
  'submittedNotice.note',
  'approvedNotice.reason',
  'approvedNotice.note',
] as const satisfies readonly (keyof ItemState | InPart)[]

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** A stored state, as JSON, without a word that anybody wrote. Its shape may be that of an earlier build. */
export const withoutStateTexts = (json: string): string => {
  const state: unknown = JSON.parse(json)
  for (const path of STATE_TEXTS) {
    const [first, second] = path.split('.')
    const inPart = second !== undefined
    const part = inPart && isObject(state) && first !== undefined ? state[first] : state
    const field = inPart ? second : first
    if (isObject(part) && field !== undefined && typeof part[field] === 'string') part[field] = ''
  }
  return JSON.stringify(state)
}
