import { describe, expect, it } from 'vitest'
import { dayWordsIn, wrongDays } from '../../../../shared/domain/day-words.ts'

const ZONE = 'Europe/Amsterdam'
/** Wall times of November 2026: the 18th is a Wednesday. */
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 10, day, hour - 1, minute)
const found = (text: string, language = 'nl'): string[] => dayWordsIn(text, language).map(({ word }) => word)
const wrong = (text: string, written: number, appears: number, language = 'nl'): string[] =>
  wrongDays([text], language, { writtenAt: written, appearsAt: appears, zone: ZONE }).map(
    (one) => `${one.word} > ${one.instead}`,
  )

describe('day words', () => {
  it.each([
    ['Vandaag vaart de veerboot weer, gisteren niet.', ['Vandaag', 'gisteren']],
    ['Zij komt vanavond aan; vanmorgen vertrok zij.', ['vanavond', 'vanmorgen']],
    ['De minister zegt: "Wij zijn vandaag begonnen." Gisteravond bleef het stil.', ['Gisteravond']],
    ['„Vandaag is het zo ver”, zei zij vanmiddag.', ['vanmiddag']],
    ['Hij zei ‘tot morgen’ en ging.', []],
    ['Vandaag de dag is dat gewoon, en van vandaag op morgen verandert het niet.', []],
    ["In de morgen regent het, 's morgens ook. Goede morgen!", []],
    ['Morgen beslist de raad; overmorgen volgt de rest.', ['Morgen', 'overmorgen']],
    ['De krant Vandaag verscheen dinsdag.', ['dinsdag']],
    ["'s-Gravenwaard telt vandaag de schade.", ['vandaag']],
    ['vandaagse eergisteravonden', []],
  ])('%s', (text, words) => {
    expect(found(text)).toEqual(words)
  })

  it.each([
    ['The ferry sails today; yesterday it did not.', ['today', 'yesterday']],
    ['USA Today reported this morning that the dam holds.', ['this morning']],
    ['She said “we begin tonight” last night.', ['last night']],
    ['The day after tomorrow it ends. Tomorrow it goes on.', ['The day after tomorrow', 'Tomorrow']],
    ["It doesn't rain today, doesn't it?", ['today']],
  ])('%s', (text, words) => {
    expect(found(text, 'en')).toEqual(words)
  })

  it('are those of the language of the copy', () => {
    expect(found('Piers Morgen sings today', 'en')).toEqual(['today'])
    expect(found('today vandaag', 'fr')).toEqual([])
  })
})

describe('a day that is another one when it is read', () => {
  const text = 'Vandaag zakt het water, gisteren steeg het nog. Woensdag komt de minister.'
  it('is none on the day itself, to the last minute', () => {
    expect(wrong(text, at(18, 0, 1), at(18, 23, 59))).toEqual([])
  })

  it('is told across midnight of the desk, with the name of the day that was meant', () => {
    expect(wrong(text, at(18, 23, 59), at(19, 0, 1))).toEqual(['Vandaag > woensdag', 'gisteren > dinsdag'])
    expect(wrong('It rains tonight.', at(18, 20), at(19, 7), 'en')).toEqual(['tonight > Wednesday'])
  })

  it('is told with a date once a weekday would be another one', () => {
    expect(wrong(text, at(18, 12), at(25, 7))).toEqual([
      'Vandaag > woensdag 18 november',
      'gisteren > dinsdag 17 november',
      'Woensdag > woensdag 18 november',
    ])
  })

  it('counts calendar days where the clock changes', () => {
    const saturday = Date.UTC(2026, 9, 24, 20)
    const sunday = Date.UTC(2026, 9, 25, 22, 30)
    expect(wrong('vanavond', saturday, sunday)).toEqual(['vanavond > zaterdag'])
    expect(wrong('vanavond', sunday - 3_600_000 * 22, sunday)).toEqual([])
  })
})
