import { describe, expect, it } from 'vitest'
import { shortened } from '../../../../renderer/features/item/title-of.ts'

describe('a headline in a sentence', () => {
  it('is whole when it is short', () => expect(shortened('Dijk houdt')).toBe('Dijk houdt'))

  it('ends at a word when it is long', () => {
    const long = 'De luchthaven van Port Amaril is weer open nadat een kudde geiten is weggehaald'
    expect(shortened(long)).toBe('De luchthaven van Port Amaril is weer open nadat een kudde ...')
  })

  it('is cut anywhere when it is one word', () => {
    expect(shortened('x'.repeat(100))).toBe(`${'x'.repeat(60)} ...`)
  })
})
