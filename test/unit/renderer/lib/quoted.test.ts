import { describe, expect, it } from 'vitest'
import { quoted } from '../../../../renderer/lib/quoted.ts'

describe('quoted', () => {
  it('cuts at a word, and says when there is nothing to quote', () => {
    expect(quoted('  ')).toBe(null)
    expect(quoted('Kort')).toBe('Kort')
    const long = quoted(
      'Stuwdam boven Velbach houdt, dertien dorpen blijven leeg en de dienst rijdt tot maandag niet',
    )
    expect(long).toBe('Stuwdam boven Velbach houdt, dertien dorpen blijven leeg en ...')
    expect(quoted('x'.repeat(200))?.length).toBeLessThan(70)
  })
})
