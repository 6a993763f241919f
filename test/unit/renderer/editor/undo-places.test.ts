/**
 * Undo puts words back where they were, and says of their place what every other computer reads from it. The seeds are of
 * sessions of one person in which the page showed another order than everybody else had.
 */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { bodyOf } from '../../../../shared/document/layout.ts'
import { createSigns, edit, storyOf } from '../../../prove/offline/act.ts'
import { createOracle } from '../../../prove/offline/oracle.ts'
import { type Apart, createApart, type Writer } from '../../../support/apart.ts'
import { paragraphs } from '../../../support/desk.ts'
import { createChance, seedOfRun } from '../../../support/prove-chance.ts'

const textOf = (doc: Y.Doc): string => bodyOf(doc).toString()

/** What somebody reads who gets everything from the log. */
const loaded = ({ doc }: Writer): string => {
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  return textOf(other)
}

test('words that came back, were made bold and came back once more stand before what a colleague wrote behind them', () => {
  const apart: Apart = createApart(paragraphs('een twee drie vier', 'vijf'))
  const [anna, bram] = [apart.join('anna'), apart.join('bram')]
  const { editor } = anna
  editor.select(editor.after('een '), editor.after('vier'))
  editor.press('Backspace')
  editor.cut()
  editor.undo()
  bram.editor.select(bram.editor.after('vier'))
  bram.editor.type(' of meer')
  bram.sync()
  anna.sync()
  editor.cut()
  editor.select(editor.before('drie'), editor.after('drie'))
  editor.bold()
  editor.cut()
  editor.select(editor.before('vijf'))
  editor.backspace()
  const joined = 'een twee <bold>drie</bold> vier of meervijf'
  expect(textOf(anna.doc)).toContain(joined)
  editor.cut()
  editor.undo()
  expect(textOf(anna.doc)).toBe(
    '<paragraph>een twee <bold>drie</bold> vier of meer</paragraph><paragraph>vijf</paragraph>',
  )
  expect(loaded(anna)).toBe(textOf(anna.doc))
  editor.redo()
  expect(textOf(anna.doc)).toContain(joined)
  expect(loaded(anna)).toBe(textOf(anna.doc))
})

const blocks = ({ doc }: Writer): string[] =>
  textOf(doc)
    .split(/(?=<(?:paragraph|subhead|quote|orderedlist)>)/)
    .filter((block) => !/^<(?:quote|orderedlist)>$/.test(block))
    .map((block) => block.replaceAll(/<[^>]*>/g, ''))

const meet = (...writers: readonly Writer[]): void => {
  for (const writer of [...writers, ...writers]) writer.sync()
}

test('a block that was another one for a while comes back where that stood, whatever a colleague made of the next one', () => {
  const apart = createApart(paragraphs('een', 'twee', 'drie'))
  const [anna, bram] = [apart.join('anna'), apart.join('bram')]
  anna.editor.select(anna.editor.after('een'))
  anna.editor.quote()
  meet(anna, bram)
  bram.editor.select(bram.editor.after('twee'))
  bram.editor.subhead()
  meet(bram, anna)
  anna.editor.undo()
  meet(anna, bram)
  expect(textOf(bram.doc)).toBe(
    '<paragraph>een</paragraph><subhead>twee</subhead><paragraph>drie</paragraph>',
  )
  expect(textOf(anna.doc)).toBe(textOf(bram.doc))
  anna.editor.redo()
  meet(anna, bram)
  expect(textOf(bram.doc)).toBe(
    '<quote><paragraph>een</paragraph></quote><subhead>twee</subhead><paragraph>drie</paragraph>',
  )
})

test('several blocks that were one list for a while come back in their order, before what a colleague wrote behind them', () => {
  const apart = createApart(paragraphs('een', 'twee', 'drie', 'vier'))
  const [anna, bram] = [apart.join('anna'), apart.join('bram')]
  anna.editor.select(anna.editor.before('een'), anna.editor.after('drie'))
  anna.editor.list(true)
  meet(anna, bram)
  bram.editor.select(bram.editor.after('vier'))
  bram.editor.subhead()
  meet(bram, anna)
  anna.editor.undo()
  meet(anna, bram)
  expect(blocks(bram)).toEqual(['een', 'twee', 'drie', 'vier'])
  expect(textOf(anna.doc)).toBe(textOf(bram.doc))
  expect(bram.collisions()).toEqual([])
})

/** A session of one person: every step is taken back and redone, or not, as chance has it. */
const session = (seed: number): string | null => {
  const chance = createChance(seed)
  const signs = createSigns()
  const writer = createApart(storyOf({ chance, signs })).join('anna')
  const { editor } = writer
  let last = ''
  const oracle = { ...createOracle([]), did: () => undefined }
  const trace = (line: string): void => {
    last = line.split(' ')[1] ?? last
  }
  const wrong = (): string | null =>
    loaded(writer) === textOf(writer.doc)
      ? null
      : `${seed}: ${textOf(writer.doc)} is read as ${loaded(writer)}`
  for (let turn = 0; turn < 25; turn += 1) {
    const before = textOf(writer.doc)
    const stage = { chance, signs, oracle, trace: (line: string) => line.includes(':') || trace(line) }
    edit(stage, writer)
    editor.cut()
    const after = textOf(writer.doc)
    const amiss = wrong()
    if (amiss) return amiss
    if (before === after || chance.next() < 0.5) continue
    editor.undo()
    const undone = textOf(writer.doc)
    const isStep = last !== 'undo' && last !== 'redo'
    if (isStep && undone !== before) return `${seed}: ${last} of ${before} is taken back to ${undone}`
    const halfway = wrong()
    editor.redo()
    if (isStep && textOf(writer.doc) !== after) return `${seed}: ${last} is redone as ${textOf(writer.doc)}`
    const done = halfway ?? wrong()
    if (done) return done
  }
  editor.destroy()
  return null
}

test('a page shows what everybody reads, whatever is taken back and redone', () => {
  const chance = createChance(seedOfRun())
  const fresh = Array.from({ length: 60 }, () => chance.below(2 ** 31))
  const found = [37, 53, 77, 133, 153, 257, 272, 309, 337, ...fresh].flatMap((seed) => session(seed) ?? [])
  expect(found).toEqual([])
})
