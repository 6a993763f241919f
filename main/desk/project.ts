/** The line of an item, made from its log: for lists, counts and search. Derived, and made again at will. */

import { canonicalJson, hashText } from '../../shared/document/canonical.ts'
import { blockText, countText } from '../../shared/document/counts.ts'
import { readCopy } from '../../shared/document/read-copy.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import { printDateline } from '../../shared/domain/dateline.ts'
import { reasonOf } from '../../shared/errors.ts'
import type { Database } from '../db/driver.ts'
import {
  clearStale,
  type ItemLine,
  readItem,
  removeItem,
  touchItem,
  writeItem,
  writeStanding,
} from '../db/items.ts'
import { authorsInOrder, lastAuthor, lastTextAt } from '../db/text-facts.ts'
import type { DeskContext } from './context.ts'
import { type StateOfItem, stateOfItem } from './state-of-item.ts'
import { loadDocument } from './working-copy.ts'
import { commit } from './write.ts'

/** How many characters of a brief's text stand for a headline that it has not. */
const FIRST_WORDS = 160

/** The beginning of a text, ending with a whole word where that costs little. */
const firstWords = (text: string): string => {
  if (text.length <= FIRST_WORDS) return text
  const cut = text.slice(0, FIRST_WORDS)
  const end = cut.lastIndexOf(' ')
  return `${end > FIRST_WORDS / 2 ? cut.slice(0, end) : cut} ...`
}

const bodyText = (copy: Copy): string => copy.body.map(blockText).join('\n')

/** The revision that readers have, or will have, or that somebody judges: what "changed" compares with. */
const reference = ({ state }: StateOfItem): string | null =>
  state.submitted ?? state.approved ?? state.live?.revision ?? null

const lineOf = (db: Database, item: string, copy: Copy): { line: ItemLine; text: string } => {
  const found = stateOfItem(db, item)
  const text = bodyText(copy)
  const copyHash = hashText(canonicalJson({ format: 1, item, copy }))
  const compared = reference(found)
  return {
    text,
    line: {
      id: item,
      kind: found.kind,
      section: copy.section,
      headline: copy.headline !== '' ? copy.headline : firstWords(text),
      dateline: copy.dateline,
      credits: copy.credits,
      state: found.state,
      waiting: found.waiting,
      changed: compared !== null && compared !== copyHash,
      authors: authorsInOrder(db, item),
      touchedAt: Math.max(found.decidedAt, lastTextAt(db, item)),
      touchedBy: lastAuthor(db, item),
      words: countText(text).words,
      copyHash,
      pageOrder: readItem(db, item)?.pageOrder ?? 0,
    },
  }
}

/**
 * Brings an item's line up to date with its log. `known` is passed where the working copy is already at hand. An item
 * whose beginning was refused, or that was erased, has no line.
 */
export const projectItem = (desk: DeskContext, item: string, known: Copy | null = null): void => {
  const { created, state, deciders } = stateOfItem(desk.db, item)
  if (!created || state.state === 'erased') {
    commit(desk, () => removeItem(desk.db, item))
    return
  }
  const copy = known ?? readWorkingCopy(desk.db, item)
  const { line, text } = lineOf(desk.db, item, copy)
  const labels = [
    copy.kicker,
    copy.byline,
    printDateline({ places: copy.dateline, credits: copy.credits }),
    copy.slug,
    copy.credits.join(' '),
  ].join('\n')
  commit(desk, () => {
    writeItem(desk.db, line, { headline: copy.headline, text, labels })
    for (const person of deciders) touchItem(desk.db, item, person)
    clearStale(desk.db, item)
  })
}

/**
 * Brings a line up to date with a decision, where its text is as the line says: nothing is read of the working copy, which
 * is most of the work, and a whole queue is moved at once.
 */
const projectDecision = (desk: DeskContext, item: string): void => {
  const { db } = desk
  const line = readItem(db, item)
  const found = stateOfItem(db, item)
  if (!line || !found.created || found.state.state === 'erased') {
    projectItem(desk, item)
    return
  }
  const compared = reference(found)
  commit(desk, () => {
    writeStanding(db, {
      ...line,
      state: found.state,
      waiting: found.waiting,
      changed: compared !== null && compared !== line.copyHash,
      touchedAt: Math.max(line.touchedAt, found.decidedAt),
      touchedBy: lastAuthor(db, item),
    })
    for (const person of found.deciders) touchItem(db, item, person)
    clearStale(db, item)
  })
}

/**
 * The same where it must not fail: after a commit and from timers. What cannot be written now is made good later. Answers
 * whether it was.
 */
export const projectOrLater = (desk: DeskContext, item: string, known: Copy | null = null): boolean => {
  try {
    projectItem(desk, item, known)
    return true
  } catch (error) {
    desk.log('line-not-made', { item, reason: reasonOf(error) })
    desk.behind()
    return false
  }
}

/**
 * Lines of several items in one transaction, because each transaction waits for the disk. Of those `decided` about the text
 * is as their line says.
 */
export const projectAllOrLater = (
  desk: DeskContext,
  items: ReadonlySet<string>,
  decided: ReadonlySet<string> = new Set(),
): void => {
  if (items.size === 0) return
  try {
    commit(desk, () => {
      for (const item of items) {
        if (decided.has(item)) projectDecision(desk, item)
        else projectItem(desk, item)
      }
    })
  } catch (error) {
    desk.log('lines-not-made', {
      items: items.size,
      reason: reasonOf(error),
    })
    desk.behind()
  }
}

/** The working copy as plain copy. */
export const readWorkingCopy = (db: Database, item: string): Copy => {
  const { doc } = loadDocument(db, item)
  const copy = readCopy(doc)
  doc.destroy()
  return copy
}
