import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lookout, soughtOfAll, soughtOfChange } from '../../../../shared/document/passages.ts'
import { emptyCopy } from '../../../../shared/document/write-copy.ts'
import type { Copy } from '../../../../shared/domain/copy.ts'
import { runs } from '../../../support/arbitrary-copy.ts'
import { paragraphs } from '../../../support/desk.ts'

const copyOf = (headline: string, ...texts: string[]): Copy => ({
  ...emptyCopy('lead', 's', 'nl'),
  headline,
  body: paragraphs(...texts),
})

const LIVE = copyOf(
  'Veerboot vaart weer na storm',
  'De veerboot vaart weer. Schipper Jansen zag de haven van Lindhaven drie dagen lang dicht. Het was stil.',
  'Morgen gaat de eerste boot om zeven uur.',
)

describe('what a correction changed', () => {
  test('is the sentence that it is in, and the words that it replaced', () => {
    const corrected = copyOf(
      LIVE.headline,
      'De veerboot vaart weer. Schipper Janssen zag de haven van Lindhaven drie dagen lang dicht. Het was stil.',
      'Morgen gaat de eerste boot om zeven uur.',
    )
    expect(soughtOfChange(LIVE, corrected)).toEqual({
      lines: ['Schipper Jansen zag de haven van Lindhaven drie dagen lang dicht.'],
      replaced: [{ was: 'Jansen', now: 'Janssen' }],
    })
  })

  test('is the whole of a paragraph that was taken out, and nothing where nothing changed', () => {
    const { lines } = soughtOfChange(LIVE, { ...LIVE, body: LIVE.body.slice(0, 1) })
    expect(lines).toEqual(['Morgen gaat de eerste boot om zeven uur.'])
    expect(soughtOfChange(LIVE, LIVE)).toEqual({ lines: [], replaced: [] })
  })
})

describe('who carries it', () => {
  const change = soughtOfChange(LIVE, {
    ...LIVE,
    body: paragraphs(
      'De veerboot vaart weer. Schipper Janssen zag de haven van Lindhaven drie dagen lang dicht. Het was stil.',
      'Morgen gaat de eerste boot om zeven uur.',
    ),
  })

  test('copy with seven of its words in a row, whatever its capitals and signs', () => {
    const brief = copyOf('', 'Kort: “schipper JANSEN zag de haven van Lindhaven, drie dagen” niet.')
    expect(lookout(change)(brief)).toEqual([
      { text: 'schipper JANSEN zag de haven van Lindhaven, drie dagen', words: false },
    ])
  })

  test('copy with the wrong name alone, and not with a longer one', () => {
    expect(lookout(change)(copyOf('', 'Volgens Jansen is het stil.'))).toEqual([
      { text: 'Volgens Jansen is het stil.', words: true },
    ])
    expect(lookout(change)(copyOf('', 'Volgens Jansens is het stil, zegt Van Jansenberg.'))).toEqual([])
  })

  test('nobody else', () => {
    expect(lookout(change)(copyOf('Het was stil', 'Morgen gaat de eerste boot om zeven uur.'))).toEqual([])
    expect(
      lookout(soughtOfAll(LIVE))(copyOf('Iets anders', 'De veerboot vaart. Morgen gaat er een.')),
    ).toEqual([])
  })

  test('a headline that is the same to the letter', () => {
    expect(lookout(soughtOfAll(LIVE))(copyOf('Veerboot vaart weer na storm', 'Anders.'))).toEqual([
      { text: 'Veerboot vaart weer na storm', words: false },
    ])
  })
})

test('whatever seven or more words are taken over is found again, and is in what is told', () => {
  const word = fc.stringMatching(/^[a-zé]{1,8}$/u)
  const text = fc.array(word, { minLength: 7, maxLength: 40 })
  let found = 0
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), text, (words, from, length, around) => {
      const start = from % (words.length - 6)
      const taken = words.slice(start, start + 7 + (length % 20))
      const other = copyOf('', [...around.slice(0, 3), ...taken, ...around.slice(3)].join(' '))
      const passages = lookout(soughtOfAll(copyOf('', words.join(' '))))(other)
      expect(passages.some((one) => !one.words && one.text.includes(taken.join(' ')))).toBe(true)
      found += 1
    }),
    runs(300),
  )
  expect(found).toBeGreaterThan(100)
})
