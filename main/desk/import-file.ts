/**
 * A file becomes drafts. Its bytes are kept first, then its items come one at a time, so that whoever types meanwhile does not
 * wait for a long one.
 */
import * as Y from 'yjs'
import { newDocument, writeField } from '../../shared/document/layout.ts'
import { seedDocument } from '../../shared/document/write-copy.ts'
import type { Agency } from '../../shared/domain/agency.ts'
import type { ItemEvent } from '../../shared/domain/event.ts'
import { can } from '../../shared/domain/permissions.ts'
import { NEW_ITEM } from '../../shared/domain/workflow.ts'
import { FaultError } from '../../shared/errors.ts'
import type { Imported } from '../../shared/formats/imported.ts'
import { derivedId } from '../../shared/ids.ts'
import type {
  ImportedItem,
  ImportFormat,
  ImportKnown,
  ImportRefusal,
  ImportReport,
} from '../../shared/ipc/import.ts'
import { SCHEMA_EPOCH } from '../../shared/sync/entry.ts'
import type { NewEntry } from '../db/entries.ts'
import { readItem } from '../db/items.ts'
import { readAgencies, readSections, readSettings } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import { type MadeCopy, makeCopy } from './imported-copy.ts'
import type { KeptLine, Originals } from './originals.ts'
import { type DeskActor, policyOf } from './rights.ts'
import { append } from './write.ts'

export type ReadAnswer = { ok: true; items: Imported[] } | { ok: false; reason: ImportRefusal }

/** What the command needs of the world outside the desk. */
export type ImportParts = {
  originals: Originals
  /** Reads a file in a process of its own. */
  read(bytes: Uint8Array, agencies: readonly Agency[]): Promise<ReadAnswer>
  /** SHA-256 in hex, computed where it holds nobody up. */
  hash(bytes: Uint8Array): Promise<string>
  /** Lets everybody else have a turn. */
  breathe(): Promise<void>
}

export type ImportWish = {
  name: string
  file: { ok: true; bytes: Uint8Array } | { ok: false; reason: ImportRefusal }
  section: string
  /** Also where the desk has it already. */
  again: boolean
}

const GONE = new Set(['deleted', 'erased'])

/** What the desk has of earlier ones, with how it is called now; what was thrown away does not count. */
const standing = (
  desk: DeskContext,
  lines: readonly KeptLine[],
): { line: KeptLine; headline: string } | null => {
  for (const line of [...lines].reverse()) {
    const row = readItem(desk.db, line.item)
    if (row !== null && !GONE.has(row.state.state)) return { line, headline: row.headline }
  }
  return null
}

const refusal = (name: string, reason: ImportRefusal): ImportReport => ({
  ...{ name, format: null, refused: reason, items: [] },
})

/** Whether an earlier version of the same item is here, and how this one stands to it. */
const knownAs = async (
  desk: DeskContext,
  originals: Originals,
  item: Imported,
): Promise<ImportKnown | null> => {
  if (item.uri === null) return null
  const found = standing(desk, await originals.byUri(item.uri))
  if (found === null) return null
  const { line, headline } = found
  const before = line.version
  const how =
    item.version === null || before === null || item.version > before
      ? 'newer'
      : item.version === before
        ? 'same-version'
        : 'older'
  return { how, item: line.item, headline, at: line.at }
}

const entriesOf = (
  desk: DeskContext,
  { author, id, file }: { author: string; id: string; file: string },
  made: MadeCopy,
): NewEntry[] => {
  const doc = newDocument()
  seedDocument(doc, made.copy)
  if (made.note !== '') doc.transact(() => writeField(doc, 'note', made.note), 'seed')
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  const common = { item: id, author, at: desk.clock.now() }
  const event = (event: ItemEvent): NewEntry => ({ ...common, id: desk.newId(), kind: 'event', event })
  return [
    event({ type: 'created', kind: made.copy.kind, file: file.slice(0, 400) }),
    { ...common, id: desk.newId(), kind: 'update', epoch: SCHEMA_EPOCH, update, carries: [] },
    ...(made.embargo === null ? [] : [event({ type: 'embargoed', until: made.embargo })]),
    ...(made.apart ? [event({ type: 'spiked' })] : []),
  ]
}

/** Makes drafts of a file, or says why not. Repeating it with the same command makes nothing twice. */
export const importFile = async (
  desk: DeskContext,
  actor: DeskActor,
  command: string,
  { name, file, section, again }: ImportWish,
  { originals, read, hash, breathe }: ImportParts,
): Promise<ImportReport> => {
  const allowed = can(actor, 'write', { state: NEW_ITEM, authors: [] }, policyOf(desk.db))
  if (!allowed.ok) throw new FaultError(allowed.reason)
  if (!file.ok) return refusal(name, file.reason)
  const sum = await hash(file.bytes)
  const earlier = standing(desk, await originals.byFile(sum))
  if (earlier !== null && !again) {
    const known: ImportKnown = {
      how: 'same-file',
      item: earlier.line.item,
      headline: earlier.headline,
      at: earlier.line.at,
    }
    const item: ImportedItem = {
      ...{ item: null, kind: 'lead', headline: earlier.headline, apart: false, known },
      ...{ changes: [], dropped: [] },
    }
    return { name, format: earlier.line.format, refused: null, items: [item] }
  }
  const found = await read(file.bytes, readAgencies(desk.db))
  if (!found.ok) return refusal(name, found.reason)
  await originals.keepFile(sum, file.bytes)
  const items: ImportedItem[] = []
  for (const [index, item] of found.items.entries()) {
    await breathe()
    items.push(await importOne(index, item))
  }
  return { name, format: found.items[0]?.format ?? null, refused: null, items }

  async function importOne(index: number, item: Imported): Promise<ImportedItem> {
    const settings = readSettings(desk.db)
    const made = makeCopy(item, {
      sections: readSections(desk.db),
      section,
      language: settings.language,
      zone: settings.zone,
      now: desk.clock.now(),
    })
    const known = await knownAs(desk, originals, item)
    const told = {
      kind: made.copy.kind,
      headline: made.copy.headline,
      apart: made.apart,
      known,
      changes: made.changes,
      dropped: item.dropped,
    }
    if (known !== null && known.how !== 'newer' && !again) return { item: null, ...told }
    const id = derivedId(command, `import ${index}`)
    if (readItem(desk.db, id) === null)
      append(desk, entriesOf(desk, { author: actor.id, id, file: name }, made))
    const format: ImportFormat = item.format
    await originals.keepItem({
      ...{ item: id, file: sum, uri: item.uri, version: item.version },
      ...{ name, format, size: file.ok ? file.bytes.length : 0, at: desk.clock.now() },
      ...{ changes: made.changes, dropped: item.dropped },
    })
    return { item: id, ...told }
  }
}
