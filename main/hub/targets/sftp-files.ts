/** A file system on the other side of an SFTP session, as much of it as the folder target needs. */
import { posix } from 'node:path'
import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2'
import { errnoOf, type FileHandle, type FileSystem } from './file-system.ts'

/** Status codes of SFTP (version 3, and those of later drafts that servers send all the same) as Node calls them. */
const ERRNO: Readonly<Record<number, string>> = {
  2: 'ENOENT',
  3: 'EACCES',
  4: 'EIO',
  8: 'ENOTSUP',
  10: 'ENOENT',
  11: 'EEXIST',
  12: 'EROFS',
  14: 'ENOSPC',
  15: 'EDQUOT',
}

/** As much as goes out at once; servers take 32 kB in any case. */
const CHUNK = 32_768

const withErrno = (thrown: Error): Error => {
  const status = 'code' in thrown && typeof thrown.code === 'number' ? ERRNO[thrown.code] : undefined
  return status === undefined ? thrown : Object.assign(new Error(status, { cause: thrown }), { code: status })
}

type Done<T> = (error: Error | null | undefined, value: T) => void

const promised = <T>(work: (done: Done<T>) => unknown): Promise<T> =>
  new Promise((resolve, reject) => {
    work((error, value) => {
      if (error) reject(withErrno(error))
      else resolve(value)
    })
  })

/** An extension that this server may not have: answers false where it does not. */
const extended = async (work: (done: Done<unknown>) => unknown): Promise<boolean> => {
  try {
    await promised(work)
    return true
  } catch (thrown) {
    // ssh2 throws at once for what the server never announced, without a code.
    if (thrown instanceof Error && (!('code' in thrown) || thrown.code === 'ENOTSUP')) return false
    throw thrown
  }
}

/** Where a file waits while another one takes its name. */
const besideOf = (path: string): string =>
  posix.join(posix.dirname(path), `.kopij-${posix.basename(path)}.was`)

export const sftpFiles = (sftp: SFTPWrapper): FileSystem => {
  const lstat = (path: string): Promise<Stats> => promised((done: Done<Stats>) => sftp.lstat(path, done))
  const unlink = (path: string): Promise<void> => promised((done: Done<void>) => sftp.unlink(path, done))
  const read = (path: string): Promise<Buffer> => promised((done: Done<Buffer>) => sftp.readFile(path, done))
  const plainRename = (from: string, to: string): Promise<void> =>
    promised((done: Done<void>) => sftp.rename(from, to, done))

  const openNew = async (path: string): Promise<Buffer> => {
    try {
      return await promised((done: Done<Buffer>) => sftp.open(path, 'wx', done))
    } catch (thrown) {
      // Servers say no more than that it failed.
      if (await lstat(path).catch(() => null)) throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' })
      throw thrown
    }
  }

  return {
    lstat,
    stat: (path) => promised((done: Done<Stats>) => sftp.stat(path, done)),
    async readFile(path) {
      try {
        return await read(path)
      } catch (thrown) {
        if (errnoOf(thrown) !== 'ENOENT') throw thrown
        return await read(besideOf(path)).catch(() => {
          throw thrown
        })
      }
    },
    unlink,
    mkdir: (path) => promised((done: Done<void>) => sftp.mkdir(path, done)),
    async readdir(path) {
      const found = await promised((done: Done<FileEntryWithStats[]>) => sftp.readdir(path, done))
      return found.map(({ filename }) => filename)
    },
    async open(path, flags): Promise<FileHandle> {
      // A folder is opened to be flushed, and there is no such thing over SFTP.
      if (flags === 'r')
        return {
          writeFile: () => Promise.resolve(),
          sync: () => Promise.resolve(),
          close: () => Promise.resolve(),
        }
      const handle = await openNew(path)
      return {
        async writeFile(data) {
          const bytes = Buffer.from(data)
          for (let at = 0; at < bytes.length; at += CHUNK) {
            const length = Math.min(CHUNK, bytes.length - at)
            await promised((done: Done<void>) => sftp.write(handle, bytes, at, length, at, done))
          }
        },
        async sync() {
          await extended((done) => sftp.ext_openssh_fsync(handle, done))
        },
        close: () => promised((done: Done<void>) => sftp.close(handle, done)),
      }
    },
    async rename(from, to) {
      if (await extended((done) => sftp.ext_openssh_rename(from, to, (error) => done(error, null)))) return
      // In version 3 a name that is taken cannot be renamed to. What stood there stands beside it for a moment, so that
      // whoever comes after a cut still finds it (see readFile): the register of a folder must not vanish.
      const beside = besideOf(to)
      try {
        await plainRename(from, to)
      } catch (thrown) {
        if (!(await lstat(to).catch(() => null))) throw thrown
        await unlink(beside).catch(() => undefined)
        await plainRename(to, beside)
        await plainRename(from, to)
      }
      await unlink(beside).catch(() => undefined)
    },
  }
}
