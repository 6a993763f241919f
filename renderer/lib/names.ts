import { locale } from './time.ts'

/** Names in a sentence: `Hanneke, Bram en Fatma`. */
export const listNames = (names: readonly string[], language: string): string =>
  new Intl.ListFormat(locale(language), { type: 'conjunction' }).format(names)
