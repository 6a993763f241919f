/**
 * Who else carries a passage that turned out to be wrong, and the same correction made there (issue: "lists every item that
 * carries the same passage").
 */
import * as Y from 'yjs'
import {
  lookout,
  phrasesOf,
  type Replaced,
  soughtOfAll,
  soughtOfChange,
} from '../../shared/document/passages.ts'
import { replaceWords } from '../../shared/document/replace-words.ts'
import { FaultError, faultOf } from '../../shared/errors.ts'
import { derivedId } from '../../shared/ids.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { Outcome } from '../../shared/ipc/desk.ts'
import { readItem } from '../db/items.ts'
import { itemsWithPhrases } from '../db/phrases.ts'
import type { DeskContext } from './context.ts'
import { decide } from './decide.ts'
import type { Documents, Watcher } from './documents.ts'
import { rowsOf } from './lists.ts'
import { copyOf } from './page.ts'
import { readWorkingCopy } from './project.ts'
import type { DeskActor } from './rights.ts'

/** More of them than this are looked through by searching. */
const SHOWN = 50

export const carrying = (
  desk: DeskContext,
  actor: DeskActor,
  { item, about }: Input<'desk', 'items.carrying'>,
): Output<'desk', 'items.carrying'> => {
  const line = readItem(desk.db, item)
  if (!line) throw new FaultError('gone')
  const { live } = line.state
  const out = live && copyOf(desk, item, live.revision)
  if (!out) return { replaced: [], found: [] }
  const sought = about === 'change' ? soughtOfChange(out, readWorkingCopy(desk.db, item)) : soughtOfAll(out)
  const look = lookout(sought)
  const found = itemsWithPhrases(desk.db, phrasesOf(sought)).flatMap((id) => {
    const other = id === item ? null : readItem(desk.db, id)
    if (!other) return []
    const theirs = other.state.live
    // What readers have of it counts where they have it, else what they would get.
    const copy = (theirs && copyOf(desk, id, theirs.revision)) ?? readWorkingCopy(desk.db, id)
    const [passage] = look(copy)
    return passage ? [{ id, passage: passage.text.slice(0, 300), words: passage.words }] : []
  })
  const shown = found.slice(0, SHOWN)
  const rows = new Map(
    rowsOf(
      desk,
      actor,
      shown.map(({ id }) => id),
    ).map((row) => [row.id, row]),
  )
  return {
    replaced: [...sought.replaced],
    found: shown.flatMap(({ id, ...passage }) => {
      const row = rows.get(id)
      return row ? [{ row, ...passage }] : []
    }),
  }
}

/** Nobody's window: what the desk process writes for somebody goes to every window that has the item open. */
const NO_WINDOW: Watcher = { hear: () => undefined, reload: () => undefined }

const correctOne = (
  documents: Documents,
  actor: DeskActor,
  item: string,
  replaced: readonly Replaced[],
): void => {
  const doc = new Y.Doc()
  try {
    Y.applyUpdate(doc, documents.open(item, NO_WINDOW).state)
    const before = Y.encodeStateVector(doc)
    if (replaceWords(doc, replaced) === 0) return
    documents.push(item, actor, Y.encodeStateAsUpdate(doc, before), null, NO_WINDOW)
  } finally {
    documents.close(item, NO_WINDOW)
    doc.destroy()
  }
}

/**
 * Puts the same words right in other items and gives each in for approval with the same reason and note. What cannot be
 * done to one does not keep the others.
 */
export const correctToo = (
  desk: DeskContext,
  documents: Documents,
  actor: DeskActor,
  command: string,
  { items, replaced, reason, note }: Input<'desk', 'items.correct-too'>,
): Outcome[] =>
  items.flatMap((item) => {
    try {
      correctOne(documents, actor, item, replaced)
    } catch (error) {
      return [{ item, fault: faultOf(error) }]
    }
    const out = readItem(desk.db, item)?.state.live !== null
    // What is not out yet is only put right: whoever writes it gives it in.
    if (!out) return [{ item, fault: null }]
    return decide(desk, actor, derivedId(command, 'too'), [item], { type: 'submit', reason, note })
  })
