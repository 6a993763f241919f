import { describe, expect, it } from 'vitest'
import { withoutInWords } from '../../../../renderer/features/rail/without-words.ts'
import { createI18n } from '../../../../shared/i18n/index.ts'
import { addLateSentences } from '../../../../shared/i18n/late.ts'
import type { Without } from '../../../../shared/ipc/rail.ts'

const one = (place: string, hour: number, minute: number, why: Without['why']): Without => ({
  item: place,
  at: Date.UTC(2026, 10, 18, hour - 1, minute),
  why,
  headline: `Alles over ${place} en wat daar vandaag gebeurde`,
  dateline: place === '' ? [] : [place],
})
const say = (language: 'nl' | 'en', without: Without[]): string | null => {
  const i18n = createI18n(language)
  addLateSentences(i18n)
  return withoutInWords(without, { t: i18n.getFixedT(language, 'rail'), zone: 'Europe/Amsterdam', language })
}

describe('what a rail is without', () => {
  const two = [one('PORT-ELISE', 14, 20, 'unapproved'), one('TAMAR', 13, 47, 'missed')]
  it('is one sentence, in both languages', () => {
    expect(say('nl', two)).toBe(
      'Zonder PORT-ELISE 14:20, nog niet gekeurd, en TAMAR 13:47, nog niet verstuurd.',
    )
    expect(say('en', two)).toBe('Without PORT-ELISE 14:20, not yet approved, and TAMAR 13:47, not sent yet.')
    expect(say('en', two.slice(0, 1))).toBe('Without PORT-ELISE 14:20, not yet approved.')
    expect(say('nl', [])).toBeNull()
  })

  it('counts what is too much to name, and calls by its first words what has no place', () => {
    const many = [...two, one('', 15, 0, 'held'), one('A', 16, 0, 'held'), one('B', 17, 0, 'held')]
    expect(say('nl', many)).toMatch(
      /"Alles over {2}en wat daar vandaa…" 15:00, een nieuwere versie .*, en nog 2\.$/u,
    )
  })
})
