import { describe, expect, it } from 'vitest'
import type { Block, Copy } from '../../../../shared/domain/copy.ts'
import { checkCopy, FINDING_CODES } from '../../../../shared/domain/house-style.ts'
import { agencies } from './agencies.ts'

const p = (text: string): Block => ({ type: 'paragraph', line: [{ text }] })
const h = (text: string): Block => ({ type: 'subhead', line: [{ text }] })
const copy = (part: Partial<Copy> = {}): Copy => ({
  kind: 'lead',
  kicker: '',
  headline: 'Haven blijft dicht',
  byline: '',
  dateline: ['SELVIG'],
  credits: ['ANP', 'RTR'],
  section: 'foreign',
  slug: '',
  urgency: null,
  language: 'nl',
  body: [p('De raad sluit de haven. "Wij wachten", zei hij.')],
  ...part,
})
const codes = (part: Partial<Copy>): string[] =>
  checkCopy(copy(part), { agencies }).map((finding) => finding.code)

describe('house style', () => {
  it('has nothing to say about clean copy', () => {
    expect(codes({})).toEqual([])
    expect(codes({ body: [p('Een.'), h('Wat nu?'), p('Twee.')] })).toEqual([])
  })

  const cases: [string, Partial<Copy>, string[]][] = [
    ['no dateline', { dateline: [] }, ['dateline-missing']],
    ['an unknown agency', { credits: ['ANP', 'XYZ'] }, ['agency-unknown']],
    ['an agency twice, in any case', { credits: ['ANP', 'RTR', 'rtr'] }, ['agency-double']],
    ['the home agency second', { credits: ['RTR', 'ANP'] }, ['home-agency-not-first']],
    ['no home agency at all', { credits: ['RTR', 'AFP'] }, []],
    ['a full stop', { headline: 'Haven blijft dicht.' }, ['headline-full-stop']],
    ['a full stop in quotes', { headline: 'Raad: "Haven blijft dicht."' }, ['headline-full-stop']],
    ['an ellipsis', { headline: 'En toen was het stil...' }, []],
    ['an abbreviation', { headline: 'Betoging in Washington D.C.' }, []],
    ['a question', { headline: 'Haven weer open?' }, []],
    ['seventy characters', { headline: 'a'.repeat(70) }, []],
    ['seventy-one characters', { headline: 'a'.repeat(71) }, ['headline-long']],
    ['a version', { headline: 'Haven blijft dicht (2)' }, ['headline-mark']],
    ['an update', { headline: 'Haven blijft dicht (UPDATE)' }, ['headline-mark']],
    ['a lead', { headline: 'Haven dicht (1LEAD)' }, ['headline-mark']],
    ['an age', { headline: 'Loods (32) gered' }, []],
    ['a subhead with a full stop', { body: [p('a'), h('Stil.'), p('b')] }, ['subhead-full-stop']],
    ['a subhead first', { body: [h('Stil'), p('b')] }, ['subhead-first']],
    ['a subhead last', { body: [p('b'), h('Stil')] }, ['subhead-last']],
    ['two subheads in a row', { body: [p('b'), h('Een'), h('Twee'), p('c')] }, ['subhead-double']],
    ['an open quote', { body: [p('Hij zei: "Nee.')] }, ['quotes-unbalanced']],
    ['an open curly quote', { body: [p('Hij zei: “Nee.')] }, ['quotes-unbalanced']],
    [
      'low quotes',
      { body: [p('Hij zei: „Nee.” En ,,ja".')] },
      ['quotes-unbalanced', 'quotes-low', 'quotes-low'],
    ],
    ['a long brief', { kind: 'brief', body: [p('woord '.repeat(121))] }, ['brief-long']],
    ['a long lead', { body: [p('woord '.repeat(121))] }, []],
    ['a brief with a subhead', { kind: 'brief', body: [p('a'), h('Een'), p('b')] }, ['brief-subhead']],
  ]
  for (const [name, part, expected] of cases)
    it(`${name}: ${expected.join(', ') || 'nothing'}`, () => {
      expect(codes(part)).toEqual(expected)
    })

  it('every rule can be broken', () => {
    const broken = new Set(cases.flatMap(([, , expected]) => expected))
    expect(FINDING_CODES.filter((code) => !broken.has(code))).toEqual([])
  })

  it('points at the place', () => {
    const body: Block[] = [
      p('Een.'),
      { type: 'quote', lines: [[{ text: 'Goed.' }], [{ text: 'Hij zei: "Nee.' }]] },
    ]
    expect(checkCopy(copy({ body }), { agencies })).toEqual([
      { code: 'quotes-unbalanced', severity: 'error', where: { block: 1, from: 15, to: 16 }, params: {} },
    ])
    expect(checkCopy(copy({ credits: ['ANP', 'XYZ'] }), { agencies })).toEqual([
      { code: 'agency-unknown', severity: 'warn', where: { field: 'credits' }, params: { code: 'XYZ' } },
    ])
  })
})
