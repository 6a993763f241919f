/** Pages of editors and the texts that they show, for tests that compare the two. */
import type { Node } from '@tiptap/pm/model'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import { expect } from 'vitest'
import * as Y from 'yjs'
import { bodyOf } from '../../../../shared/document/layout.ts'
import type { Block } from '../../../../shared/domain/copy.ts'
import type { HeadlessEditor } from '../../../support/headless-editor.ts'

/** A paragraph of these words. */
export const p = (text: string): Block => ({ type: 'paragraph', line: [{ text }] })

/** The same text at somebody else's. */
export const copyOf = (from: Y.Doc, client: number): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = client
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from))
  return doc
}
/** Takes in what the other has and this one has not. */
export const merge = (into: Y.Doc, from: Y.Doc): void =>
  Y.applyUpdate(into, Y.encodeStateAsUpdate(from, Y.encodeStateVector(into)), 'remote')

/** The shared text as an editor that is opened now would show it. */
export const sharedPage = (doc: Y.Doc, { editor }: HeadlessEditor): Node => {
  // Drawing may write; on a twin it writes nowhere.
  const twin = copyOf(doc, 0xffff_fff0)
  const page = initProseMirrorDoc(bodyOf(twin), editor.schema).doc
  twin.destroy()
  return page.childCount > 0 ? page : (page.type.createAndFill() ?? page)
}
/** The shared text has no marks on breaks; a page may have them, and takes nothing from anybody by that. */
const plain = (page: Node): unknown =>
  JSON.parse(JSON.stringify(page), (_key, value) => {
    const node = value as { type?: unknown; marks?: unknown } | null
    if (node?.type === 'hardBreak') return { type: 'hardBreak' }
    return value as unknown
  })
/** What stands on the page is what the shared text says. */
export const expectInStep = (doc: Y.Doc, mine: HeadlessEditor): void =>
  expect(plain(mine.state().doc)).toEqual(plain(sharedPage(doc, mine)))
