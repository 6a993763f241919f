import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Copy, lineText } from '../../../../shared/domain/copy.ts'
import { briefOfLead, sentenceEnds, shortened } from '../../../../shared/domain/shorten.ts'

const sentences = (text: string): string[] => {
  let from = 0
  return sentenceEnds(text).map((end) => {
    const sentence = text.slice(from, end).trim()
    from = end
    return sentence
  })
}

describe('the ends of sentences', () => {
  it.each([
    ['De dijk houdt. Het water zakt! Of niet?', ['De dijk houdt.', 'Het water zakt!', 'Of niet?']],
    ['Volgens dr. A.B. de Wit is dat zo. Punt.', ['Volgens dr. A.B. de Wit is dat zo.', 'Punt.']],
    ['„Dat klopt.” Zij zei het. "Echt." Ja.', ['„Dat klopt.”', 'Zij zei het.', '"Echt."', 'Ja.']],
    [
      'The U.S. Navy left at 3 p.m. on Monday. It rained.',
      ['The U.S. Navy left at 3 p.m. on Monday.', 'It rained.'],
    ],
    [
      'Er waren 5.000 mensen, o.a. uit Tamar. Zij bleven.',
      ['Er waren 5.000 mensen, o.a. uit Tamar.', 'Zij bleven.'],
    ],
    ['Zonder punt', ['Zonder punt']],
    ['', []],
  ])('%s', (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })
})

describe('a line made shorter', () => {
  const line = [
    { text: 'Een twee ' },
    { text: 'drie. Vier', bold: true as const },
    { text: ' vijf. Zes zeven.' },
  ]

  it('ends with a sentence, keeps marks, and gives back what was cut', () => {
    expect(shortened(line, 5)).toEqual({
      kept: [{ text: 'Een twee ' }, { text: 'drie. Vier', bold: true }, { text: ' vijf.' }],
      cut: 'Zes zeven.',
    })
    expect(shortened(line, 3).kept).toEqual([{ text: 'Een twee ' }, { text: 'drie.', bold: true }])
  })

  it('keeps the first sentence, however long', () => {
    expect(lineText(shortened(line, 1).kept)).toBe('Een twee drie.')
    expect(shortened([{ text: 'zonder einde' }], 1)).toEqual({ kept: [{ text: 'zonder einde' }], cut: '' })
  })

  it('loses nothing: what is kept and what is cut are the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 40 }), (text, words) => {
        const { kept, cut } = shortened([{ text }], words)
        const start = lineText(kept)
        expect(text.startsWith(start)).toBe(true)
        expect(text.slice(start.length).trim()).toBe(cut)
      }),
    )
  })
})

describe('the brief of a lead', () => {
  const lead: Copy = {
    ...{ kind: 'lead', kicker: 'Storm', headline: 'Dijk houdt', byline: 'Ilse', dateline: ['VELBACH'] },
    ...{ credits: ['ANP', 'RTR'], section: 's', slug: 'dijk', urgency: 3, language: 'nl' },
    body: [
      { type: 'subhead', line: [{ text: 'Tussenkop' }] },
      { type: 'paragraph', line: [{ text: 'De dijk houdt het. Het water zakt.' }] },
      { type: 'paragraph', line: [{ text: 'Meer.' }] },
    ],
  }
  it('is its first paragraph under its own dateline and credits', () => {
    expect(briefOfLead(lead, 4)).toEqual({
      copy: {
        ...{
          dateline: ['VELBACH'],
          credits: ['ANP', 'RTR'],
          section: 's',
          slug: 'dijk',
          urgency: 3,
          language: 'nl',
        },
        body: [{ type: 'paragraph', line: [{ text: 'De dijk houdt het.' }] }],
      },
      ...{ words: 4, cut: 'Het water zakt.', paragraphs: 1 },
    })
    expect(briefOfLead({ ...lead, body: [] }, 40)).toBeNull()
  })
})
