import { describe, expect, it } from 'vitest'
import { editsOf, listChanges } from '../../../../renderer/features/approvals/list-changes.ts'
import type { Block, Copy } from '../../../../shared/domain/copy.ts'

const paragraph = (text: string): Block => ({ type: 'paragraph', line: [{ text }] })
const copy = (says: Partial<Copy>): Copy => ({
  kind: 'lead',
  kicker: '',
  headline: 'Hof schorst uitslag in drie provincies',
  byline: '',
  dateline: ['KALMINSK'],
  credits: ['ANP', 'RTR'],
  section: 'buitenland',
  slug: '',
  urgency: null,
  language: 'nl',
  body: [paragraph('Het hof heeft de uitslag geschorst.'), paragraph('De zetels blijven voorlopig leeg.')],
  ...says,
})

describe('listChanges', () => {
  it('finds nothing between equal copies', () => {
    expect(listChanges(copy({}), copy({}))).toEqual([])
  })

  it('prints the words of a changed headline', () => {
    const [change] = listChanges(copy({}), copy({ headline: 'Hof schorst uitslag in vier provincies' }))
    expect(change).toEqual({
      sign: 'changed',
      place: { field: 'headline' },
      edits: [
        [
          { kind: 'removed', text: 'drie' },
          { kind: 'added', text: 'vier' },
        ],
      ],
      words: 0,
    })
  })

  it('tells a field that came or went from one that changed', () => {
    expect(listChanges(copy({}), copy({ kicker: 'Verkiezingen' }))[0]?.sign).toBe('added')
    expect(listChanges(copy({ kicker: 'Verkiezingen' }), copy({}))[0]?.sign).toBe('removed')
    expect(listChanges(copy({}), copy({ credits: ['ANP', 'RTR', 'AFP'] }))[0]).toMatchObject({
      sign: 'changed',
      place: { field: 'credits' },
    })
  })

  it('counts the words of paragraphs that came and went, and numbers them', () => {
    const before = copy({})
    const after = copy({ body: [...before.body, paragraph('De kiesraad waarschuwt voor vertraging.')] })
    expect(listChanges(before, after)).toEqual([
      { sign: 'added', place: { block: 'paragraph', number: 3 }, edits: [], words: 5 },
    ])
    expect(listChanges(after, before)).toEqual([
      { sign: 'removed', place: { block: 'paragraph', number: 3 }, edits: [], words: 5 },
    ])
  })
})

describe('editsOf', () => {
  it('keeps neighbours together and parts what stands apart', () => {
    const edits = editsOf([
      { kind: 'same', text: 'op ' },
      { kind: 'removed', text: 'ruim' },
      { kind: 'same', text: ' ' },
      { kind: 'removed', text: 'honderd' },
      { kind: 'added', text: '112' },
      { kind: 'same', text: ' bureaus in ' },
      { kind: 'added', text: 'vier' },
      { kind: 'same', text: ' wijken' },
    ])
    expect(edits.map((edit) => edit.map(({ text }) => text).join('|'))).toEqual([
      'ruim| |honderd|112',
      'vier',
    ])
  })
})
