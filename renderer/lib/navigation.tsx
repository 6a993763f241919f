/**
 * Where the window is. It lives outside React so that anything may go somewhere, and is written down per desk, so
 * that a reload or a crash comes back to the same item.
 */
import { z } from 'zod'
import { Id } from '../../shared/ids.ts'
import { holdKeys } from './held-keys.ts'
import { createStore, useStore } from './store.ts'
import { readStored, writeStored } from './stored.ts'

export const View = z.enum([
  'desk',
  'mine',
  'approve',
  'queue',
  'shift',
  'out',
  'deliveries',
  'spiked',
  'trash',
  'settings',
  'preview',
])
export type View = z.infer<typeof View>

export const SettingsTab = z.enum([
  'desk',
  'people',
  'sharing',
  'computers',
  'sections',
  'agencies',
  'targets',
  'queue',
  'appearance',
  'data',
])
export type SettingsTab = z.infer<typeof SettingsTab>

const Place = z.object({
  view: View,
  /** The id of the section that lists are limited to; null is all of them. */
  section: z.string().nullable(),
  item: Id.nullable(),
  /** Whether the details stand beside the item (wide windows). */
  inspector: z.boolean(),
  /** Whether the list stands beside the item. */
  list: z.boolean(),
  settings: SettingsTab,
})
/** `drawer` is what lies over the item in a narrow window; `focus` asks the item pane to take focus once. */
export type Place = z.infer<typeof Place> & {
  drawer: 'none' | 'list' | 'inspector'
  focus: 'none' | 'headline' | 'dateline' | 'body'
}

const START: Place = {
  view: 'desk',
  section: null,
  item: null,
  inspector: true,
  list: true,
  settings: 'desk',
  drawer: 'none',
  focus: 'none',
}

const place = createStore<Place>(START)
let key: string | null = null

place.subscribe(() => {
  if (key === null) return
  const { view, section, item, inspector, list, settings } = place.get()
  writeStored(key, { view, section, item, inspector, list, settings }, [sessionStorage, localStorage])
})

/** Goes to where this window last was on `desk`; `item` overrides, for a window that was opened for one. */
export const enterDesk = (desk: Id, item: Id | null): void => {
  key = null
  const before = readStored(`kopij.place.${desk}`, Place, [sessionStorage, localStorage])
  place.set({ ...START, ...before, ...(item === null ? {} : { view: 'desk' as const, item }) })
  // A window for one item does not decide where the next start begins.
  if (item === null) key = `kopij.place.${desk}`
}

/** Goes somewhere; what is not named stays. Drawers close unless named. */
export const go = (to: Partial<Place>): void => {
  if (to.focus !== undefined && to.focus !== 'none') holdKeys()
  place.set((before) => ({ ...before, drawer: 'none', focus: 'none', ...to }))
}

/** Opens an item where the window is, or on the desk when the view shows no item. `focus` puts the caret in it. */
export const openItem = (item: Id, focus: Place['focus'] = 'none'): void => {
  if (focus !== 'none') holdKeys()
  place.set((before) => ({
    ...before,
    view: SHOWS_ITEM.has(before.view) ? before.view : 'desk',
    item,
    drawer: 'none',
    focus,
  }))
}

/** The views with a list and an item side by side. */
export const SHOWS_ITEM: ReadonlySet<View> = new Set(['desk', 'mine', 'spiked', 'trash'])

/** The item pane has taken the focus that it was asked to take. */
export const focusTaken = (): void =>
  place.set((before) => (before.focus === 'none' ? before : { ...before, focus: 'none' }))

/** Where the window is now, without following it. */
export const here = (): Place => place.get()

/** Where the window is, followed; with the ways to go elsewhere. */
export const useNavigation = (): Place & { go: typeof go; openItem: typeof openItem } => {
  const now = useStore(place)
  return { ...now, go, openItem }
}

/** One part of where the window is, followed alone. */
export const usePlace = <P,>(part: (place: Place) => P): P => useStore(place, part)
