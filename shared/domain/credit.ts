/**
 * Credits: the agencies named between the brackets of a dateline, in order (design: "credit").
 *
 * A code is matched against the desk's register without case and printed as registered. What the register
 * does not know is kept exactly as typed and marked, never dropped or re-sorted (standards, section 9.5).
 */
import type { Agency } from './agency.ts'

/** One credit. `code` is as registered, or as typed when `known` is false. */
export type Credit = { code: string; known: boolean }

/** One line of a completion list. `already` is true for an agency that the item names by now. */
export type CreditCompletion = { code: string; name: string; home: boolean; already: boolean }

/** What may stand between two agencies: the printed slash, and every sign that wire copy has instead. */
const SEPARATORS = /^[\s/,–—‐‑-]+/u
const UP_TO_SEPARATOR = /^[^\s/,–—‐‑-]+/u

/** Agency codes as agencies write them: `ANP`, `RTR`, `dpa`. Lower case is kept short: words are not codes. */
const CODE_SHAPE = /^(?:\p{Lu}[\p{Lu}\p{N}]{1,7}|\p{Ll}{2,3})$/u

/** More parts than this is a sentence in brackets, not a list of agencies. */
const MOST_PARTS = 12

const fold = (text: string): string => text.normalize('NFC').toLowerCase()

/**
 * The credit that a typed code stands for: the registered spelling when the register holds it in any case,
 * otherwise the typed text, trimmed, with `known: false`.
 */
export const resolveCredit = (typed: string, register: readonly Agency[]): Credit => {
  const code = typed.normalize('NFC').trim()
  const wanted = fold(code)
  const found = register.find((agency) => fold(agency.code) === wanted)
  return found === undefined ? { code, known: false } : { code: found.code, known: true }
}

/** True when the text has the shape of an agency code, known or not. */
const looksLikeAgencyCode = (text: string): boolean => CODE_SHAPE.test(text.normalize('NFC'))

/** Registered codes that hold a separator themselves (`AP-TV`), longest first: they are read whole. */
const compoundCodes = (register: readonly Agency[]): string[] =>
  register
    .map((agency) => agency.code)
    .filter((code) => UP_TO_SEPARATOR.exec(code)?.[0] !== code)
    .sort((a, b) => b.length - a.length)

const startsWithCode = (rest: string, code: string): boolean =>
  fold(rest.slice(0, code.length)) === fold(code) &&
  (rest.length === code.length || SEPARATORS.test(rest.slice(code.length)))

/**
 * The text between the brackets as credits, in its order; `null` when there is nothing in it or when it is
 * far too long for a list of agencies. Says nothing about whether these *are* agencies: see `areCredits`.
 */
export const splitCredits = (list: string, register: readonly Agency[]): Credit[] | null => {
  const compounds = compoundCodes(register)
  const credits: Credit[] = []
  let rest = list.replace(SEPARATORS, '')
  while (rest !== '') {
    const current = rest
    const compound = compounds.find((code) => startsWithCode(current, code))
    const part = compound === undefined ? UP_TO_SEPARATOR.exec(rest)?.[0] : rest.slice(0, compound.length)
    if (part === undefined || credits.length === MOST_PARTS) return null
    credits.push(resolveCredit(part, register))
    rest = rest.slice(part.length).replace(SEPARATORS, '')
  }
  return credits.length === 0 ? null : credits
}

/**
 * Whether a bracket list is a list of agencies: when the register holds one of them, or, after a place in
 * capitals, when every part has the shape of a code. `(NATO)` in running text is neither.
 */
export const areCredits = (credits: readonly Credit[], afterCapitals: boolean): boolean =>
  credits.some((credit) => credit.known) ||
  (afterCapitals && credits.every((credit) => looksLikeAgencyCode(credit.code)))

/**
 * The completion list for a code being typed: agencies whose code or name starts with the prefix, in any
 * case. Those the item does not name yet come first; within each half the home agency leads (standards,
 * section 9.5), then matches on the code before matches on the name, then by code.
 */
export const completeCredit = (
  prefix: string,
  register: readonly Agency[],
  already: readonly string[],
): CreditCompletion[] => {
  const wanted = fold(prefix.trim())
  const named = new Set(already.map(fold))
  const byCode = (code: string): boolean => fold(code).startsWith(wanted)
  return register
    .filter((agency) => byCode(agency.code) || fold(agency.name).startsWith(wanted))
    .map(({ code, name, home }) => ({ code, name, home, already: named.has(fold(code)) }))
    .sort(
      (a, b) =>
        Number(a.already) - Number(b.already) ||
        Number(b.home) - Number(a.home) ||
        Number(byCode(b.code)) - Number(byCode(a.code)) ||
        compareText(fold(a.code), fold(b.code)),
    )
}

/** By code unit, not by locale: the list is the same on every computer. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
