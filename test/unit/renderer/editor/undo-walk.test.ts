/** Undo and redo are each other's opposites: whatever was taken back comes again, page by page. */
import { expect, test } from 'vitest'
import { bodyOf } from '../../../../shared/document/layout.ts'
import { createSigns, edit, storyOf } from '../../../prove/offline/act.ts'
import { createOracle } from '../../../prove/offline/oracle.ts'
import { createApart } from '../../../support/apart.ts'
import { paragraphs } from '../../../support/desk.ts'
import { createChance, seedOfRun } from '../../../support/prove-chance.ts'

test('words that were written in a paragraph come back in it after the paragraph itself did', () => {
  const { editor, doc } = createApart(paragraphs('een')).join('anna')
  const steps = [
    () => editor.press('Enter'),
    () => editor.type('twee'),
    () => editor.type(' drie'),
    () => editor.type(' vier'),
  ]
  editor.select(editor.after('een'))
  for (const step of steps) {
    step()
    editor.cut()
  }
  for (const _ of steps) editor.undo()
  expect(bodyOf(doc).toString()).toBe('<paragraph>een</paragraph>')
  for (const _ of steps) editor.redo()
  expect(bodyOf(doc).toString()).toBe('<paragraph>een</paragraph><paragraph>twee drie vier</paragraph>')
})

/** A session of one person, then all of it taken back, redone, and taken back again: the same pages come by each time. */
const walk = (seed: number): string | null => {
  const chance = createChance(seed)
  const signs = createSigns()
  const writer = createApart(storyOf({ chance, signs })).join('anna')
  const { editor, doc } = writer
  const oracle = { ...createOracle([]), did: () => undefined }
  for (let turn = 0; turn < 20; turn += 1) {
    edit({ chance, signs, oracle, trace: () => undefined }, writer)
    editor.cut()
  }
  // So that nothing is left to be redone.
  editor.type(signs(1))
  const pages = (step: () => void): string[] => {
    const seen = [bodyOf(doc).toString()]
    for (let turn = 0; turn < 30; turn += 1) {
      step()
      const page = bodyOf(doc).toString()
      if (page !== seen.at(-1)) seen.push(page)
    }
    return seen
  }
  const back = pages(() => editor.undo())
  const again = pages(() => editor.redo()).toReversed()
  const backAgain = pages(() => editor.undo())
  editor.destroy()
  for (const [at, page] of back.entries()) {
    if (again[at] !== page) return `${seed}: page ${at}: ${page} is redone as ${again[at]}`
    if (backAgain[at] !== page) return `${seed}: page ${at}: ${page} is taken back again as ${backAgain[at]}`
  }
  return null
}

test('all that is taken back comes again, page by page', () => {
  const chance = createChance(seedOfRun())
  const fresh = Array.from({ length: 60 }, () => chance.below(2 ** 31))
  // With Yjs's own places for what it brings back, these lost signs.
  expect([37, 66, 120, 190, 51907, ...fresh].flatMap((seed) => walk(seed) ?? [])).toEqual([])
})
