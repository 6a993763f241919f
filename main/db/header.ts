/**
 * A look at a database file without opening it as one: SQLite writes beside a file in WAL mode even to read it, and a
 * database of a newer Kopij, or of somebody else, must stay as it is to the last byte.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'

/** The first hundred bytes of every database (sqlite.org/fileformat2, section 1.3). */
const LENGTH = 100
const MAGIC = 'SQLite format 3\0'

export type Header = {
  userVersion: number
  applicationId: number
  /** Whether the file holds as many pages as it says. */
  whole: boolean
}

const pageSizeOf = (head: Buffer): number => {
  const size = head.readUInt16BE(16)
  // 65536 does not fit in the field and is written as 1.
  return size === 1 ? 65_536 : size
}

/** The header of a database; `none` without a file or with an empty one, `foreign` when it is no database at all. */
export const readHeader = (path: string): Header | 'none' | 'foreign' => {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'none'
    throw error
  }
  try {
    const { size } = fstatSync(file)
    if (size === 0) return 'none'
    const head = Buffer.alloc(LENGTH)
    if (readSync(file, head, 0, LENGTH, 0) < LENGTH || head.toString('latin1', 0, 16) !== MAGIC)
      return 'foreign'
    // The count is only kept up when it and the version below were written by the same change.
    const counted = head.readUInt32BE(24) === head.readUInt32BE(92)
    return {
      userVersion: head.readInt32BE(60),
      applicationId: head.readInt32BE(68),
      whole: !counted || size >= head.readUInt32BE(28) * pageSizeOf(head),
    }
  } finally {
    closeSync(file)
  }
}

/** Whether a log lies beside a database that may hold more than the file itself: the header alone may be old then. */
export const hasLog = (path: string): boolean => {
  try {
    return statSync(`${path}-wal`).size > 0
  } catch {
    return false
  }
}
