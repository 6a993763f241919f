import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Copy } from '../../../../shared/domain/copy.ts'
import { DoorProfile, USUAL_PROFILES } from '../../../../shared/domain/door-profile.ts'
import { type AtTheDoor, atTheDoor, DOOR_CODES } from '../../../../shared/formats/door.ts'
import { selfCheck } from '../../../../shared/formats/self-check.ts'
import { OUT_FORMATS, writeAs, writePageAs } from '../../../../shared/formats/write.ts'
import { pageOf, releases } from '../../../prove/formats/releases.ts'
import { AGENCIES, copy as anyCopy, runs } from '../../../support/arbitrary-copy.ts'

const COPY: Copy = {
  kind: 'lead',
  kicker: '',
  headline: 'Veerboot vaart weer',
  byline: '',
  dateline: ['VELDERMONDE'],
  credits: ['ANP'],
  section: '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa',
  slug: 'veerboot',
  urgency: null,
  language: 'nl',
  body: [{ type: 'paragraph', line: [{ text: 'De boot vaart.' }] }],
}

const item = (copy: Partial<Copy> = {}, more: Partial<AtTheDoor> = {}): AtTheDoor => ({
  copy: { ...COPY, ...copy },
  openNotes: 0,
  publishAt: 1000,
  embargoUntil: null,
  agencies: AGENCIES,
  ...more,
})

const strict: DoorProfile = {
  kind: 'lead',
  required: ['headline', 'dateline', 'credits', 'urgency', 'body'],
  longest: { headline: 20, body: 3 },
  forbidden: '^|',
  signs: 'latin-1',
}

describe('at the door', () => {
  test('an item as it should be goes out', () => {
    expect(atTheDoor(item({ urgency: 3 }), strict)).toEqual([])
    expect(atTheDoor(item(), USUAL_PROFILES.lead)).toEqual([])
  })

  test.each([
    [item(), ['field-missing urgency']],
    [item({ urgency: 3, dateline: [], credits: [] }), ['field-missing dateline', 'field-missing credits']],
    [item({ urgency: 3, headline: ' ' }), ['field-missing headline']],
    [item({ urgency: 3, headline: 'Veerboot vaart morgen weer' }), ['field-too-long headline']],
    [item({ urgency: 3, headline: 'Veerboot | weer' }), ['sign-forbidden headline']],
    [item({ urgency: 3, byline: 'Łucja' }), ['sign-not-printed byline']],
    [
      item({ urgency: 3, body: [{ type: 'paragraph', line: [{ text: 'UTRECHT (RTR) - Tekst.' }] }] }),
      ['dateline-twice body'],
    ],
    [item({ urgency: 3 }, { openNotes: 2 }), ['notes-open null']],
    [item({ urgency: 3 }, { embargoUntil: 1001 }), ['embargo-after-publish null']],
    [item({ urgency: 3 }, { embargoUntil: 1000 }), []],
    [item({ urgency: 3, body: [{ type: 'unknown', name: 'factbox', text: 'een' }] }), ['parts-unknown body']],
  ])('%#: stays in for what is wrong, and says where', (at, problems) => {
    expect(atTheDoor(at, strict).map(({ code, field }) => `${code} ${field}`)).toEqual(problems)
  })

  test('says how long a field is and how long it may be', () => {
    const [problem] = atTheDoor(item({ urgency: 3, headline: 'Veerboot vaart morgen weer' }), strict)
    expect(problem?.params).toEqual({ length: 26, limit: 20 })
  })

  test('answers for any copy, in known codes, and reads its own profiles', () => {
    for (const profile of Object.values(USUAL_PROFILES)) expect(DoorProfile.parse(profile)).toEqual(profile)
    fc.assert(
      fc.property(anyCopy, (copy) => {
        for (const { code } of atTheDoor(item(copy), strict)) expect(DOOR_CODES).toContain(code)
      }),
      runs(200),
    )
  })
})

describe('the last look', () => {
  test.each(OUT_FORMATS)('%s leaves as it was made', (out) => {
    fc.assert(
      fc.property(releases, (release) => {
        expect(selfCheck(release, out, writeAs(release, out).text)).toEqual([])
      }),
      runs(40),
    )
  })

  test.each(OUT_FORMATS)('%s that was spoilt stays in', (out) => {
    const [release] = fc.sample(releases, { numRuns: 1, seed: 8 })
    if (release === undefined) throw new Error('no release')
    const killed = writeAs({ ...release, status: 'canceled', signal: null }, out).text
    expect(selfCheck({ ...release, status: 'usable' }, out, killed)).toContainEqual({
      code: 'changed',
      where: 'status',
    })
  })

  test('a name, a type, and one ending a format', () => {
    const [release] = fc.sample(releases, { numRuns: 1, seed: 8 })
    if (release === undefined) throw new Error('no release')
    const files = OUT_FORMATS.map((out) => writeAs(release, out))
    for (const file of files) expect(file.name).toMatch(/^[a-z0-9-]+(?:\.[a-z0-9]+)?\.[a-z]+$/u)
    expect(new Set(files.map(({ name }) => name)).size).toBe(OUT_FORMATS.length - 1)
  })

  test('pages go out where packages are known', () => {
    const page = pageOf('5a0d6f0e-3c55-4a34-9f4f-0a7a1a2d9c11', fc.sample(releases, { numRuns: 3, seed: 8 }))
    const known = OUT_FORMATS.filter((out) => writePageAs(page, out) !== null)
    expect(known).toEqual(['ninjs-3.1', 'ninjs-2.2', 'newsml-g2-nitf', 'newsml-g2-xhtml'])
  })
})
