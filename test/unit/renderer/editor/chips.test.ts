import { describe, expect, it } from 'vitest'
import {
  moveChip,
  openChip,
  removeChip,
  spotsOf,
  writeChip,
} from '../../../../renderer/features/editor/chips.ts'

const register = [
  { code: 'ANP', name: 'Algemeen Nederlands Persbureau', home: true },
  { code: 'dpa', name: 'Deutsche Presse-Agentur', home: false },
]
const row = { places: ['KYIV', 'MOSKOU'], credits: ['ANP', 'RTR', 'AFP'] }

describe('chips', () => {
  it('stand as they are printed', () => {
    expect(spotsOf(row).map(({ kind, index }) => `${kind}${index}`)).toEqual([
      'place0',
      'place1',
      'credit0',
      'credit1',
      'credit2',
    ])
  })

  it('print a code as it is registered and keep an unknown one as typed', () => {
    expect(writeChip(row, { kind: 'credit', index: 1 }, 'DPA', register).credits).toEqual([
      'ANP',
      'dpa',
      'AFP',
    ])
    expect(writeChip(row, { kind: 'credit', index: 1 }, 'Xpa', register).credits).toEqual([
      'ANP',
      'Xpa',
      'AFP',
    ])
  })

  it('print a place in capitals, with the small letter where it belongs', () => {
    expect(writeChip(row, { kind: 'place', index: 0 }, "'s-gravenwaard", register).places).toEqual([
      "'s-GRAVENWAARD",
      'MOSKOU',
    ])
  })

  it('take several at once, and none', () => {
    expect(writeChip(row, { kind: 'credit', index: 2 }, 'afp/dpa, x', register).credits).toEqual([
      'ANP',
      'RTR',
      'afp',
      'dpa',
      'x',
    ])
    expect(writeChip(row, { kind: 'credit', index: 2 }, ' / ', register).credits).toEqual(['ANP', 'RTR'])
  })

  it('come and go', () => {
    expect(openChip(row, { kind: 'place', index: 1 }).places).toEqual(['KYIV', '', 'MOSKOU'])
    expect(removeChip(row, { kind: 'place', index: 0 }).places).toEqual(['MOSKOU'])
  })

  it('change places within their kind only', () => {
    expect(moveChip(row, { kind: 'credit', index: 2 }, 0).credits).toEqual(['AFP', 'ANP', 'RTR'])
    expect(moveChip(row, { kind: 'credit', index: 0 }, -5)).toBe(row)
    expect(moveChip(row, { kind: 'place', index: 0 }, 9).places).toEqual(['MOSKOU', 'KYIV'])
    expect(moveChip(row, { kind: 'place', index: 7 }, 0)).toBe(row)
  })
})
