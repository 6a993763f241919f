/** The little of a file system that the folder target needs, and what its errors mean. */
import * as disk from 'node:fs/promises'
import { FaultError } from '../../../shared/errors.ts'

/** An open file or folder. */
export type FileHandle = {
  writeFile(data: Uint8Array): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/** Part of `node:fs/promises`, which is passed in; tests pass one that fails. */
export type FileSystem = {
  lstat(path: string): Promise<{ isFile(): boolean; isDirectory(): boolean }>
  stat(path: string): Promise<{ isDirectory(): boolean }>
  readFile(path: string): Promise<Uint8Array>
  open(path: string, flags: string): Promise<FileHandle>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  /** Fails where there is something of that name. */
  mkdir(path: string): Promise<unknown>
  readdir(path: string): Promise<string[]>
}

/** The file system of this computer. */
export const nodeFileSystem: FileSystem = disk

/** The `code` of a system error, such as ENOSPC; empty for anything else. */
export const errnoOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const READ_ONLY = new Set(['EROFS', 'EACCES', 'EPERM'])
/** Not there, or a share or stick that went away. */
const GONE = new Set([
  ...['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ENOTCONN', 'ENOLINK', 'ESTALE'],
  ...['EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ETIMEDOUT'],
])

/**
 * A system error as a fault that a person can do something about; anything else as it was thrown. `name` is the
 * folder it was about.
 */
export const diskFault = (thrown: unknown, name: string): unknown => {
  const errno = errnoOf(thrown)
  if (errno === '') return thrown
  const cause = { cause: thrown }
  if (FULL.has(errno)) return new FaultError('disk-full', { name }, cause)
  if (READ_ONLY.has(errno)) return new FaultError('disk-read-only', { name }, cause)
  if (GONE.has(errno)) return new FaultError('target-folder-gone', { name }, cause)
  return new FaultError('disk-error', { name, errno }, cause)
}

/** Opening or flushing a folder is refused on Windows and on some network drives, where renames need no flush. */
const NO_FOLDER_FLUSH = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'])

/** Makes what was renamed or removed in a folder survive a power cut. */
export const flushFolder = async (files: FileSystem, folder: string): Promise<void> => {
  try {
    const handle = await files.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    if (!NO_FOLDER_FLUSH.has(errnoOf(thrown))) throw thrown
  }
}

/** A new file, never one that was there: through a link of that name we would write somewhere else. */
const openNew = async (files: FileSystem, path: string): Promise<FileHandle> => {
  try {
    return await files.open(path, 'wx')
  } catch (thrown) {
    if (errnoOf(thrown) !== 'EEXIST') throw thrown
    await files.unlink(path)
    return files.open(path, 'wx')
  }
}

/**
 * Puts a file in place whole or not at all: a temporary one in the same folder, flushed, then renamed. The caller
 * flushes the folder, once for several files. A temporary file that a crash left makes way at the next attempt.
 */
export const placeFile = async (
  files: FileSystem,
  place: { temporary: string; final: string },
  data: Uint8Array,
): Promise<void> => {
  try {
    const handle = await openNew(files, place.temporary)
    try {
      await handle.writeFile(data)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await files.rename(place.temporary, place.final)
  } catch (thrown) {
    // Best effort: on a full disk the half-written file should not stay; the error that counts is the first.
    await files.unlink(place.temporary).catch(() => undefined)
    throw thrown
  }
}
