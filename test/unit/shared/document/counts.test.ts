import { describe, expect, it } from 'vitest'
import { countBlocks, countText } from '../../../../shared/document/counts.ts'
import type { Block } from '../../../../shared/domain/copy.ts'
import { cpuTime } from '../../../support/cpu-time.ts'

describe('countText', () => {
  it('counts words as an editor would', () => {
    for (const [text, words] of [
      ['', 0],
      ['  \n ', 0],
      ['één', 1],
      ['De haven - zo heet het - is dicht.', 7],
      ['foto\'s van 20.000 euro, "ja"', 5],
      ['KYIV/MOSKOU (ANP)', 2],
      ['a\u00a0b\u2009c\nd', 4],
      ['— … « »', 0],
      ['Ελλάδα Київ 東京', 3],
    ] as const)
      expect(countText(text).words, text).toBe(words)
  })

  it('counts code points, spaces included and line breaks not', () => {
    expect(countText('a b\nç 👍').characters).toBe(6)
  })

  it('rounds reading time up', () => {
    expect(countText('').minutes).toBe(0)
    expect(countText('een').minutes).toBe(1)
    expect(countText('woord '.repeat(230)).minutes).toBe(1)
    expect(countText('woord '.repeat(231)).minutes).toBe(2)
  })
})

describe('countBlocks', () => {
  it('adds every kind of block up', () => {
    const body: Block[] = [
      { type: 'paragraph', line: [{ text: 'een ', bold: true }, { text: 'twee' }] },
      { type: 'subhead', line: [{ text: 'drie' }] },
      { type: 'quote', lines: [[{ text: 'vier' }], [{ text: 'vijf' }]] },
      { type: 'list', ordered: false, items: [[[{ text: 'zes' }]], [[{ text: 'zeven' }]]] },
      { type: 'unknown', name: 'kaart', text: 'acht' },
    ]
    expect(countBlocks(body)).toEqual({ words: 8, characters: 32, minutes: 1 })
  })

  it('is fast enough for every key: a long story takes a few milliseconds', () => {
    const body: Block[] = Array.from({ length: 300 }, () => ({
      type: 'paragraph',
      line: [{ text: 'De raad heeft de haven gesloten. '.repeat(10) }],
    }))
    const started = cpuTime()
    for (let round = 0; round < 10; round += 1) countBlocks(body)
    expect((cpuTime() - started) / 10).toBeLessThan(50)
    expect(countBlocks(body).words).toBe(18_000)
  })
})
