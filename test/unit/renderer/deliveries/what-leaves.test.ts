import { describe, expect, it } from 'vitest'
import { doorSentence } from '../../../../renderer/features/deliveries/door-sentence.ts'
import { lossesOfFormat } from '../../../../renderer/features/deliveries/format-losses.ts'
import { failingSince, healthOf } from '../../../../renderer/features/deliveries/target-health.ts'
import { byteLength, visibleBytes } from '../../../../renderer/features/deliveries/visible-bytes.ts'
import { OutFormatName } from '../../../../shared/domain/target.ts'
import { DOOR_CODES } from '../../../../shared/formats/door.ts'
import { lossesOf } from '../../../../shared/formats/losses.ts'
import { formatOf, OUT_FORMATS } from '../../../../shared/formats/write.ts'
import { createI18n } from '../../../../shared/i18n/index.ts'
import { addLateSentences, LATE } from '../../../../shared/i18n/late.ts'

describe('visibleBytes', () => {
  it('leaves ordinary text as it is', () => {
    const text = 'Zeesluis\n\t"klemt" in Tarsund, één café'
    expect(visibleBytes(text)).toEqual({ shown: text, named: false })
  })

  it('names what receivers get and nobody sees', () => {
    const { shown, named } = visibleBytes('\x01\x16ANP\r\n\x02kop\u00a0\u202e\x7f')
    expect(shown).toBe('‹SOH›‹SYN›ANP‹CR›\n‹STX›kop‹U+00A0›‹U+202E›‹U+007F›')
    expect(named).toBe(true)
  })

  it('counts bytes, not signs', () => {
    expect(byteLength('één')).toBe(5)
  })
})

describe('lossesOfFormat', () => {
  it('tells of every format what its writer is known to lose', () => {
    expect(OutFormatName.options).toEqual(OUT_FORMATS)
    for (const format of OUT_FORMATS) expect(lossesOfFormat(format)).toEqual(lossesOf(formatOf(format)))
  })

  it('has words for every loss', () => {
    const losses = new Set(OUT_FORMATS.flatMap((format) => lossesOfFormat(format)))
    expect([...losses].filter((loss) => !Object.hasOwn(LATE.nl.targets.loss, loss))).toEqual([])
  })
})

describe('doorSentence', () => {
  const sentences = (language: 'nl' | 'en') => {
    const instance = createI18n(language)
    addLateSentences(instance)
    return instance.getFixedT(language, 'targets')
  }

  it.each(['nl', 'en'] as const)('has a whole sentence for every code, in %s', (language) => {
    const t = sentences(language)
    const params = { length: 9, limit: 8, sign: '€', dateline: 'TARSUND (ANP)', count: 2, names: 'tabel' }
    for (const code of DOOR_CODES) {
      const said = doorSentence({ by: 'door', code, field: 'headline', params }, 'Site', language, t)
      expect(said.length).toBeGreaterThan(20)
      expect(said).not.toMatch(/\{\{|\?|door/u)
    }
    for (const code of ['invalid', 'unreadable', 'changed'] as const)
      expect(
        doorSentence({ by: 'format', code, format: 'nitf', where: 'slug' }, 'Site', language, t),
      ).toMatch(/^NITF.*\.$/u)
  })

  it('names the target and the field', () => {
    const finding = { by: 'door', code: 'field-missing', field: 'kicker', params: {} } as const
    expect(doorSentence(finding, 'Site', 'nl', sentences('nl'))).toMatch(/Site.*de chapeau/u)
  })

  it('keeps to the field with a code that is newer than this window', () => {
    const finding = { by: 'door', code: 'too-loud', field: 'kicker', params: {} } as const
    expect(doorSentence(finding, 'Site', 'en', sentences('en'))).toBe('There is something about: Kicker.')
  })
})

describe('healthOf', () => {
  const fault = { code: 'target-unreachable', params: {} } as const
  it('says what a person has to know first', () => {
    const well = { fault: null, pausedUntil: null, failed: 0 }
    expect(healthOf(well, 5, 10)).toBe('works')
    expect(healthOf(well, null, 10)).toBe('quiet')
    expect(healthOf({ ...well, fault, pausedUntil: 20 }, 5, 10)).toBe('out')
    expect(healthOf({ ...well, fault, pausedUntil: 9 }, 5, 10)).toBe('trouble')
    expect(healthOf({ ...well, fault, paused: true }, 5, 10)).toBe('paused')
    expect(healthOf({ ...well, failed: 2 }, null, 10)).toBe('trouble')
  })

  it('says since when nothing arrives, where that is so', () => {
    expect(failingSince({ failingSince: 3 }, 'out')).toBe(3)
    expect(failingSince({ failingSince: 3 }, 'trouble')).toBe(3)
    // A target that is held back has nobody waiting for it.
    expect(failingSince({ failingSince: 3 }, 'paused')).toBeNull()
    expect(failingSince({ failingSince: null }, 'works')).toBeNull()
  })
})
