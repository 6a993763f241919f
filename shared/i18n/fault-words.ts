import type { Fault } from '../errors.ts'
import { type Language, RESOURCES } from './index.ts'
import type { FaultSentences } from './sentences.ts'

/** The fields that a fault can name, as they stand in the middle of a sentence. */
const FIELDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: {
    kicker: 'de chapeau',
    headline: 'de kop',
    byline: 'de auteur',
    dateline: 'de standplaats',
    credits: 'de bronnen',
    section: 'de rubriek',
    slug: 'de slug',
    urgency: 'de urgentie',
    language: 'de taal',
    body: 'de tekst',
  },
  en: {
    kicker: 'the kicker',
    headline: 'the headline',
    byline: 'the byline',
    dateline: 'the dateline',
    credits: 'the credits',
    section: 'the section',
    slug: 'the slug',
    urgency: 'the urgency',
    language: 'the language',
    body: 'the text',
  },
}

/** What stands in a sentence where a fault does not say it. */
const UNSAID: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: { host: 'de uitgang', target: 'de uitgang', field: 'een veld' },
  en: { host: 'the target', target: 'the target', field: 'a field' },
}

/**
 * A fault in the words of one language: its code says which, and of a computer that was signed out also who did it. What a
 * sentence leaves open, such as which host, is in the fault.
 */
export const wordsOfFault = ({ code, params }: Fault, language: Language): FaultSentences => {
  const { signedOut, faults } = RESOURCES[language]
  const said = (name: string): string => {
    const value = params[name]
    if (value === undefined || value === '') return UNSAID[language][name] ?? '?'
    return (name === 'field' ? FIELDS[language][value] : undefined) ?? String(value)
  }
  const fill = (sentence: string): string =>
    sentence.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => said(name))
  const why = code === 'device-revoked' ? params['why'] : undefined
  if (why === 'own' || why === 'copied' || why === 'left') return signedOut[why]
  const { what, safe, action, button }: FaultSentences = faults[code]
  return {
    what: fill(what),
    ...(safe === undefined ? {} : { safe: fill(safe) }),
    ...(action === undefined ? {} : { action: fill(action) }),
    ...(button === undefined ? {} : { button }),
  }
}
