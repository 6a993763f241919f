import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createUndoSteps, FIELD_EDIT, RESTORE_EDIT } from '../../../../renderer/features/editor/undo-steps.ts'
import { bodyOf, headlineOf, readField, writeField } from '../../../../shared/document/layout.ts'
import { readCopy } from '../../../../shared/document/read-copy.ts'
import { emptyCopy, seedDocument, writeCopy } from '../../../../shared/document/write-copy.ts'

const opened = () => {
  const there = new Y.Doc()
  seedDocument(there, { ...emptyCopy('lead', 's', 'nl'), headline: 'Was er al' })
  const doc = new Y.Doc()
  const steps = createUndoSteps(doc)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(there), 'loaded')
  const textOf = (fragment: Y.XmlFragment): Y.XmlText => {
    const paragraph = fragment.get(0) as Y.XmlElement
    if (paragraph.length === 0) paragraph.insert(0, [new Y.XmlText()])
    return paragraph.get(0) as Y.XmlText
  }
  const type = (fragment: Y.XmlFragment, text: string): void =>
    doc.transact(() => {
      const shared = textOf(fragment)
      shared.insert(shared.length, text)
    }, ySyncPluginKey)
  return { doc, there, steps, type }
}

describe('undo', () => {
  it('never crosses the load', () => {
    const { doc, steps } = opened()
    expect(steps.undo()).toBe(false)
    expect(readCopy(doc).headline).toBe('Was er al')
  })

  it('is one line for headline, text and fields', () => {
    const { doc, steps, type } = opened()
    type(headlineOf(doc), ' en meer')
    steps.cut()
    type(bodyOf(doc), 'tekst')
    steps.cut()
    doc.transact(() => writeField(doc, 'credits', ['ANP']), FIELD_EDIT)
    steps.undo()
    expect(readField(doc, 'credits')).toEqual([])
    steps.undo()
    expect(readCopy(doc).body).toEqual([])
    steps.undo()
    expect(readCopy(doc).headline).toBe('Was er al')
    expect(steps.undo()).toBe(false)
    for (let step = 0; step < 3; step += 1) steps.redo()
    expect(readCopy(doc)).toMatchObject({ headline: 'Was er al en meer', credits: ['ANP'] })
  })

  it('leaves what a colleague wrote meanwhile', () => {
    const { doc, there, steps, type } = opened()
    type(bodyOf(doc), 'mijn tekst')
    there.transact(() => writeField(there, 'slug', 'van-hem'))
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(there), 'remote')
    steps.undo()
    expect(readCopy(doc)).toMatchObject({ slug: 'van-hem', body: [] })
  })

  it('takes a restored revision back in one step', () => {
    const { doc, steps, type } = opened()
    type(bodyOf(doc), 'nu')
    steps.cut()
    const before = readCopy(doc)
    writeCopy(
      doc,
      { headline: 'Toen', body: [{ type: 'subhead', line: [{ text: 'oud' }] }], credits: ['DPA'] },
      RESTORE_EDIT,
    )
    expect(readCopy(doc)).toMatchObject({ headline: 'Toen', credits: ['DPA'] })
    steps.undo()
    expect(readCopy(doc)).toEqual(before)
  })

  it('is not ended by an editor that closes, because another one still uses it', () => {
    const { doc, steps, type } = opened()
    steps.manager.destroy()
    type(bodyOf(doc), 'tekst')
    expect(steps.undo()).toBe(true)
    steps.destroy()
    type(bodyOf(doc), 'tekst')
    expect(steps.undo()).toBe(false)
  })
})
