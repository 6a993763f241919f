/** Letters that undo brings back into a line that was rebuilt meanwhile are the letters that were there, and no new ones. */
import { describe, expect, test } from 'vitest'
import { openCase } from '../../../shared/document/collisions/case.ts'
import { rootOf } from '../../../shared/document/collisions/text.ts'
import { createApart, syncAll, type Writer } from '../../support/apart.ts'
import { paragraphs } from '../../support/desk.ts'

const LINE = 'Het schip ligt stil'

const two = (): [Writer, Writer] => {
  const apart = createApart(paragraphs('De haven', LINE, 'Morgen meer'))
  return [apart.join('anna'), apart.join('bram')]
}

const erase = ({ editor, flush }: Writer, from: number, to: number): void => {
  editor.cut()
  editor.select(from, to)
  editor.press('Backspace')
  flush()
}

/** Deletes across the beginning of the line and undoes that: the line is another one now, with copies of its words. */
const rebuild = (writer: Writer): void => {
  const { editor } = writer
  erase(writer, editor.after('De ha'), editor.after('schip l'))
  editor.undo()
  writer.flush()
}

/** The words of the line that nobody had written before the two began, as its log tells. */
const newIn = (anna: Writer, bram: Writer): string => {
  // Somebody has to have written apart, or nothing is looked at.
  erase(bram, bram.editor.after('Morgen'), bram.editor.after('Morgen '))
  syncAll(anna, bram)
  const log = anna.entries().filter((entry) => entry.kind === 'update')
  const one = openCase(log, [])
  if (!one) throw new Error('nothing was written apart')
  return one.now.tokens.flatMap((token) => (rootOf(token).birth > 0 ? [token.char] : [])).join('')
}

describe('letters that were taken away before the line was rebuilt', () => {
  test.each([
    ['He', 'at its beginning'],
    ['il', 'at its end'],
    ['gt', 'within it'],
  ])('%s, %s, undone: the same letters', (letters) => {
    const [anna, bram] = two()
    const at = anna.editor.before(letters)
    erase(anna, at, at + letters.length)
    rebuild(anna)
    anna.editor.undo()
    anna.flush()
    expect(newIn(anna, bram)).toBe('')
  })

  test('typed once more, with others that went again: new ones', () => {
    const [anna, bram] = two()
    const at = anna.editor.before('He')
    erase(anna, at, at + 2)
    rebuild(anna)
    anna.editor.select(anna.editor.before('t schip'))
    anna.editor.type('Hei')
    anna.editor.backspace()
    expect(newIn(anna, bram)).toBe('He')
  })

  test('taken away by a colleague and typed again: new ones', () => {
    const [anna, bram] = two()
    const at = bram.editor.before('He')
    erase(bram, at, at + 2)
    syncAll(bram, anna)
    rebuild(anna)
    anna.editor.select(anna.editor.before('t schip'))
    anna.editor.type('He')
    expect(newIn(anna, bram)).toBe('He')
  })
})
