/** New items, seeded once by whoever makes them; nobody else ever seeds them again. */
import * as Y from 'yjs'
import { newDocument } from '../../shared/document/layout.ts'
import { emptyCopy, seedDocument } from '../../shared/document/write-copy.ts'
import type { Copy, ItemKind } from '../../shared/domain/copy.ts'
import { can } from '../../shared/domain/permissions.ts'
import { NEW_ITEM } from '../../shared/domain/workflow.ts'
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
import { append, commit } from './write.ts'

export type NewItem = {
  id: string
  kind: ItemKind
  section: string
  copy: { [K in keyof Copy]?: Copy[K] | undefined }
  shownAt: number | null
  follows?: string | undefined
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

/** Makes items, in the order of the page that they come from. One that exists already is left as it is. */
export const createItems = (desk: DeskContext, actor: DeskActor, items: readonly NewItem[]): void => {
  const allowed = can(actor, 'write', { state: NEW_ITEM, authors: [] }, policyOf(desk.db))
  if (!allowed.ok) throw new FaultError(allowed.reason)
  const language = readSettings(desk.db).language
  const fresh = items.filter(({ id }) => readItem(desk.db, id) === null)
  const entries = fresh.flatMap(({ id, kind, section, copy, shownAt, follows }): NewEntry[] => {
    const beginning = beginningOf(desk, actor, follows)
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
    const made: NewEntry[] = [
      {
        ...common,
        id: desk.newId(),
        kind: 'event',
        event: { type: 'created', kind, ...(follows === undefined ? {} : { follows }) },
      },
      {
        ...common,
        id: desk.newId(),
        kind: 'update',
        epoch: SCHEMA_EPOCH,
        update,
        carries: [...beginning.carries],
      },
    ]
    if (shownAt !== null)
      made.push({ ...common, id: desk.newId(), kind: 'event', event: { type: 'shown', at: shownAt } })
    return made
  })
  append(desk, entries)
  commit(desk, () => {
    for (const [index, { id }] of fresh.entries()) setPageOrder(desk.db, id, index)
  })
}
