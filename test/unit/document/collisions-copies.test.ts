/** Words that were written between two copies of a passage belong beside the copy that they were written beside. */
import { expect, test } from 'vitest'
import { openCase } from '../../../shared/document/collisions/case.ts'
import type { Token } from '../../../shared/document/collisions/text.ts'
import { readCopy } from '../../../shared/document/read-copy.ts'
import { lineText } from '../../../shared/domain/copy.ts'
import { createApart, syncAll, type Writer } from '../../support/apart.ts'
import { cpuTime } from '../../support/cpu-time.ts'
import { paragraphs } from '../../support/desk.ts'

const lines = ({ doc }: Writer): string[] =>
  readCopy(doc).body.map((block) => ('line' in block ? lineText(block.line) : block.type))

/**
 * Noor joins the second paragraph to the first while Ilse makes a subhead of it: it stands twice. Ilse writes a word into the
 * second one and joins the two; Noor makes a subhead of the first. `beginning` is how the passage begins.
 */
const joinTwice = (passage: string, beginning: string): Writer => {
  const apart = createApart(paragraphs('De haven is dicht. ', passage))
  const [noor, ilse] = [apart.join('noor'), apart.join('ilse')]
  noor.editor.select(noor.editor.before(beginning))
  noor.editor.backspace()
  ilse.editor.select(ilse.editor.after(beginning))
  ilse.editor.subhead()
  syncAll(noor, ilse)
  expect(lines(ilse)).toEqual([`De haven is dicht. ${passage}`, passage])

  const { editor } = ilse
  const second = editor.state().doc.child(0).nodeSize + 1
  editor.select(second + beginning.length)
  editor.type(' nu')
  editor.select(second)
  editor.backspace()
  noor.editor.select(noor.editor.after('De haven'))
  noor.editor.subhead()
  syncAll(noor, ilse)
  return ilse
}

test('a word in the second of two copies that were joined comes back to where it was in the passage', () => {
  const ilse = joinTwice('Het schip ligt stil.', 'Het schip ligt')
  for (let turn = 0; turn < 9; turn += 1) {
    const [found] = ilse.collisions()
    if (found) ilse.settle(found.id, 'both')
  }
  expect(ilse.collisions()).toEqual([])
  expect(lines(ilse)).toEqual(['De haven is dicht. Het schip ligt nu stil.'])
})

test('and it is known to stand on both sides of where it was written', () => {
  const ilse = joinTwice('Het schip ligt stil.', 'Het schip ligt')
  const one = openCase(
    ilse.entries().filter((entry) => entry.kind === 'update'),
    [],
  )
  if (!one) throw new Error('nothing was written apart')
  const { relation } = one.meant
  const order = relation.order()
  const at = order
    .map(({ char }) => char)
    .join('')
    .indexOf('ligt nu stil')
  const rootAt = (offset: number): Token => {
    const root = order[at + offset]
    if (!root) throw new Error('the words are not there')
    return root
  }
  const [before, word, behind] = [rootAt('lig'.length), rootAt('ligt '.length), rootAt('ligt nu '.length)]
  expect([relation.leads(before, word), relation.leads(word, behind)]).toEqual([true, true])
})

test('a long passage that was joined to its copy costs no more than others', () => {
  const passage = Array.from({ length: 60 }, (_, at) => `zin${at} over de kade`).join(', ')
  const ilse = joinTwice(passage, 'zin0 over')
  const started = cpuTime()
  expect(ilse.collisions().map(({ words }) => words.trim())).toEqual(['nu'])
  expect(cpuTime() - started).toBeLessThan(3000)
})
