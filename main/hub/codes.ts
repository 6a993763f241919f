/** Codes and tokens: made from the system's randomness, and known to the hub by their hash only. */
import { createHash } from 'node:crypto'

/** Letters and digits that cannot be taken for one another, on paper or by telephone. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

const group = (random: () => number, length: number): string =>
  Array.from({ length }, () => ALPHABET[Math.floor(random() * ALPHABET.length)] ?? 'A').join('')

/** Twenty characters in four groups: 100 bits, to be written down on paper. */
export const newRecoveryCode = (random: () => number): string =>
  Array.from({ length: 4 }, () => group(random, 5)).join('-')

/** Twelve characters in three groups: 60 bits, to be said by telephone, and good for a week. */
export const newInvitationCode = (random: () => number): string =>
  Array.from({ length: 3 }, () => group(random, 4)).join('-')

/** A code as it is compared: hyphens, spaces and case are how it was typed. */
export const plainCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** 256 bits, for a machine to keep. */
export const newToken = (random: () => number): string =>
  Buffer.from(Array.from({ length: 32 }, () => Math.floor(random() * 256))).toString('base64url')

/** What the hub keeps of something that cannot be guessed. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
