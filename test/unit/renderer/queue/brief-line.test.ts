import { describe, expect, it } from 'vitest'
import { readBriefLine } from '../../../../renderer/features/queue/brief-line.ts'

const agencies = [
  { code: 'ANP', name: 'Algemeen Nieuwsbureau', home: true },
  { code: 'RTR', name: 'Ruiter', home: false },
]
const readTime = (typed: string): string | null =>
  /^(?:\d{1,2}\.\d{2}|over \d+ min|\+\d+)$/u.test(typed) ? typed : null
const read = (line: string, takeOffer = false) => readBriefLine(line, { agencies, readTime, takeOffer })

describe('readBriefLine', () => {
  it('takes dateline, credits, text and time apart', () => {
    expect(read('VELBACH (anp/RTR) - De dam houdt het. @17.30')).toEqual({
      places: ['VELBACH'],
      credits: [
        { code: 'ANP', known: true },
        { code: 'RTR', known: true },
      ],
      text: 'De dam houdt het.',
      offer: null,
      time: { type: 'read', when: '17.30' },
    })
  })

  it('leaves a line without a dateline as text', () => {
    expect(read('Vissers redden een schip.')).toMatchObject({
      places: [],
      text: 'Vissers redden een schip.',
      time: null,
    })
  })

  it('reads times of several words', () => {
    expect(read('Tekst. @over 20 min').time).toEqual({ type: 'read', when: 'over 20 min' })
    expect(read('Tekst. @ +15 ').time).toEqual({ type: 'read', when: '+15' })
  })

  it('keeps an @ in prose in the prose', () => {
    expect(read('Schrijf naar post@velbach.example')).toMatchObject({
      text: 'Schrijf naar post@velbach.example',
      time: null,
    })
    expect(read('Volg ons via @redactie')).toMatchObject({ text: 'Volg ons via @redactie', time: null })
  })

  it('holds on to a time that is not finished, outside the text', () => {
    expect(read('Tekst. @17.')).toMatchObject({ text: 'Tekst.', time: { type: 'unread', typed: '17.' } })
    expect(read('Tekst. @')).toMatchObject({ text: 'Tekst.', time: { type: 'unread', typed: '' } })
  })

  it('offers a dateline in mixed case and takes it when told', () => {
    const line = 'Port-Elise (ANP) - Alle vluchten zijn geschrapt.'
    expect(read(line).offer?.places).toEqual(['PORT-ELISE'])
    expect(read(line).text).toBe(line)
    expect(read(line, true)).toMatchObject({
      places: ['PORT-ELISE'],
      text: 'Alle vluchten zijn geschrapt.',
      offer: null,
    })
  })
})
