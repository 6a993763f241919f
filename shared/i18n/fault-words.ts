import type { Fault } from '../errors.ts'
import { type Language, RESOURCES } from './index.ts'
import type { FaultSentences } from './sentences.ts'

/** What stands in a sentence where a fault does not say it. */
const UNSAID: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  nl: { host: 'de uitgang', field: 'een veld' },
  en: { host: 'the target', field: 'a field' },
}

/**
 * A fault in the words of one language: its code says which, and of a computer that was signed out also who did it. What a
 * sentence leaves open, such as which host, is in the fault.
 */
export const wordsOfFault = ({ code, params }: Fault, language: Language): FaultSentences => {
  const { signedOut, faults } = RESOURCES[language]
  const fill = (sentence: string): string =>
    sentence.replace(/\{\{(\w+)\}\}/gu, (_, name: string) =>
      String(params[name] ?? UNSAID[language][name] ?? '?'),
    )
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
