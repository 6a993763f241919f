/** Any file as items, or the reason why not: what pure readers read, and the archives that take a guard. */
import type { Agency } from '../../shared/domain/agency.ts'
import { decodeText } from '../../shared/formats/decode.ts'
import type { Imported } from '../../shared/formats/imported.ts'
import { readOdt } from '../../shared/formats/odt-read.ts'
import { readFile } from '../../shared/formats/read-file.ts'
import { type ImportRefusal, LARGEST_IMPORT } from '../../shared/ipc/import.ts'
import { type Archive, ArchiveRefused, openArchive } from './archive.ts'
import { MAIN_PART, readDocx } from './docx.ts'

/** What a reader answers. Its reasons are among those of the contract, but for one. */
export type Read = { ok: true; items: Imported[] } | { ok: false; reason: 'not-this-format' | ImportRefusal }

/** Every reason that the contract knows. */
export type ReadFile = { ok: true; items: Imported[] } | { ok: false; reason: ImportRefusal }

const ODT_PART = 'content.xml'
/** As those of a part of DOCX. */
const ODT_LIMITS = { size: 16_000_000, depth: 256, elements: 250_000, attribute: 200_000 } as const

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte)

const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)
/** The container of Word before 2007, and of documents with a password since. */
const isOldOffice = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)

/** Files that hold no text: PDF, pictures, sound, film, programs. */
const NOT_TEXT: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
  [0x49, 0x44, 0x33],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x4d, 0x5a, 0x90],
]
const PACKED: readonly (readonly number[])[] = [
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0xfd, 0x37, 0x7a, 0x58],
  [0x52, 0x61, 0x72, 0x21],
]

const isDocument = (archive: Archive, part: string): boolean => archive.names.includes(part)

const readArchive = async (bytes: Uint8Array, agencies: readonly Agency[]): Promise<Read> => {
  const archive = await openArchive(bytes)
  if (isDocument(archive, MAIN_PART)) return await readDocx(archive, agencies)
  if (isDocument(archive, ODT_PART)) {
    const type = await archive.read('mimetype')
    const kind = type === null ? '' : decodeText(type).trim()
    if (!/opendocument\.text/u.test(kind)) return { ok: false, reason: 'not-text' }
    const content = await archive.read(ODT_PART)
    return readOdt(decodeText(content ?? new Uint8Array()), ODT_LIMITS, agencies)
  }
  // Sheets and slides are documents and no text.
  return { ok: false, reason: isDocument(archive, '[Content_Types].xml') ? 'not-text' : 'archive' }
}

const readAny = async (bytes: Uint8Array, agencies: readonly Agency[]): Promise<Read> => {
  if (bytes.length > LARGEST_IMPORT) return { ok: false, reason: 'too-large' }
  if (isZip(bytes)) return await readArchive(bytes, agencies)
  if (isOldOffice(bytes)) return { ok: false, reason: 'old-word' }
  if (NOT_TEXT.some((start) => startsWith(bytes, ...start))) return { ok: false, reason: 'not-text' }
  if (PACKED.some((start) => startsWith(bytes, ...start))) return { ok: false, reason: 'archive' }
  return readFile(bytes, agencies)
}

/** Reads a file. Never rejects. */
export const readAnything = async (bytes: Uint8Array, agencies: readonly Agency[]): Promise<ReadFile> => {
  try {
    const read = await readAny(bytes, agencies)
    if (read.ok) return read
    return { ok: false, reason: read.reason === 'not-this-format' ? 'unknown' : read.reason }
  } catch (error) {
    if (error instanceof ArchiveRefused) return { ok: false, reason: error.reason }
    // What nests deeper than a stack is no document.
    return { ok: false, reason: error instanceof RangeError ? 'too-deep' : 'malformed' }
  }
}
