import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockText } from '../../../../shared/document/counts.ts'
import { type BlockDiff, diffBlocks, diffCopy } from '../../../../shared/document/diff.ts'
import { diffWords, type WordDiff } from '../../../../shared/document/diff-words.ts'
import type { Block, Copy } from '../../../../shared/domain/copy.ts'
import { cpuTime } from '../../../support/cpu-time.ts'

const p = (text: string): Block => ({ type: 'paragraph', line: text === '' ? [] : [{ text }] })
const copy = (part: Partial<Copy> = {}): Copy => ({
  kind: 'lead',
  kicker: '',
  headline: 'Haven blijft dicht',
  byline: '',
  dateline: ['SELVIG'],
  credits: ['ANP'],
  section: 'foreign',
  slug: '',
  urgency: null,
  language: 'nl',
  body: [p('De raad sluit de haven.')],
  ...part,
})

const side = (words: readonly WordDiff[], other: 'added' | 'removed'): string =>
  words
    .filter((word) => word.kind !== other)
    .map((word) => word.text)
    .join('')
const shown = (words: readonly WordDiff[]): string =>
  words
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('')

describe('diffWords', () => {
  it('shows words, not letters', () => {
    for (const [before, after, words] of [
      ['De haven is dicht.', 'De haven is open.', 'De haven is [-dicht-]{+open+}.'],
      ['De haven is dicht.', 'De oude haven is dicht.', 'De {+oude +}haven is dicht.'],
      ['een twee drie vier', 'een vijf zes vier', 'een [-twee drie-]{+vijf zes+} vier'],
      ['', 'nieuw', '{+nieuw+}'],
      ["foto's", 'foto', "[-foto's-]{+foto+}"],
      ['gelijk', 'gelijk', 'gelijk'],
    ] as const)
      expect(shown(diffWords(before, after))).toBe(words)
    expect(diffWords('', '')).toEqual([])
  })

  it('gives both sides back, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('de', 'haven', 'is', ' ', ' ', ' ', '.', '"', '\n', "foto's", 'é', '👍'), {
        maxLength: 40,
      })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const words = diffWords(before, after)
        expect(side(words, 'added')).toBe(before)
        expect(side(words, 'removed')).toBe(after)
        for (const [index, word] of words.entries()) expect(word.kind).not.toBe(words[index + 1]?.kind)
      }),
    )
  })

  it('takes bounded time, and shows a rewrite as one', () => {
    const long = (word: string): string => Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join(' ')
    const started = cpuTime()
    const words = diffWords(long('a'), long('b'))
    expect(cpuTime() - started).toBeLessThan(3000)
    expect(side(words, 'added')).toBe(long('a'))
    expect(side(words, 'removed')).toBe(long('b'))
  })
})

describe('diffCopy', () => {
  it('finds nothing between equal copies', () => {
    const diff = diffCopy(copy(), copy())
    expect([diff.same, diff.fields.length, diff.blocks.map((block) => block.kind)]).toEqual([
      true,
      8,
      ['same'],
    ])
  })

  it('tells the changed fields, lists part by part', () => {
    const diff = diffCopy(copy(), copy({ headline: 'Haven weer open', credits: ['ANP', 'RTR'], urgency: 3 }))
    const changed = diff.fields.filter((field) => field.kind === 'changed')
    expect(changed.map((field) => [field.field, shown(field.words)])).toEqual([
      ['headline', 'Haven [-blijft dicht-]{+weer open+}'],
      ['credits', 'ANP{+/RTR+}'],
      ['urgency', '{+3+}'],
    ])
    expect(diff.same).toBe(false)
  })

  it('aligns blocks: one added, one removed, one changed', () => {
    const before = [p('De raad sluit de haven van het eiland.'), p('Dit verdwijnt geheel.'), p('Slot.')]
    const after = [p('Een nieuwe inleiding vooraf.'), p('De raad opent de haven van het eiland.'), p('Slot.')]
    const blocks = diffBlocks(before, after)
    expect(blocks.map((block) => [block.kind, shown(block.words)])).toEqual([
      ['added', '{+Een nieuwe inleiding vooraf.+}'],
      ['changed', 'De raad [-sluit-]{+opent+} de haven van het eiland.'],
      ['removed', '[-Dit verdwijnt geheel.-]'],
      ['same', 'Slot.'],
    ])
  })

  it('tells a change of nothing but formatting', () => {
    const bold: Block = { type: 'paragraph', line: [{ text: 'De raad sluit de haven.', bold: true }] }
    const subhead: Block = { type: 'subhead', line: [{ text: 'De raad sluit de haven.' }] }
    for (const block of [bold, subhead])
      expect(diffCopy(copy(), copy({ body: [block] })).blocks).toMatchObject([
        { kind: 'changed', formatting: true },
      ])
  })

  it('gives both bodies back, whatever they are', () => {
    const line = fc.array(
      fc.record({ text: fc.constantFrom('de haven ', 'is dicht', 'is open. ', 'een twee drie ') }),
      { maxLength: 3 },
    )
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ type: fc.constant('paragraph' as const), line }),
      fc.record({ type: fc.constant('subhead' as const), line }),
      fc.record({ type: fc.constant('quote' as const), lines: fc.array(line, { maxLength: 2 }) }),
    )
    const body = fc.array(block, { maxLength: 8 })
    const first = (one: BlockDiff): Block[] =>
      one.kind === 'added' ? [] : [one.kind === 'changed' ? one.before : one.block]
    const second = (one: BlockDiff): Block[] =>
      one.kind === 'removed' ? [] : [one.kind === 'changed' ? one.after : one.block]
    fc.assert(
      fc.property(body, body, (before, after) => {
        const blocks = diffBlocks(before, after)
        expect(blocks.flatMap(first)).toEqual(before)
        expect(blocks.flatMap(second)).toEqual(after)
        for (const one of blocks) {
          expect(side(one.words, 'added')).toBe(first(one).map(blockText).join(''))
          expect(side(one.words, 'removed')).toBe(second(one).map(blockText).join(''))
        }
      }),
    )
  })

  it('takes bounded time over a body of a thousand new blocks', () => {
    const many = (word: string): Block[] =>
      Array.from({ length: 1000 }, (_, at) => p(`${word} ${at} ${word}${at}`))
    const started = cpuTime()
    expect(diffBlocks(many('a'), many('b'))).toHaveLength(2000)
    expect(cpuTime() - started).toBeLessThan(3000)
  })
})
