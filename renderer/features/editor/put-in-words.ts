/** Words that the desk did not take, put into the item again as a new edit of this person. */
import * as Y from 'yjs'
import { bodyOf, writeField } from '../../../shared/document/layout.ts'
import type { KeptWords } from '../../../shared/document/words-beyond.ts'
import { FIELD_EDIT } from './undo-steps.ts'
import type { WorkingCopy } from './working-copy.ts'

const paragraph = (words: string): Y.XmlElement => {
  const text = new Y.XmlText()
  text.insert(0, words.replaceAll('\n', ' '))
  const made = new Y.XmlElement('paragraph')
  made.insert(0, [text])
  return made
}

const setRegister = (doc: Y.Doc, field: string, text: string): boolean => {
  switch (field) {
    case 'slug':
    case 'byline':
    case 'note':
    case 'section':
    case 'language':
      writeField(doc, field, text)
      return true
    case 'dateline':
    case 'credits':
      writeField(doc, field, text.split('/'))
      return true
    default:
      return false
  }
}

/**
 * Texts at the end of the body, a paragraph each, because where they stood may be gone; registers as they were set. One
 * step, so that one undo takes it back.
 */
export const putInWords = (copy: WorkingCopy, words: readonly KeptWords[]): void => {
  copy.steps.cut()
  copy.doc.transact(() => {
    for (const { field, text } of words)
      if (field === null || !setRegister(copy.doc, field, text)) bodyOf(copy.doc).push([paragraph(text)])
  }, FIELD_EDIT)
  copy.steps.cut()
}
