import { describe, expect, it } from 'vitest'
import { sentenceOf, sortTray } from '../../../../renderer/features/waiting/tray-lines.ts'
import { DeskEvent, ItemEvent } from '../../../../shared/domain/event.ts'
import { createI18n } from '../../../../shared/i18n/index.ts'
import type { WaitingLine } from '../../../../shared/ipc/syncing.ts'

const ME = '11111111-1111-4111-8111-111111111111'
const BRAM = '22222222-2222-4222-8222-222222222222'
let next = 0
const line = (part: Partial<WaitingLine>): WaitingLine => {
  next += 1
  return {
    id: `33333333-3333-4333-8333-${String(next).padStart(12, '0')}`,
    item: null,
    headline: '',
    what: 'text',
    by: ME,
    byName: 'Merel',
    role: null,
    at: next,
    status: 'waiting',
    fault: null,
    ...part,
  }
}

describe('sentenceOf', () => {
  it('knows every kind of event by its own words', () => {
    const types = [...ItemEvent.options, ...DeskEvent.options].map(({ shape }) => shape.type.value)
    expect(types.length).toBeGreaterThan(10)
    expect(types.filter((type) => sentenceOf(type) === 'other')).toEqual([])
  })

  it('has words for typing, and for what a newer Kopij decided', () => {
    expect(sentenceOf('text')).toBe('text')
    expect(sentenceOf('toString')).toBe('other')
    expect(sentenceOf('archived')).toBe('other')
  })

  it('reads as somebody would say it, in both languages', () => {
    const title = '"Kanselier treedt af"'
    expect(createI18n('nl').t('waiting:what.approved', { title })).toBe('"Kanselier treedt af" goedkeuren')
    expect(createI18n('en').t('waiting:what.approved', { title })).toBe('Approve "Kanselier treedt af"')
    // Not how many: batches of keystrokes are no number that anybody could check.
    expect(createI18n('nl').t('waiting:what.text', { title })).toBe('Gewerkt aan "Kanselier treedt af"')
    expect(createI18n('en').t('waiting:what.text', { title })).toBe('Worked on "Kanselier treedt af"')
  })
})

describe('sortTray', () => {
  it('keeps the order of what waits, puts one self first, and the newest ruling above', () => {
    const lines = [
      line({ by: BRAM, byName: 'Bram', what: 'approved' }),
      line({ what: 'text' }),
      line({ what: 'submitted' }),
      line({ status: 'accepted', at: 1 }),
      line({ status: 'refused', at: 9 }),
    ]
    const { waiting, done } = sortTray(lines, ME)
    expect(waiting.map(({ name, mine }) => [name, mine])).toEqual([
      ['Merel', true],
      ['Bram', false],
    ])
    expect(waiting[0]?.lines.map(({ what }) => what)).toEqual(['text', 'submitted'])
    expect(done.map(({ status }) => status)).toEqual(['refused', 'accepted'])
  })
})
