/** The page of an editor and the text that everybody shares: after every drawing they say the same, whatever went wrong. */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import { bodyOf, newDocument } from '../../../../shared/document/layout.ts'
import { emptyCopy, seedDocument } from '../../../../shared/document/write-copy.ts'
import type { Block } from '../../../../shared/domain/copy.ts'
import { createHeadlessEditor, type HeadlessEditor } from '../../../support/headless-editor.ts'
import { copyOf, expectInStep, merge, p } from './pages.ts'

/** Two people in one text that begins with these paragraphs. */
const together = (body: readonly Block[], more: Parameters<typeof createHeadlessEditor>[1] = []) => {
  const base = newDocument()
  base.clientID = 1
  seedDocument(base, { ...emptyCopy('lead', 's', 'nl'), body: [...body] })
  const doc = copyOf(base, 3)
  const there = copyOf(base, 2)
  return { doc, there, mine: createHeadlessEditor(doc, more), theirs: createHeadlessEditor(there) }
}

/** A part of an editor that throws where the next pages are made, so often. */
const faulty = () => {
  let left = 0
  const extension = Extension.create({
    name: 'faulty',
    addProseMirrorPlugins: () => [
      new Plugin({
        state: {
          init: () => null,
          apply: (transaction) => {
            if (!transaction.docChanged || left <= 0) return null
            left -= 1
            throw new Error('not now')
          },
        },
      }),
    ],
  })
  return {
    extension,
    fail: (times: number) => {
      left = times
    },
  }
}

const bindingOf = (editor: HeadlessEditor): ProsemirrorBinding =>
  (ySyncPluginKey.getState(editor.state()) as { binding: ProsemirrorBinding }).binding

describe('a page in step with the shared text', () => {
  it('draws a merge in two parts, where the second finds another page than the caret was noted for', () => {
    const { doc, there, mine, theirs } = together([p('een regel die lang is'), p('')])
    const end = mine.state().doc.content.size - 1
    // Both begin the same empty line: two texts side by side, of which the binding moves mine into theirs as it draws.
    mine.select(end)
    mine.type('van mij')
    theirs.select(end)
    theirs.type('van hem ')
    theirs.select(1, theirs.after('een regel die lang is'))
    theirs.press('Backspace')
    mine.select(mine.after('van mij'))
    merge(doc, there)
    expect(mine.problems).toEqual([])
    expectInStep(doc, mine)
    mine.type('!')
    expect(bodyOf(doc).toString()).toBe('<paragraph></paragraph><paragraph>van hem van mij!</paragraph>')
  })

  it("shows a colleague's empty subhead where the whole text was selected", () => {
    const { doc, there, mine, theirs } = together([p('abcd')])
    theirs.select(1, 5)
    theirs.press('Backspace')
    theirs.subhead()
    mine.select(1, 5)
    merge(doc, there)
    expectInStep(doc, mine)
    mine.type('x')
    expect(bodyOf(doc).toString()).toBe('<subhead>x</subhead>')
  })

  it("is drawn again when a drawing fails, before a key that would have deleted a colleague's words", () => {
    const { extension, fail } = faulty()
    const { doc, there, mine, theirs } = together([p('een'), p('twee')], [extension])
    theirs.select(theirs.before('een'))
    theirs.paste([p('van hem'), p('en meer')])
    mine.select(mine.after('twe'))
    fail(1)
    merge(doc, there)
    expect(mine.problems.map(String)).toEqual(['Error: not now'])
    expectInStep(doc, mine)
    mine.type('X')
    expect(bodyOf(doc).toString()).toContain('van hem')
    // The caret stayed with its word.
    expect(bodyOf(doc).toString()).toContain('<paragraph>tweXe</paragraph>')
    expectInStep(doc, mine)
  })

  it('is let go of when it cannot be drawn at all, and writes nothing any more', () => {
    const { extension, fail } = faulty()
    const { doc, there, mine, theirs } = together([p('een'), p('twee')], [extension])
    theirs.select(theirs.after('een'))
    theirs.type(' van hem')
    fail(2)
    merge(doc, there)
    expect(mine.problems.map(String)).toEqual(['Error: not now', 'Error: not now', 'lost'])
    const before = bodyOf(doc).toString()
    expect(before).toContain('een van hem')
    mine.select(mine.after('twee'))
    mine.type('X')
    expect(bodyOf(doc).toString()).toBe(before)
    // Another editor shows it all.
    expectInStep(doc, createHeadlessEditor(doc))
  })

  it('takes no key on a page that missed what was said while it wrote one itself', async () => {
    const { doc, there, mine, theirs } = together([p('een'), p('twee')])
    theirs.select(theirs.after('twee'))
    theirs.type(' van hem')
    doc.once('update', () => merge(doc, there))
    mine.select(mine.after('een'))
    mine.type('X')
    mine.type('Y')
    expect(bodyOf(doc).toString()).toBe('<paragraph>eenX</paragraph><paragraph>twee van hem</paragraph>')
    await Promise.resolve()
    expectInStep(doc, mine)
    mine.type('Z')
    expect(bodyOf(doc).toString()).toBe('<paragraph>eenXZ</paragraph><paragraph>twee van hem</paragraph>')
  })

  it('is drawn again when a key could not be written', async () => {
    const { doc, mine } = together([p('een'), p('twee')])
    const { mapping } = bindingOf(mine)
    mine.select(mine.after('een'))
    const set = mapping.set.bind(mapping)
    mapping.set = () => {
      mapping.set = set
      throw new Error('not now')
    }
    mine.type('X')
    expect(mine.problems.map(String)).toEqual(['Error: not now'])
    await Promise.resolve()
    expectInStep(doc, mine)
    mine.type('Y')
    expectInStep(doc, mine)
    expect(bodyOf(doc).toString()).toContain('Y')
  })

  it('never leaves the document inside a transaction, where the caret has no place to be noted', () => {
    const { doc, there, mine, theirs } = together([p('een'), p('twee')])
    mine.select(mine.after('twee'))
    theirs.select(theirs.after('een'))
    theirs.type(' van hem')
    const { mapping } = bindingOf(mine)
    const get = mapping.get.bind(mapping)
    mapping.get = () => {
      mapping.get = get
      throw new Error('no such place')
    }
    merge(doc, there)
    expectInStep(doc, mine)
    let heard = 0
    doc.on('update', () => {
      heard += 1
    })
    mine.select(mine.after('een'))
    mine.type('X')
    expect(heard).toBe(1)
    expect(bodyOf(doc).toString()).toContain('eenX van hem')
  })
})
