import { describe, expect, test } from 'vitest'
import { emptyCopy } from '../../../../shared/document/write-copy.ts'
import { DoorField, USUAL_PROFILES } from '../../../../shared/domain/door-profile.ts'
import { type TargetInfo, usualFolder } from '../../../../shared/domain/target.ts'
import { faultOfDoor, type HeldUp, heldUp, type Leaving } from '../../../../shared/formats/desk-door.ts'
import { DOOR_CODES } from '../../../../shared/formats/door.ts'
import { wordsOfFault } from '../../../../shared/i18n/fault-words.ts'
import { paragraphs } from '../../../support/desk.ts'

const SECTION = '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa'
const OTHER = '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3ab'
const target = (name: string, more: Partial<TargetInfo> = {}): TargetInfo => ({
  ...usualFolder({ id: SECTION, name, active: true }),
  ...more,
})
const leaving = (copy: Partial<Leaving['copy']>, more: Partial<Leaving> = {}): Leaving => ({
  copy: { ...emptyCopy('lead', SECTION, 'nl'), headline: 'Kop', body: paragraphs('Tekst.'), ...copy },
  live: null,
  publishAt: 1000,
  embargoUntil: null,
  ...more,
})
const held = (item: Leaving, ...targets: TargetInfo[]): string[] =>
  heldUp(item, { targets, agencies: [] }).map(
    ({ code, field, targets: names }) => `${code} ${field} ${names.join('+')}`,
  )

describe('the door of a desk', () => {
  test('copy as it should be leaves, and what goes nowhere is held up by nothing', () => {
    expect(held(leaving({}), target('Site'))).toEqual([])
    expect(held(leaving({ headline: '' }))).toEqual([])
    expect(held(leaving({ headline: '' }), target('Site', { active: false }))).toEqual([])
  })

  test('one problem of two targets is one, and names both', () => {
    const strict = { ...USUAL_PROFILES.lead, required: ['headline' as const, 'byline' as const] }
    expect(
      held(
        leaving({ headline: '' }),
        target('Site'),
        target('Krant', { profiles: { lead: strict, brief: USUAL_PROFILES.brief } }),
      ),
    ).toEqual(['field-missing headline Site+Krant', 'field-missing byline Krant'])
  })

  test('a target counts whose rules let the item in, or let in what readers have of it', () => {
    const elsewhere = target('Krant', { rules: { sections: [OTHER], kinds: null, agencies: null } })
    const bad = leaving({ headline: '' })
    expect(held(bad, elsewhere)).toEqual([])
    expect(held({ ...bad, live: { ...bad.copy, section: OTHER } }, elsewhere)).toEqual([
      'field-missing headline Krant',
    ])
  })

  test('notes and an embargo that outlasts the publish time hold it up', () => {
    expect(held(leaving({ body: paragraphs('Er waren [[aantal]] boten.') }), target('Site'))).toEqual([
      'notes-open null Site',
    ])
    expect(held(leaving({}, { embargoUntil: 1001 }), target('Site'))).toEqual([
      'embargo-after-publish null Site',
    ])
  })

  test.each(DOOR_CODES)('%s has a sentence in both languages with everything filled in', (code) => {
    const params = { length: 9, limit: 8, sign: '|', dateline: 'UTRECHT', count: 1, names: 'tabel' }
    for (const field of [...DoorField.options, null]) {
      const problem: HeldUp = { code, field, params, targets: ['Site', 'Krant'] }
      for (const language of ['nl', 'en'] as const) {
        const { what, safe, action, button } = wordsOfFault(faultOfDoor(problem), language)
        for (const sentence of [what, safe, action, button]) expect(sentence).toMatch(/\S/)
        expect(`${what} ${safe} ${action}`).not.toMatch(/\{\{|\?|undefined/)
        if (what.includes('Site')) expect(what).toContain('Site, Krant')
      }
    }
  })
})
