/** The person's wishes for the app on this computer: language and theme, kept by main. */

import { createI18n, type Language, languageFor } from '../../shared/i18n/index.ts'
import type { Output } from '../../shared/ipc/contract.ts'
import type { Preferences } from '../../shared/ipc/shell.ts'
import { call, subscribe } from './client.ts'
import { createStore, useStore } from './store.ts'

export type ShellInfo = Output<'shell', 'shell.info'>

/** What main said about the app; null until it has. */
export const shellInfo = createStore<ShellInfo | null>(null)

/** The sentences, at first in the language of the system; nothing is drawn before `startPreferences` is done. */
export const i18n = createI18n(languageFor('system', navigator.language))

const apply = (preferences: Preferences): void => {
  const root = document.documentElement
  if (preferences.theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = preferences.theme
  const language = languageFor(preferences.language, shellInfo.get()?.locale ?? navigator.language)
  root.lang = language
  if (i18n.language !== language) void i18n.changeLanguage(language)
}

/** Reads what main keeps, applies it, and follows it from then on. */
export const startPreferences = async (): Promise<ShellInfo> => {
  const take = (preferences: Preferences): void => {
    shellInfo.set((info) => (info ? { ...info, preferences } : info))
    apply(preferences)
  }
  subscribe('shell', 'preferences', take)
  const info = await call('shell', 'shell.info', {})
  shellInfo.set(info)
  apply(info.preferences)
  return info
}

/** Changes a wish. It shows at once; main tells the other windows. */
export const prefer = async (wish: Partial<Preferences>): Promise<void> => {
  const info = shellInfo.get()
  if (info) {
    const preferences = { ...info.preferences, ...wish }
    shellInfo.set({ ...info, preferences })
    apply(preferences)
  }
  await call('shell', 'shell.prefer', wish)
}

/** The wishes, followed. */
export const usePreferences = (): Preferences => useStore(shellInfo, (info) => info?.preferences ?? NO_WISHES)

const NO_WISHES: Preferences = {
  language: 'system',
  theme: 'system',
  lastDesk: null,
  lockAfter: null,
  notify: true,
  notifySlots: true,
}

/** The language of the window now. */
export const currentLanguage = (): Language => (i18n.language === 'nl' ? 'nl' : 'en')
