/**
 * Who else carries a passage that turned out to be wrong, and the same correction made there (issue: "lists every item that
 * carries the same passage").
 */
import * as Y from 'yjs'
import {
  holdsWords,
  lookout,
  phrasesOf,
  type Replaced,
  soughtOfAll,
  soughtOfChange,
} from '../../shared/document/passages.ts'
import { replaceWords } from '../../shared/document/replace-words.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import { lastOut } from '../../shared/domain/workflow.ts'
import { FaultError, faultOf } from '../../shared/errors.ts'
import { derivedId } from '../../shared/ids.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { Outcome } from '../../shared/ipc/desk.ts'
import { type ItemLine, readItem } from '../db/items.ts'
import { itemsBeyondIndex, itemsWithPhrases } from '../db/phrases.ts'
import type { DeskContext } from './context.ts'
import { decide } from './decide.ts'
import type { Documents, Watcher } from './documents.ts'
import { rowsOf } from './lists.ts'
import { copyOf } from './page.ts'
import { readWorkingCopy } from './project.ts'
import type { DeskActor } from './rights.ts'

/** More of them than this are looked through by searching. */
const SHOWN = 50

type Text = { copy: Copy | null; out: boolean }

/**
 * Everything of an item that a passage may stand in, what readers have first: the version that is out or last was, what
 * is on its way out, and what is being written, where `working` asks for that: putting it together takes a while.
 */
const textsOf = function* (desk: DeskContext, { id, state }: ItemLine, working: boolean): Generator<Text> {
  const out = lastOut(state)?.revision ?? null
  if (out !== null) yield { copy: copyOf(desk, id, out), out: true }
  for (const hash of new Set([state.approved, state.submitted]))
    if (hash !== null && hash !== out) yield { copy: copyOf(desk, id, hash), out: false }
  if (working) yield { copy: readWorkingCopy(desk.db, id), out: false }
}

export const carrying = (
  desk: DeskContext,
  actor: DeskActor,
  { item, about }: Input<'desk', 'items.carrying'>,
): Output<'desk', 'items.carrying'> => {
  const line = readItem(desk.db, item)
  if (!line) throw new FaultError('gone')
  const last = lastOut(line.state)
  const out = last && copyOf(desk, item, last.revision)
  if (!out) return { replaced: [], found: [] }
  const sought = about === 'change' ? soughtOfChange(out, readWorkingCopy(desk.db, item)) : soughtOfAll(out)
  const look = lookout(sought)
  const phrases = phrasesOf(sought)
  // The index knows working copies as they were when their line was made; readers may have other words of an item.
  const beyond = phrases.length === 0 ? [] : itemsBeyondIndex(desk.db)
  const candidates = new Map([
    ...beyond.map(({ id, stale }) => [id, stale] as const),
    ...itemsWithPhrases(desk.db, phrases).map((id) => [id, true] as const),
  ])
  candidates.delete(item)
  const found = [...candidates].flatMap(([id, working]) => {
    const other = readItem(desk.db, id)
    if (!other) return []
    for (const text of textsOf(desk, other, working)) {
      const [passage] = text.copy ? look(text.copy) : []
      if (passage) return [{ id, passage: passage.text.slice(0, 300), words: passage.words, out: text.out }]
    }
    return []
  })
  // What readers have comes first: that is where it does harm.
  const shown = found.sort((a, b) => Number(b.out) - Number(a.out)).slice(0, SHOWN)
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
    const live = readItem(desk.db, item)?.state.live
    const out = live ? copyOf(desk, item, live.revision) : null
    // Where readers do not have the mistake it is only put right: whoever writes there gives it in.
    if (!out || !holdsWords(out, replaced)) return [{ item, fault: null }]
    return decide(desk, actor, derivedId(command, 'too'), [item], { type: 'submit', reason, note })
  })
