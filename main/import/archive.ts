/**
 * A guard before everything that opens an archive (quality, S13): the list of entries is looked at before anything is
 * inflated, and only what a reader needs is inflated, counted as it comes.
 */
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import type { ImportRefusal } from '../../shared/ipc/import.ts'

const MOST_ENTRIES = 2000
const MOST_INFLATED = 200 * 1024 * 1024
/** How many bytes one byte may become. */
const MOST_RATIO = 100
/** Small parts of documents are white space for the most part: they are not looked at for their ratio. */
const SMALL = 64 * 1024
/** What is inflated for a reader, all parts together. A book is a tenth of it. */
const MOST_READ = 32 * 1024 * 1024

/** Refused, with the reason. */
export class ArchiveRefused extends Error {
  readonly reason: ImportRefusal

  constructor(reason: ImportRefusal) {
    super(reason)
    this.reason = reason
  }
}

const refuse = (reason: ImportRefusal): ArchiveRefused => new ArchiveRefused(reason)

const SYMLINK = 0o120000
const FILE_TYPE = 0o170000

/** A name that stays inside the archive. */
const isSafeName = (name: string): boolean =>
  name !== '' &&
  name.length < 400 &&
  !/[\\:\p{Cc}]/u.test(name) &&
  !name.startsWith('/') &&
  !name.split('/').includes('..')

const assertEntry = (entry: Entry, seen: Set<string>): void => {
  if (!isSafeName(entry.fileName)) throw refuse('unsafe-archive')
  const name = entry.fileName.normalize('NFC').toLowerCase()
  if (seen.has(name)) throw refuse('unsafe-archive')
  seen.add(name)
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMLINK) throw refuse('unsafe-archive')
  if (entry.isEncrypted()) throw refuse('locked')
  const { uncompressedSize, compressedSize } = entry
  if (uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_RATIO)
    throw refuse('unsafe-archive')
}

const opened = (bytes: Uint8Array): Promise<ZipFile> =>
  new Promise((settle, fail) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    fromBuffer(
      buffer,
      { lazyEntries: true, validateEntrySizes: true, strictFileNames: true },
      (error, zip) => (error ? fail(asRefusal(error)) : settle(zip)),
    )
  })

/** The library says in words what is wrong with an archive. */
const asRefusal = (error: unknown): ArchiveRefused => {
  if (error instanceof ArchiveRefused) return error
  const words = error instanceof Error ? error.message : ''
  return refuse(
    /path|characters in fileName|relative|absolute/iu.test(words) ? 'unsafe-archive' : 'malformed',
  )
}

const listed = async (zip: ZipFile, size: number): Promise<Entry[]> => {
  if (zip.entryCount > MOST_ENTRIES) throw refuse('unsafe-archive')
  const entries: Entry[] = []
  const seen = new Set<string>()
  let inflated = 0
  await new Promise<void>((settle, fail) => {
    zip.on('error', (error) => fail(asRefusal(error)))
    zip.on('end', () => settle())
    zip.on('entry', (entry: Entry) => {
      try {
        assertEntry(entry, seen)
        inflated += entry.uncompressedSize
        if (entries.length >= MOST_ENTRIES || inflated > MOST_INFLATED) throw refuse('unsafe-archive')
        entries.push(entry)
        zip.readEntry()
      } catch (error) {
        fail(asRefusal(error))
      }
    })
    zip.readEntry()
  })
  if (inflated > SMALL && inflated > size * MOST_RATIO) throw refuse('unsafe-archive')
  return entries
}

/** The bytes of an entry; `room` is how many there may be. */
const inflate = (zip: ZipFile, entry: Entry, room: number): Promise<Buffer> =>
  new Promise((settle, fail) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return fail(asRefusal(error))
      const parts: Buffer[] = []
      let length = 0
      stream.on('data', (part: Buffer) => {
        length += part.length
        parts.push(part)
        if (length > room) stream.destroy(refuse('too-much'))
      })
      stream.on('error', (broken) => fail(asRefusal(broken)))
      stream.on('end', () => settle(Buffer.concat(parts)))
    })
  })

export type Archive = {
  /** Names of what is in it, as written. */
  names: readonly string[]
  /** The bytes of an entry; null where there is none of that name. Throws ArchiveRefused. */
  read(name: string): Promise<Uint8Array | null>
}

/** Opens an archive that has nothing against it. Throws ArchiveRefused. */
export const openArchive = async (bytes: Uint8Array): Promise<Archive> => {
  const zip = await opened(bytes)
  // It lies in memory: there is nothing to close when the last entry was listed.
  zip.autoClose = false
  const entries = new Map((await listed(zip, bytes.length)).map((entry) => [entry.fileName, entry]))
  let room = MOST_READ
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = entries.get(name)
      if (entry === undefined) return null
      if (entry.uncompressedSize > room) throw refuse('too-much')
      const found = await inflate(zip, entry, room)
      room -= found.length
      return found
    },
  }
}
