/** Words that were written between two copies of a passage belong beside the copy that they were written beside. */
import { expect, test } from 'vitest'
import { readCopy } from '../../../shared/document/read-copy.ts'
import { lineText } from '../../../shared/domain/copy.ts'
import { createApart, syncAll, type Writer } from '../../support/apart.ts'
import { paragraphs } from '../../support/desk.ts'

const lines = ({ doc }: Writer): string[] =>
  readCopy(doc).body.map((block) => ('line' in block ? lineText(block.line) : block.type))

test('a word in the second of two copies that were joined comes back to where it was in the passage', () => {
  const apart = createApart(paragraphs('De haven is dicht. ', 'Het schip ligt stil.'))
  const [noor, ilse] = [apart.join('noor'), apart.join('ilse')]
  noor.editor.select(noor.editor.before('Het schip'))
  noor.editor.backspace()
  ilse.editor.select(ilse.editor.after('Het schip'))
  ilse.editor.subhead()
  syncAll(noor, ilse)
  expect(lines(ilse)).toEqual(['De haven is dicht. Het schip ligt stil.', 'Het schip ligt stil.'])

  // Ilse goes on in the second one, and joins the two; Noor makes a subhead of the first.
  const { editor } = ilse
  const second = editor.state().doc.child(0).nodeSize + 1
  editor.select(second + 'Het schip ligt'.length)
  editor.type(' nu')
  editor.select(second)
  editor.backspace()
  noor.editor.select(noor.editor.after('De haven'))
  noor.editor.subhead()
  syncAll(noor, ilse)

  for (let turn = 0; turn < 9; turn += 1) {
    const [found] = ilse.collisions()
    if (found) ilse.settle(found.id, 'both')
  }
  syncAll(ilse, noor)
  expect(ilse.collisions()).toEqual([])
  expect(lines(ilse)).toEqual(['De haven is dicht. Het schip ligt nu stil.'])
})
