import { describe, expect, it } from 'vitest'
import {
  collisionSentences,
  inWords,
  valueWords,
} from '../../../../renderer/features/together/collision-words.ts'
import type { Collision } from '../../../../shared/domain/collision.ts'
import { createI18n } from '../../../../shared/i18n/index.ts'

const HOME = '11111111-1111-4111-8111-111111111111'
const SPORT = '22222222-2222-4222-8222-222222222222'
const sections = [
  { id: HOME, name: 'Binnenland' },
  { id: SPORT, name: 'Sport' },
]
const names = { one: 'Merel', other: 'Joris' }
const make = (part: Partial<Collision>): Collision => ({
  ...{
    id: 'naam',
    kind: 'vanished',
    part: 'body',
    block: 0,
    field: null,
    words: ' komt morgen',
    now: '',
    both: true,
  },
  one: { by: HOME, byName: 'Merel Tas', text: 'De dam komt morgen' },
  other: { by: SPORT, byName: 'Joris Baan', text: '' },
  ...part,
})
const told = (part: Partial<Collision>, language: 'nl' | 'en') =>
  collisionSentences(make(part), names, 'Rubriek', createI18n(language).t)

describe('collisionSentences', () => {
  it.each([
    [
      'vanished',
      '"komt morgen", geschreven door Merel, viel weg toen Joris de alinea ombouwde of verwijderde.',
    ],
    ['moved', '"komt morgen" van Merel staat niet meer waar het geschreven is.'],
    ['returned', '"komt morgen", weggehaald door Merel, staat er weer doordat Joris het verplaatste.'],
    ['doubled', '"komt morgen" staat er twee keer: Merel en Joris hebben het allebei verplaatst.'],
  ] as const)('says that words %s, and what the choices do', (kind, what) => {
    const nl = told({ kind }, 'nl')
    expect(nl.what).toBe(what)
    expect(nl.choices).toContain('Die van Merel')
    const en = told({ kind }, 'en')
    expect(en.what).toContain('"komt morgen"')
    expect(en.choices).toMatch(/the one by Joris/iu)
  })

  it('has words for text that is no more than the end of a paragraph', () => {
    expect(told({ words: '\n' }, 'nl').what).toMatch(/^Een stuk tekst, geschreven door Merel/u)
  })

  it('names both values of a register, and the one that stands', () => {
    const register = make({
      ...{ kind: 'register', part: 'fields', field: 'section', words: '', now: SPORT, both: false },
      one: { by: HOME, byName: 'Merel Tas', text: HOME },
      other: { by: SPORT, byName: 'Joris Baan', text: SPORT },
    })
    const { t } = createI18n('nl')
    expect(collisionSentences(inWords(register, sections, 'nl'), names, 'Rubriek', t)).toEqual({
      what: 'Rubriek: Merel koos "Binnenland", Joris koos "Sport"; nu staat er "Sport".',
      choices: null,
    })
    const emptied = { ...register, field: 'slug', now: '' }
    expect(collisionSentences(emptied, names, 'Slug', createI18n('en').t).what).toMatch(
      /now it says nothing\.$/u,
    )
  })
})

describe('valueWords', () => {
  it('knows sections and languages by name, and prints the rest as it is', () => {
    expect(valueWords('section', SPORT, sections, 'nl')).toBe('Sport')
    expect(valueWords('section', 'opgeheven', sections, 'nl')).toBe('opgeheven')
    expect(valueWords('language', 'en', sections, 'nl')).toBe('Engels')
    expect(valueWords('language', '?', sections, 'nl')).toBe('?')
    expect(valueWords('credits', 'ANP/RTR', sections, 'nl')).toBe('ANP/RTR')
    expect(valueWords('urgency', '', sections, 'nl')).toBe('')
  })
})
