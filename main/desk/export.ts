/** Copy that leaves by hand: files of a selection, and the clipboard. */

import { revisionOf } from '../../shared/document/canonical.ts'
import { readCopy } from '../../shared/document/read-copy.ts'
import { unknownParts } from '../../shared/document/unknown-parts.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import { FaultError } from '../../shared/errors.ts'
import { escapeText } from '../../shared/formats/escape.ts'
import { filesOf, type OutFile } from '../../shared/formats/files.ts'
import { bodyHtml } from '../../shared/formats/html.ts'
import type { Release } from '../../shared/formats/release.ts'
import { toText } from '../../shared/formats/text.ts'
import { readerWords } from '../../shared/formats/words.ts'
import { readItem } from '../db/items.ts'
import { readAgencies, readSections, readSettings } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import { loadDocument } from './working-copy.ts'

/** An item as it stands on this computer, in the shape of a release. */
export const currentRelease = (desk: DeskContext, item: string): Release => {
  const line = readItem(desk.db, item)
  if (!line) throw new FaultError('gone')
  const { doc } = loadDocument(desk.db, item)
  const copy = readCopy(doc)
  const { hash } = revisionOf(item, doc)
  const unknown = unknownParts(doc)
  doc.destroy()
  const { live, embargoUntil, shownAt } = line.state
  const settings = readSettings(desk.db)
  const now = desk.clock.now()
  return {
    item,
    copy,
    version: live?.version ?? 1,
    revision: hash,
    firstCreatedAt: live?.firstAt ?? line.touchedAt,
    releasedAt: live?.at ?? now,
    shownAt: shownAt ?? live?.firstAt ?? now,
    embargoUntil: embargoUntil?.instant ?? null,
    status: line.state.state === 'killed' ? 'canceled' : 'usable',
    // What this build does not know goes out as words, and whoever gets the file reads that.
    note: [
      line.state.killed?.reason ?? '',
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
