import { describe, expect, it } from 'vitest'
import { match, passagePieces } from '../../../../renderer/features/palette/match.ts'

const marked = (title: string, query: string): string | null =>
  match(title, query)
    ?.pieces.map(({ text, hit }) => (hit ? `[${text}]` : text))
    .join('') ?? null

describe('match', () => {
  it('finds every typed word, anywhere, without case or accents', () => {
    expect(marked('Nieuw kortje', 'kort')).toBe('Nieuw [kort]je')
    expect(marked('Redactie als bestand bewaren', 'best red')).toBe('[Red]actie als [best]and bewaren')
    expect(marked('Coördinatie', 'coord')).toBe('[Coörd]inatie')
    expect(marked('Wachtrij', 'queue')).toBeNull()
  })

  it('puts the start of a title first, then the start of a word, then the middle', () => {
    const score = (title: string): number => match(title, 'kort')?.score ?? Number.NaN
    expect(score('Kortsluiting')).toBeLessThan(score('Nieuw kortje'))
    expect(score('Nieuw kortje')).toBeLessThan(score('Tekort'))
  })

  it('takes signs as they are', () => {
    expect(marked('Exporteren ...', '...')).toBe('Exporteren [...]')
    expect(marked('a', '(')).toBeNull()
  })
})

describe('passagePieces', () => {
  it('reads the hits of a passage', () => {
    expect(passagePieces('in het \u2068dal\u2069 van')).toEqual([
      { text: 'in het ', hit: false },
      { text: 'dal', hit: true },
      { text: ' van', hit: false },
    ])
  })
})
