/** The reader's page of a section at any moment: what is out by then, or would be if plans go through. */

import { readRevision } from '../../shared/document/read-revision.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import { releaseAt } from '../../shared/domain/goes-out.ts'
import { type LeftOut, type RailSettings, railAt, whatIsOut } from '../../shared/domain/rail.ts'
import { type PageCandidate, type ReaderPage, readerPage } from '../../shared/domain/reader-page.ts'
import type { Output } from '../../shared/ipc/contract.ts'
import { entryAtRow } from '../db/entries.ts'
import { type ItemLine, itemsOfPage, readItem } from '../db/items.ts'
import { readSections, readSettings } from '../db/register.ts'
import { revisionRow } from '../db/revisions.ts'
import type { DeskContext } from './context.ts'
import { readWorkingCopy } from './project.ts'

/** The copy of a revision, or null when this computer does not hold it. */
export const copyOf = (desk: DeskContext, item: string, hash: string): Copy | null => {
  const row = revisionRow(desk.db, item, hash)
  const logged = row === null ? null : entryAtRow(desk.db, row)
  return logged?.entry.kind === 'revision' ? readRevision(logged.entry.json) : null
}

type Wanted = { section: string; at: number; lead: string | null }

/** What of an item stands on the page when everything goes as its writers hope: also what nobody approved yet. */
const hopedFor = (desk: DeskContext, { id, state }: ItemLine, at: number): PageCandidate | null => {
  const due = releaseAt(state)
  const out = whatIsOut(state)
  if (out && (state.live?.firstAt ?? 0) > at) return null
  // When what was approved replaces what is out: at its time, or as soon as somebody says so.
  const replaced = state.approved !== null && Math.max(due ?? 0, state.embargoUntil?.instant ?? 0) <= at
  const began = out
    ? null
    : (due ?? (state.shownAt && Math.max(state.shownAt, state.embargoUntil?.instant ?? 0)))
  if (!out && (began === null || began > at)) return null
  const revision = out && !replaced ? out.revision : state.approved
  const copy = revision === null ? readWorkingCopy(desk.db, id) : copyOf(desk, id, revision)
  return copy && { item: id, copy, shownAt: out?.shownAt ?? state.shownAt ?? began ?? at, order: 0 }
}

const laidOut = (
  desk: DeskContext,
  { section, at, lead }: Wanted,
  items: readonly PageCandidate[],
): ReaderPage => {
  const settings = readSettings(desk.db)
  const sections = readSections(desk.db).filter((one) => one.active)
  const chosen = lead === null ? null : chosenLead(desk, lead, at)
  return readerPage({
    section: sections.find((one) => one.id === section)?.name ?? '',
    sections: sections.map((one) => one.name),
    deskName: settings.name,
    language: settings.language,
    at,
    zone: settings.zone,
    lead,
    items: chosen ? [...items.filter(({ item }) => item !== lead), chosen] : items,
  })
}

/** The page as it is, or with `planned` as its writers hope that it will be: the preview of what is being written. */
export const pageAt = (
  desk: DeskContext,
  { planned, ...wanted }: Wanted & { planned: boolean },
): ReaderPage => {
  const { section, at } = wanted
  const lines = itemsOfPage(desk.db, section, planned ? at : null, planned)
  const items = lines.flatMap((line, order): PageCandidate[] => {
    if (planned) {
      const hoped = hopedFor(desk, line, at)
      return hoped ? [{ ...hoped, order }] : []
    }
    const out = whatIsOut(line.state)
    const copy = out && (line.state.live?.firstAt ?? 0) <= at ? copyOf(desk, line.id, out.revision) : null
    return out && copy ? [{ item: line.id, copy, shownAt: out.shownAt, order }] : []
  })
  return laidOut(desk, wanted, items)
}

const railSettings = (desk: DeskContext): RailSettings => ({
  now: desk.clock.now(),
  missed: readSettings(desk.db).missed,
})

/** What stands in the way of something that is to be out by then, with the words that it is known by. */
const named = (lines: ReadonlyMap<string, ItemLine>, { item, at, why }: LeftOut) => {
  const line = lines.get(item)
  return { item, at, why, headline: line?.headline ?? '', dateline: line?.dateline ?? [] }
}

/** The page at a minute exactly as readers will have it if nobody decides anything more; and what it is without. */
export const railOf = (
  desk: DeskContext,
  { at, ...rest }: Omit<Wanted, 'at'> & { at: number | null },
): Output<'desk', 'rail.at'> => {
  const wanted = { ...rest, at: at ?? desk.clock.now() }
  const lines = itemsOfPage(desk.db, wanted.section, wanted.at)
  const queue = lines.map(({ id, state }, order) => ({ item: id, state, order }))
  const { on, without } = railAt(queue, wanted.at, railSettings(desk))
  const items = on.flatMap(({ revision, ...one }): PageCandidate[] => {
    const copy = copyOf(desk, one.item, revision)
    return copy ? [{ ...one, copy }] : []
  })
  const lineOf = new Map(lines.map((line) => [line.id, line]))
  return { page: laidOut(desk, wanted, items), without: without.map((one) => named(lineOf, one)) }
}

/** The lead that somebody is looking at: always the text as it stands. */
const chosenLead = (desk: DeskContext, lead: string, at: number): PageCandidate | null => {
  const line = readItem(desk.db, lead)
  if (!line) return null
  const { state } = line
  return {
    item: lead,
    copy: readWorkingCopy(desk.db, lead),
    shownAt: state.shownAt ?? state.live?.firstAt ?? releaseAt(state) ?? at,
    order: 0,
  }
}
