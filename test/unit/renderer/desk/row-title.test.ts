import { describe, expect, it } from 'vitest'
import { shortTitle } from '../../../../renderer/features/desk/row-title.ts'

describe('shortTitle', () => {
  it('leaves what is short', () => {
    expect(shortTitle('Stuwdam houdt')).toBe('Stuwdam houdt')
  })

  it('cuts after a word, and without the sign that stood there', () => {
    expect(
      shortTitle('Trams rijden vanaf maandag weer over de brug, na een reparatie van zeven weken.'),
    ).toBe('Trams rijden vanaf maandag weer over de brug, na een reparatie ...')
    expect(shortTitle('a'.repeat(100))).toHaveLength(36)
  })
})
