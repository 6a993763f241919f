import { describe, expect, it } from 'vitest'
import { briefsInPaste } from '../../../../renderer/features/queue/pasted-briefs.ts'
import { lineText } from '../../../../shared/domain/copy.ts'

const NOW = Date.UTC(2026, 10, 18, 13, 3)
const desk = {
  agencies: [
    { code: 'ANP', name: 'Algemeen', home: true },
    { code: 'RTR', name: 'Ruiter', home: false },
  ],
  sections: [{ id: 'world', name: 'Buitenland', order: 0, active: true }],
  now: NOW,
}
const words = (plain: string): string[] =>
  briefsInPaste({ plain }, desk).map(({ copy }) => {
    const [first] = copy.body
    return `${copy.dateline.join('/')} (${copy.credits.join('/')}) ${first?.type === 'paragraph' ? lineText(first.line) : ''}`
  })

describe('briefsInPaste', () => {
  it('finds each brief with its dateline and its age', () => {
    const plain = [
      'VELBACH (ANP) - De dam boven Velbach houdt het voorlopig.',
      '4 minuten geleden',
      'PORT-ELISE (anp/RTR) - Alle vluchten zijn geschrapt na een zandstorm.',
      '1 uur geleden',
    ].join('\n')
    expect(words(plain)).toEqual([
      'VELBACH (ANP) De dam boven Velbach houdt het voorlopig.',
      'PORT-ELISE (ANP/RTR) Alle vluchten zijn geschrapt na een zandstorm.',
    ])
    expect(briefsInPaste({ plain }, desk).map(({ shownAt }) => shownAt)).toEqual([
      NOW - 4 * 60_000,
      NOW - 60 * 60_000,
    ])
  })

  it('leaves a line, or prose over several lines, to be typed as it is', () => {
    expect(words('VELBACH (ANP) - De dam boven Velbach houdt het.')).toEqual([])
    expect(words('Een zin die\nover twee regels loopt.')).toEqual([])
  })
})
