/**
 * The sentences of the app, in Dutch and English, for the window and for the menus of main.
 *
 * To add a namespace: write `nl/<name>.ts` and `en/<name>.ts` (the English one typed
 * `Sentences<typeof nl>`), and add one line for it to each language in `resources.ts`, or in `late.ts` when only views that
 * are read late speak them. Nothing else.
 */
import i18next, { type i18n } from 'i18next'
import type { LATE } from './late.ts'
import { EN, NL } from './resources.ts'

export type Language = 'nl' | 'en'
export const LANGUAGES: readonly Language[] = ['nl', 'en']

declare module 'i18next' {
  // Every key that code asks for must exist, in every language.
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof NL & (typeof LATE)['nl']
    returnNull: false
  }
}

/** The sentences that every window starts with. */
export const RESOURCES = { nl: NL, en: EN } as const

/** The language for a preference: the person's own choice, else Dutch where the system speaks it, else English. */
export const languageFor = (preference: 'system' | Language, locale: string): Language => {
  if (preference !== 'system') return preference
  return /^nl\b/iu.test(locale) ? 'nl' : 'en'
}

/** An i18next of one's own, ready at once: nothing is loaded later. */
export const createI18n = (language: Language): i18n => {
  const instance = i18next.createInstance()
  void instance.init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    // Its own, because namespaces that come later are put in.
    resources: { nl: { ...NL }, en: { ...EN } },
    defaultNS: 'common',
    initAsync: false,
    // React and menus show strings as text; escaping here would show "&amp;" to people.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}
