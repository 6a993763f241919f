import type { Replaced } from '../../../shared/document/passages.ts'

/** More than these make a list that nobody reads; the note then says only that it replaces a version. */
const MOST = 3
/** Longer than this is no word or name any more, characters. */
const LONGEST = 80

const WORDS = {
  nl: {
    begin: 'CORRECTIE:',
    instead: (was: string, now: string) => `"${now}" in plaats van "${was}"`,
    gone: (was: string) => `"${was}" is vervallen`,
    replaces: (version: number) => `vervangt versie ${version}.`,
  },
  en: {
    begin: 'CORRECTION:',
    instead: (was: string, now: string) => `"${now}" instead of "${was}"`,
    gone: (was: string) => `"${was}" has been taken out`,
    replaces: (version: number) => `replaces version ${version}.`,
  },
} as const

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase('en') + text.slice(1)

/**
 * What receivers are told of a correction, to begin with: in the language of the copy, in which it is Dutch or English.
 * `version` is the one that is out. Pure.
 */
export const draftNote = (language: string, version: number, replaced: readonly Replaced[]): string => {
  const { begin, instead, gone, replaces } = WORDS[language.startsWith('nl') ? 'nl' : 'en']
  const small = replaced.every(({ was, now }) => was.length <= LONGEST && now.length <= LONGEST)
  if (replaced.length === 0 || replaced.length > MOST || !small) return `${begin} ${replaces(version)}`
  const said = replaced.map(({ was, now }) => (now === '' ? gone(was) : instead(was, now)))
  return `${begin} ${said.join('; ')}. ${capital(replaces(version))}`
}
