/** New items, seeded once by whoever makes them; nobody else ever seeds them again. */
import * as Y from 'yjs'
import { authorsBetween } from '../../shared/document/authorship.ts'
import { newDocument } from '../../shared/document/layout.ts'
import { emptyCopy, seedDocument } from '../../shared/document/write-copy.ts'
import type { Copy, ItemKind } from '../../shared/domain/copy.ts'
import type { ItemEvent } from '../../shared/domain/event.ts'
import { can } from '../../shared/domain/permissions.ts'
import type { Schedule } from '../../shared/domain/schedule.ts'
import { NEW_ITEM, whyNot } from '../../shared/domain/workflow.ts'
import { FaultError } from '../../shared/errors.ts'
import { SCHEMA_EPOCH } from '../../shared/sync/entry.ts'
import type { NewEntry } from '../db/entries.ts'
import { readItem, setPageOrder } from '../db/items.ts'
import { readSettings } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import { copyOf } from './page.ts'
import { authorsOfRevision } from './revision-authors.ts'
import { type DeskActor, policyOf } from './rights.ts'
import { stateOfItem } from './state-of-item.ts'
import { authoredUpdates } from './working-copy.ts'
import { append, commit } from './write.ts'

export type NewItem = {
  id: string
  kind: ItemKind
  section: string
  copy: { [K in keyof Copy]?: Copy[K] | undefined }
  shownAt: number | null
  follows?: string | undefined
  /** The item of which `copy` has the words: whoever wrote there wrote here, and what holds it back holds this back. */
  from?: string | undefined
}

const definedOnly = (copy: NewItem['copy']): Partial<Copy> =>
  Object.fromEntries(Object.entries(copy).filter(([, value]) => value !== undefined))

type Beginning = { copy: Partial<Copy>; carries: readonly string[] }

/** What an update begins with: the text that readers have of the item that it follows, and whoever wrote that. */
const beginningOf = (desk: DeskContext, actor: DeskActor, followed: string | undefined): Beginning => {
  if (followed === undefined) return { copy: {}, carries: [] }
  const { state } = stateOfItem(desk.db, followed)
  const allowed = can(actor, 'follow', { state, authors: [] }, policyOf(desk.db))
  if (!allowed.ok) throw new FaultError(allowed.reason)
  const copy = state.live && copyOf(desk, followed, state.live.revision)
  if (!state.live || !copy) throw new FaultError('refused-revision-unknown')
  return {
    copy,
    carries: authorsOfRevision(desk.db, followed, state.live.revision),
  }
}

type Source = { carries: readonly string[]; embargo: Schedule | null }

/** What words bring along from the item that they were taken from: all of its authors, and its embargo while that runs. */
const sourceOf = (desk: DeskContext, from: string | undefined): Source => {
  if (from === undefined) return { carries: [], embargo: null }
  const { created, state } = stateOfItem(desk.db, from)
  if (!created) throw new FaultError('gone')
  if (state.state === 'deleted' || state.state === 'erased') throw new FaultError(whyNot(state.state))
  const until = state.embargoUntil
  // It ends by the hub's clock, which releases: one of this computer that is ahead ends no embargo.
  const running = until !== null && until.instant > desk.clock.now() - desk.skew()
  return {
    carries: authorsBetween(authoredUpdates(desk.db, from), null, null),
    embargo: running ? until : null,
  }
}

/**
 * Makes items, in the order of the page that they come from. One that exists already is left as it is. Faults: what `can` says,
 * refused-revision-unknown, and of an item that words are taken from: gone, refused-deleted, refused-erased.
 */
export const createItems = (desk: DeskContext, actor: DeskActor, items: readonly NewItem[]): void => {
  const allowed = can(actor, 'write', { state: NEW_ITEM, authors: [] }, policyOf(desk.db))
  if (!allowed.ok) throw new FaultError(allowed.reason)
  const language = readSettings(desk.db).language
  const fresh = items.filter(({ id }) => readItem(desk.db, id) === null)
  const entries = fresh.flatMap(({ id, kind, section, copy, shownAt, follows, from }): NewEntry[] => {
    const beginning = beginningOf(desk, actor, follows)
    const source = sourceOf(desk, from)
    const doc = newDocument()
    seedDocument(doc, {
      ...emptyCopy(kind, section, language),
      ...beginning.copy,
      ...definedOnly(copy),
      ...{ kind, section },
    })
    const update = Y.encodeStateAsUpdate(doc)
    doc.destroy()
    const common = { item: id, author: actor.id, at: desk.clock.now() }
    const event = (said: ItemEvent): NewEntry => ({ ...common, id: desk.newId(), kind: 'event', event: said })
    const carries = [...new Set([...beginning.carries, ...source.carries])]
    return [
      event({ type: 'created', kind, ...(follows === undefined ? {} : { follows }) }),
      // Before the words: the hub never has them without it.
      ...(source.embargo ? [event({ type: 'embargoed', until: source.embargo })] : []),
      { ...common, id: desk.newId(), kind: 'update', epoch: SCHEMA_EPOCH, update, carries },
      ...(shownAt === null ? [] : [event({ type: 'shown', at: shownAt })]),
    ]
  })
  append(desk, entries)
  commit(desk, () => {
    for (const [index, { id }] of fresh.entries()) setPageOrder(desk.db, id, index)
  })
}
