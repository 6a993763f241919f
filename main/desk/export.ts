/** Copy that leaves by hand: files of a selection, and the clipboard. */

import { revisionOf } from '../../shared/document/canonical.ts'
import { readCopy } from '../../shared/document/read-copy.ts'
import { unknownParts } from '../../shared/document/unknown-parts.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import { lastOut } from '../../shared/domain/workflow.ts'
import { FaultError } from '../../shared/errors.ts'
import { escapeText } from '../../shared/formats/escape.ts'
import { filesOf, type OutFile } from '../../shared/formats/files.ts'
import { bodyHtml } from '../../shared/formats/html.ts'
import type { Release } from '../../shared/formats/release.ts'
import { toText } from '../../shared/formats/text.ts'
import { noteOfVersion, signalOf } from '../../shared/formats/what-it-is.ts'
import { readerWords } from '../../shared/formats/words.ts'
import { itemUri } from '../../shared/ids.ts'
import { entriesOfItem } from '../db/entries.ts'
import { readItem } from '../db/items.ts'
import { readAgencies, readSections, readSettings } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import { loadDocument } from './working-copy.ts'

/** When an item was begun: as the hub counts, from the first that it heard of it. */
const begunAt = (desk: DeskContext, item: string): number | null => {
  const [first] = entriesOfItem(desk.db, item, 'event')
  return first ? (first.acceptedAt ?? first.entry.at) : null
}

/**
 * An item as it stands on this computer, in the shape of a release: what receivers have of it where nothing was written since,
 * else what they would get now, as the next version.
 */
export const currentRelease = (desk: DeskContext, item: string): Release => {
  const line = readItem(desk.db, item)
  if (!line) throw new FaultError('gone')
  const { doc } = loadDocument(desk.db, item)
  const copy = readCopy(doc)
  const { hash } = revisionOf(item, doc)
  const unknown = unknownParts(doc)
  doc.destroy()
  const { state } = line
  const { live, killed, embargoUntil, shownAt, follows } = state
  const out = lastOut(state)
  const isNext = live?.revision !== hash || killed !== null
  const version = isNext ? (out?.version ?? 0) + 1 : live.version
  const settings = readSettings(desk.db)
  const now = desk.clock.now()
  return {
    item,
    copy,
    version,
    revision: hash,
    firstCreatedAt: begunAt(desk, item) ?? out?.firstAt ?? line.touchedAt,
    releasedAt: killed?.at ?? (isNext ? now : live.at),
    shownAt: shownAt ?? out?.firstAt ?? now,
    embargoUntil: embargoUntil?.instant ?? null,
    status: killed ? 'canceled' : 'usable',
    signal: signalOf(version, state),
    follows: follows === null ? null : itemUri(follows),
    // What this build does not know goes out as words, and whoever gets the file reads that.
    note: [
      noteOfVersion(version, state, copy.language),
      unknown.length > 0 ? readerWords(copy.language).plainParts(unknown.join(', ')) : '',
    ]
      .filter((part) => part !== '')
      .join(' '),
    sectionName: readSections(desk.db).find((section) => section.id === copy.section)?.name ?? '',
    agencies: readAgencies(desk.db),
    deskName: settings.name,
    zone: settings.zone,
  }
}

/** The files of a selection, to be written to a folder that a person chose. */
export const exportFiles = (desk: DeskContext, items: readonly string[]): OutFile[] =>
  items.flatMap((item) => filesOf(currentRelease(desk, item)))

/** Headline and body, to be pasted into whatever takes HTML. */
const fragmentHtml = (copy: Copy): string =>
  (copy.headline === '' ? '' : `<h1>${escapeText(copy.headline)}</h1>\n`) + bodyHtml(copy)

/** A selection as text and as HTML, for the clipboard. */
export const exportClipboard = (
  desk: DeskContext,
  items: readonly string[],
): { html: string; text: string } => {
  const releases = items.map((item) => currentRelease(desk, item))
  return {
    html: releases.map(({ copy }) => fragmentHtml(copy)).join('\n'),
    text: releases.map(({ copy }) => toText(copy)).join('\n\n'),
  }
}
