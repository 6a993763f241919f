/** The reader's page of a section at any moment: what is out by then, or would be if plans go through. */

import { readRevision } from '../../shared/document/read-revision.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import { type PageCandidate, type ReaderPage, readerPage } from '../../shared/domain/reader-page.ts'
import type { ItemState } from '../../shared/domain/workflow.ts'
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

type Wanted = { section: string; at: number; lead: string | null; planned: boolean }

/** When readers get an item, or null when nothing says that they ever will. */
const outAt = ({ state }: ItemLine, planned: boolean): number | null => {
  if (state.live) return state.live.firstAt
  if (!planned) return null
  const wished = state.publishAt?.instant ?? state.shownAt
  return wished === null ? null : Math.max(wished, state.embargoUntil?.instant ?? 0)
}

/** When what was approved replaces what is out: at its time, or as soon as somebody says so. */
const correctedAt = ({ publishAt, embargoUntil }: ItemState): number =>
  Math.max(publishAt?.instant ?? 0, embargoUntil?.instant ?? 0)

/** What readers would read of an item at a moment: what is out, what was approved, or as planned the text as it stands. */
const readersCopy = (desk: DeskContext, line: ItemLine, planned: boolean, at: number): Copy | null => {
  const { live, approved } = line.state
  const next = planned && (live === null || correctedAt(line.state) <= at) ? approved : null
  const hash = next ?? live?.revision ?? null
  if (hash !== null) return copyOf(desk, line.id, hash)
  return planned ? readWorkingCopy(desk.db, line.id) : null
}

export const pageAt = (desk: DeskContext, { section, at, lead, planned }: Wanted): ReaderPage => {
  const settings = readSettings(desk.db)
  const sections = readSections(desk.db).filter((one) => one.active)
  const items = itemsOfPage(desk.db, section, planned).flatMap((line): PageCandidate[] => {
    const out = outAt(line, planned)
    if (out === null || out > at || line.id === lead) return []
    const copy = readersCopy(desk, line, planned, at)
    return copy
      ? [{ item: line.id, copy, shownAt: Math.min(line.state.shownAt ?? out, at), order: line.pageOrder }]
      : []
  })
  const chosen = lead === null ? null : chosenLead(desk, lead, at)
  return readerPage({
    section: sections.find((one) => one.id === section)?.name ?? '',
    sections: sections.map((one) => one.name),
    deskName: settings.name,
    language: settings.language,
    at,
    zone: settings.zone,
    lead,
    items: chosen ? [...items, chosen] : items,
  })
}

/** The lead that somebody is looking at: always the text as it stands. */
const chosenLead = (desk: DeskContext, lead: string, at: number): PageCandidate | null => {
  const line = readItem(desk.db, lead)
  if (!line) return null
  return {
    item: lead,
    copy: readWorkingCopy(desk.db, lead),
    shownAt: Math.min(line.state.shownAt ?? outAt(line, true) ?? at, at),
    order: 0,
  }
}
