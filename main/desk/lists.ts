/** Lists, search and the whole of an item, as the window shows them. */

import { chainLink, earlierChainLink } from '../../shared/document/canonical.ts'
import type { ItemEvent } from '../../shared/domain/event.ts'
import { can, ItemAction } from '../../shared/domain/permissions.ts'
import type { HistoryLine, ItemDetail, ItemRow, RevisionLine } from '../../shared/domain/view.ts'
import { TRASH_KEEPS } from '../../shared/domain/workflow.ts'
import { type FaultCode, FaultError } from '../../shared/errors.ts'
import { HUB_AUTHOR } from '../../shared/ids.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import { openCollisions } from '../db/collisions.ts'
import { entriesOfItem, entryAtRow, type LoggedEntry } from '../db/entries.ts'
import { countItems, type ItemLine, listItems, readItem, seenAt } from '../db/items.ts'
import { readPeople } from '../db/register.ts'
import { revisionNumber, revisionsOf } from '../db/revisions.ts'
import { searchItems } from '../db/search.ts'
import type { DeskContext } from './context.ts'
import { isNewer, leftToNewer } from './epochs.ts'
import { copyAuthors, type DeskActor, policyOf } from './rights.ts'
import { inForce, stateOfItem } from './state-of-item.ts'

export type Names = (person: string) => string

/** Names of people; whoever is not in the register is named by what is known of him. */
export const namesOf = (desk: DeskContext): Names => {
  const names = new Map(readPeople(desk.db).map((person) => [person.id, person.name]))
  return (person) => names.get(person) ?? (person === HUB_AUTHOR ? '' : person.slice(0, 8))
}

const rowOf = (desk: DeskContext, actor: DeskActor, line: ItemLine, names: Names): ItemRow => ({
  id: line.id,
  kind: line.kind,
  section: line.section,
  headline: line.headline,
  dateline: line.dateline,
  credits: line.credits,
  state: line.state.state,
  returned: line.state.returned !== null,
  ...(line.state.killAsked === null ? {} : { killAsked: true }),
  waiting: line.waiting,
  changed: line.changed,
  collided: openCollisions(desk.db, line.id) > 0,
  fresh: line.touchedAt > (seenAt(desk.db, actor.id, line.id) ?? 0) && line.touchedBy !== actor.id,
  authors: line.authors.map(names),
  touchedAt: line.touchedAt,
  publishAt: line.state.publishAt,
  embargoUntil: line.state.embargoUntil,
  shownAt: line.state.shownAt ?? line.state.live?.firstAt ?? null,
  version: line.state.live?.version ?? 0,
  held: line.state.state === 'submitted' && line.state.approved !== null && line.state.publishAt !== null,
  goneAt: line.state.deleted === null ? null : line.state.deleted.at + TRASH_KEEPS,
  words: line.words,
})

/** A stretch of a list, as this person sees it (what is theirs, what is new to them), and how many items the whole list has. */
export const list = (
  desk: DeskContext,
  actor: DeskActor,
  { offset, limit, ...query }: Input<'desk', 'items.list'>,
): Output<'desk', 'items.list'> => {
  const names = namesOf(desk)
  const wanted = { ...query, person: actor.id }
  return {
    rows: listItems(desk.db, wanted, offset, limit).map((line) => rowOf(desk, actor, line, names)),
    total: countItems(desk.db, wanted),
  }
}

/** Rows of items by their ids; one that has no line is left out. */
export const rowsOf = (desk: DeskContext, actor: DeskActor, items: readonly string[]): ItemRow[] => {
  const names = namesOf(desk)
  return items.flatMap((item) => {
    const line = readItem(desk.db, item)
    return line ? [rowOf(desk, actor, line, names)] : []
  })
}

/** The items on this computer that hold the words of a query, best first, each with the passage; `total` counts them all. */
export const search = (
  desk: DeskContext,
  actor: DeskActor,
  query: Input<'desk', 'items.search'>,
): Output<'desk', 'items.search'> => {
  const names = namesOf(desk)
  const { hits, total } = searchItems(desk.db, query)
  const rows = hits.flatMap(({ id, passage }) => {
    const line = readItem(desk.db, id)
    return line ? [{ ...rowOf(desk, actor, line, names), passage }] : []
  })
  return { rows, total }
}

/** What an event says in one line, beside its name. */
const textOf = (event: ItemEvent): string => {
  switch (event.type) {
    case 'returned':
      return event.note
    case 'approved':
      return event.bypass ?? ''
    case 'killed':
      return [event.reason, event.bypass ?? ''].filter((part) => part !== '').join(' / ')
    case 'kill-asked':
    case 'unpublished':
    case 'lift-asked':
      return event.reason
    case 'lifted':
      return [event.reason, event.bypass ?? ''].filter((part) => part !== '').join(' / ')
    case 'taken-off-at':
      return event.at ? `${event.at.wall} ${event.at.zone}` : ''
    case 'submitted':
      return event.reason ?? ''
    case 'erased':
      return event.reason ?? ''
    case 'scheduled':
      return `${event.schedule.wall} ${event.schedule.zone}`
    case 'embargoed':
      return event.until ? `${event.until.wall} ${event.until.zone}` : ''
    case 'shown':
      return event.at === null ? '' : new Date(event.at).toISOString()
    default:
      return ''
  }
}

const revisionIn = (event: ItemEvent): string | null =>
  'revision' in event ? (event.revision ?? null) : null

const historyOf = (desk: DeskContext, item: string, names: Names): HistoryLine[] =>
  entriesOfItem(desk.db, item, 'event')
    .flatMap((logged): HistoryLine[] => {
      const { entry } = logged
      if (entry.kind !== 'event') return []
      const revision = revisionIn(entry.event)
      return [
        {
          id: entry.id,
          type: entry.event.type,
          at: logged.acceptedAt ?? entry.at,
          by: entry.author,
          byName: names(entry.author),
          text: textOf(entry.event),
          revision,
          number: revision === null ? null : revisionNumber(desk.db, item, revision),
          status: logged.status,
          fault: logged.fault,
        },
      ]
    })
    .reverse()

/** Recomputes the chain of accepted events and compares it with what the hub said. */
const chainHolds = (logged: readonly LoggedEntry[]): boolean => {
  let link: string | null = null
  for (const { entry, chain, status } of inForce(logged)) {
    if (entry.kind !== 'event' || status !== 'accepted') continue
    const earlier = earlierChainLink(link, entry)
    link = chainLink(link, entry)
    if (link !== chain && earlier !== chain) return false
    link = chain
  }
  return true
}

const revisionLines = (desk: DeskContext, item: string, names: Names): RevisionLine[] =>
  revisionsOf(desk.db, item).flatMap(({ hash, number, row }): RevisionLine[] => {
    const logged = entryAtRow(desk.db, row)
    if (!logged) return []
    const { author, at } = logged.entry
    return [{ hash, number, at, by: author, byName: names(author) }]
  })

/** The whole of an item for its pane: state, what this person may do and why not, history. */
export const detail = (desk: DeskContext, actor: DeskActor, item: string): ItemDetail => {
  const line = readItem(desk.db, item)
  if (!line) throw new FaultError('gone')
  const names = namesOf(desk)
  const found = stateOfItem(desk.db, item)
  const authors = copyAuthors(desk.db, item, found)
  const policy = policyOf(desk.db)
  const newer = isNewer(desk.db, item)
  const actions = Object.fromEntries(
    ItemAction.options.map((action): [ItemAction, FaultCode | null] => {
      const answer = can(actor, action, { kind: found.kind, state: found.state, authors }, policy)
      const reason = answer.ok ? null : answer.reason
      return [action, reason === null && newer && leftToNewer(action) ? 'refused-newer-schema' : reason]
    }),
  ) as Record<ItemAction, FaultCode | null>
  return {
    row: rowOf(desk, actor, line, names),
    state: found.state,
    authors: authors.map((id) => ({ id, name: names(id) })),
    actions,
    history: historyOf(desk, item, names),
    revisions: revisionLines(desk, item, names),
    chain: chainHolds(entriesOfItem(desk.db, item, 'event')) ? 'intact' : 'broken',
  }
}
