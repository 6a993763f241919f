import { expect, test } from 'vitest'
import { emptyCopy } from '../../../../shared/document/write-copy.ts'
import { openNotes } from '../../../../shared/domain/open-notes.ts'
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

test('every field that readers get to read is looked at', () => {
  const copy = { ...emptyCopy('lead', 's', 'nl'), kicker: '[[a]]', headline: '[[b]]', byline: '[[c]]' }
  expect(openNotes({ ...copy, body: paragraphs('[[d]]') })).toEqual(['[[a]]', '[[b]]', '[[c]]', '[[d]]'])
})
