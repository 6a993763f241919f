/** A desk of this build, with items in it that a colleague with the next Kopij has written in. */
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { takeIn } from '../../../main/db/entries.ts'
import type { Desk } from '../../../main/desk/desk.ts'
import { projectItem } from '../../../main/desk/project.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { type Addition, addTo } from './generations.ts'

const silent = { hear: () => undefined, reload: () => undefined }

/** The working copy of an item as the desk process has it. */
export const stateOf = (desk: Desk, item: string): Y.Doc => {
  const doc = newDocument()
  Y.applyUpdate(doc, desk.documents.open(item, silent).state)
  desk.documents.close(item, silent)
  return doc
}

/** What the next Kopij wrote comes in by the feed; answers the words of it. */
export const writeNewer = (
  desk: Desk,
  item: string,
  author: string,
  addition: Addition,
  position: number,
): string[] => {
  const doc = stateOf(desk, item)
  const { update, words } = addTo(doc, addition, 2)
  const entry = {
    ...{ id: randomUUID(), kind: 'update' as const, item, author, replica: randomUUID(), seq: 1 },
    ...{ at: desk.context.clock.now(), epoch: 2, seen: 0, update, carries: [] },
  }
  takeIn(desk.context.db, { entry, position, acceptedAt: desk.context.clock.now(), chain: null })
  desk.documents.relay(item, update)
  projectItem(desk.context, item)
  return words
}

/** The story that it is written into. */
export const story = (headline: string): Partial<Copy> => ({
  headline,
  body: [
    { type: 'paragraph', line: [{ text: 'Het eerste deel van het verhaal.' }] },
    { type: 'quote', lines: [[{ text: 'Zo is het.' }]] },
    { type: 'paragraph', line: [{ text: 'Het slot.' }] },
  ],
})
