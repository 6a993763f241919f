import type { Fault } from '../errors.ts'
import { type Language, RESOURCES } from './index.ts'
import type { FaultSentences } from './sentences.ts'

/** A fault in the words of one language: its code says which, and of a computer that was signed out also who did it. */
export const wordsOfFault = ({ code, params }: Fault, language: Language): FaultSentences => {
  const { signedOut, faults } = RESOURCES[language]
  const why = code === 'device-revoked' ? params['why'] : undefined
  if (why === 'own' || why === 'copied' || why === 'left') return signedOut[why]
  return faults[code]
}
