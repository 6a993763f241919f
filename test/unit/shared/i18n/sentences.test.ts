import { describe, expect, it } from 'vitest'
import { FaultCode } from '../../../../shared/errors.ts'
import { wordsOfFault } from '../../../../shared/i18n/fault-words.ts'
import { createI18n, languageFor, RESOURCES } from '../../../../shared/i18n/index.ts'
import { addLateSentences, LATE } from '../../../../shared/i18n/late.ts'

const flat = (tree: object, path = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : [...flat(value as object, `${path}${key}.`)],
    ),
  )

const holes = (sentence: string): string[] =>
  [...sentence.matchAll(/\{\{(\w+)\}\}/gu)].map((match) => match[1] ?? '').sort()

describe('the sentences', () => {
  const nl = flat({ ...RESOURCES.nl, ...LATE.nl })
  const en = flat({ ...RESOURCES.en, ...LATE.en })

  it('have the same keys in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...nl.keys()].sort())
  })

  it('are never empty', () => {
    const empty = [...nl, ...en].filter(([, sentence]) => sentence.trim() === '')
    expect(empty).toEqual([])
  })

  it('leave the same holes to fill', () => {
    const odd = [...nl].filter(
      ([key, sentence]) => holes(sentence).join() !== holes(en.get(key) ?? '').join(),
    )
    expect(odd).toEqual([])
  })

  it('have each plural whole', () => {
    const lonely = [...nl.keys()].filter(
      (key) => key.endsWith('_one') && !nl.has(key.replace(/_one$/u, '_other')),
    )
    expect(lonely).toEqual([])
  })

  it.each(FaultCode.options)('say what %s means, in both languages', (code) => {
    for (const language of ['nl', 'en'] as const) {
      const { what, ...rest } = wordsOfFault({ code, params: {} }, language)
      expect(what).toMatch(/[.?!]$/u)
      // A fault fills them by what it says, and where it does not say it they can be read all the same.
      expect(holes([what, ...Object.values(rest)].join(' '))).toEqual([])
      expect(Object.keys(rest).every((key) => ['safe', 'action', 'button'].includes(key))).toBe(true)
    }
  })

  it('come later where views do', () => {
    const late = createI18n('en')
    addLateSentences(late)
    expect(late.t('deliveries:attempts', { count: 2 })).toBe('2 attempts')
    expect(Object.keys(LATE.nl).filter((name) => name in RESOURCES.nl)).toEqual([])
  })

  it('count and fill in', () => {
    expect(createI18n('nl').t('words', { count: 1 })).toBe('1 woord')
    expect(createI18n('en').t('words', { count: 2 })).toBe('2 words')
    const late = createI18n('nl')
    addLateSentences(late)
    expect(late.t('search:found', { count: 0 })).toBe('Niets gevonden')
  })
})

describe('languageFor', () => {
  it('takes the choice first, then the system, then English', () => {
    expect(languageFor('en', 'nl-NL')).toBe('en')
    expect(languageFor('system', 'nl-BE')).toBe('nl')
    expect(languageFor('system', 'fr')).toBe('en')
  })
})
