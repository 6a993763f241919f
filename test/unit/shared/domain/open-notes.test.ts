import { expect, test } from 'vitest'
import { emptyCopy } from '../../../../shared/document/write-copy.ts'
import { openNotes, placeOfNote } from '../../../../shared/domain/open-notes.ts'
import { paragraphs } from '../../../support/desk.ts'

const notesIn = (text: string): string[] =>
  openNotes({ ...emptyCopy('lead', 's', 'nl'), body: paragraphs(text) })

test.each([
  ['De haven is [[welke?]] dicht.', ['[[welke?]]']],
  ['De haven [check bij Rijkswaterstaat] is dicht.', ['[check bij Rijkswaterstaat]']],
  ['Er waren [CHECKEN] en [tk: aantal] mensen.', ['[CHECKEN]', '[tk: aantal]']],
  ['[nog naam schipper] [[]]', ['[nog naam schipper]', '[[]]']],
])('%s: %j', (text, found) => {
  expect(notesIn(text)).toEqual(found)
})

test.each([
  '"Ik heb [de haven] gezien", zei hij.',
  'De lijst[1] van [nogal] wat [checkpoints langs de weg].',
  'Een matrix [1, 2] en een open [ haak.',
  '[Checkers] is een spel; [todos] ook niet.',
])('%s: is copy', (text) => {
  expect(notesIn(text)).toEqual([])
})

test('the first of them can be gone to', () => {
  const copy = { ...emptyCopy('lead', 's', 'nl'), body: paragraphs('Niets.', 'De [[welke?]] haven.') }
  expect(placeOfNote(copy)).toEqual({ block: 1, from: 3, to: 13 })
  const list = { type: 'list' as const, ordered: false, items: [[[{ text: 'Een' }]], [[{ text: '[[x]]' }]]] }
  expect(placeOfNote({ ...copy, body: [list] })).toEqual({ block: 0, from: 4, to: 9 })
  expect(placeOfNote({ ...copy, headline: '[tk]' })).toEqual({ field: 'headline' })
  expect(placeOfNote({ ...copy, body: [] })).toBeNull()
})

test('every field that readers get to read is looked at', () => {
  const copy = { ...emptyCopy('lead', 's', 'nl'), kicker: '[[a]]', headline: '[[b]]', byline: '[[c]]' }
  expect(openNotes({ ...copy, body: paragraphs('[[d]]') })).toEqual(['[[a]]', '[[b]]', '[[c]]', '[[d]]'])
})
