import { describe, expect, it } from 'vitest'
import { completeCredit, resolveCredit, splitCredits } from '../../../../shared/domain/credit.ts'
import { agencies } from './agencies.ts'

describe('resolveCredit', () => {
  it('prints a code as registered, whatever its case was', () => {
    expect(resolveCredit(' anp ', agencies)).toEqual({ code: 'ANP', known: true })
    expect(resolveCredit('DPA', agencies)).toEqual({ code: 'dpa', known: true })
  })

  it('keeps an unknown code as typed and marks it', () => {
    expect(resolveCredit('Xyz', agencies)).toEqual({ code: 'Xyz', known: false })
  })
})

describe('splitCredits', () => {
  it('reads every separator that wires use, in order', () => {
    const codes = ['ANP', 'RTR', 'dpa']
    for (const list of [
      'ANP/RTR/DPA',
      'anp-rtr-dpa',
      'ANP – RTR – dpa',
      'ANP, RTR, dpa',
      'ANP RTR dpa',
      ' ANP//RTR /dpa/',
    ])
      expect(splitCredits(list, agencies)?.map((credit) => credit.code)).toEqual(codes)
  })

  it('reads a registered code with a hyphen as one', () => {
    expect(splitCredits('ANP/ap-tv', agencies)?.map((credit) => credit.code)).toEqual(['ANP', 'AP-TV'])
  })

  it('keeps a code that is named twice, for the house style to point at', () => {
    expect(splitCredits('ANP/ANP', agencies)).toHaveLength(2)
  })

  it('refuses what is empty or far too long', () => {
    expect(splitCredits(' / ', agencies)).toBeNull()
    expect(splitCredits('a '.repeat(40), agencies)).toBeNull()
  })
})

describe('completeCredit', () => {
  it('puts the home agency first', () => {
    expect(completeCredit('a', agencies, []).map((line) => line.code)).toEqual(['ANP', 'AFP', 'AP-TV'])
  })

  it('flags what is named already and puts it after the rest', () => {
    const lines = completeCredit('A', agencies, ['anp'])
    expect(lines.map((line) => [line.code, line.already])).toEqual([
      ['AFP', false],
      ['AP-TV', false],
      ['ANP', true],
    ])
  })

  it('finds an agency by its name as well', () => {
    expect(completeCredit('reut', agencies, []).map((line) => line.code)).toEqual(['RTR'])
  })
})
