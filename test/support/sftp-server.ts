/** An SFTP server in this process, over a folder of this computer: what ssh2 offers, with faults on request. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { constants } from 'node:fs'
import * as disk from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import type { Attributes, Connection, FileEntry, SFTPWrapper } from 'ssh2'
import ssh2 from 'ssh2'
import { fingerprintOf } from '../../main/hub/targets/sftp.ts'

export type SftpServer = {
  port: number
  fingerprint: string
  folder: string
  /** Names of requests so far, such as `RENAME tmp -> name`. */
  requests: string[]
  /** Called before each request; whoever throws cuts the connection there. `after`: once it was done. */
  onRequest: ((name: string, path: string, when: 'before' | 'after') => void) | null
  /** Whether a request fails, as on a full disk: nothing is done, and the server says no more than that. */
  fails: ((name: string, path: string) => boolean) | null
  stop(): Promise<void>
}

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp

const attributesOf = (found: Awaited<ReturnType<typeof disk.lstat>>): Attributes => ({
  mode: Number(found.mode),
  uid: Number(found.uid),
  gid: Number(found.gid),
  size: Number(found.size),
  atime: Math.floor(Number(found.atimeMs) / 1000),
  mtime: Math.floor(Number(found.mtimeMs) / 1000),
})

/** How Node opens a file for the flags of SFTP. */
const flagsOf = (flags: number): number =>
  (flags & OPEN_MODE.WRITE ? constants.O_WRONLY : constants.O_RDONLY) |
  (flags & OPEN_MODE.CREAT ? constants.O_CREAT : 0) |
  (flags & OPEN_MODE.EXCL ? constants.O_EXCL : 0) |
  (flags & OPEN_MODE.TRUNC ? constants.O_TRUNC : 0)

/** The key of every server in a run. */
let hostKey: string | null = null

export const startSftpServer = async (with_: {
  folder: string
  user: string
  password: string
}): Promise<SftpServer> => {
  hostKey ??= ssh2.utils.generateKeyPairSync('ed25519').private
  const parsed = ssh2.utils.parseKey(hostKey)
  if (parsed instanceof Error || Array.isArray(parsed)) throw new Error('no host key')
  const running: SftpServer = {
    port: 0,
    fingerprint: fingerprintOf(parsed.getPublicSSH()),
    folder: with_.folder,
    requests: [],
    onRequest: null,
    fails: null,
    stop: () => Promise.resolve(),
  }
  const connections = new Set<Connection>()

  const serve = (sftp: SFTPWrapper, cut: () => void): void => {
    const handles = new Map<string, { file: disk.FileHandle; path: string }>()
    const listings = new Map<string, string[]>()
    const inside = (path: string): string => join(with_.folder, path)
    const handleOf = (handle: Buffer) => {
      const found = handles.get(handle.toString('hex'))
      if (!found) throw Object.assign(new Error('no handle'), { code: 'EIO' })
      return found
    }
    const done = (id: number) => (): void => sftp.status(id, STATUS_CODE.OK)
    const failed = (id: number, thrown: unknown): void => {
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : ''
      if (code === 'ENOENT') sftp.status(id, STATUS_CODE.NO_SUCH_FILE)
      else if (code === 'EACCES') sftp.status(id, STATUS_CODE.PERMISSION_DENIED)
      else sftp.status(id, STATUS_CODE.FAILURE)
    }
    /** One request: told before, and after it was done but not answered; a fault there cuts the connection, as a dead server would. */
    const request = (name: string, path: string, id: number, work: () => Promise<() => void>): void => {
      void (async () => {
        try {
          running.onRequest?.(name, path, 'before')
        } catch {
          return cut()
        }
        running.requests.push(`${name} ${path}`)
        let answer: () => void = () => undefined
        try {
          if (running.fails?.(name, path)) throw new Error('told to fail')
          answer = await work()
        } catch (thrown) {
          answer = () => failed(id, thrown)
        }
        try {
          running.onRequest?.(name, path, 'after')
        } catch {
          return cut()
        }
        answer()
      })()
    }
    const stat = (id: number, path: string, name: string): void =>
      request(name, path, id, async () => {
        const found = attributesOf(await disk.lstat(inside(path)))
        return () => sftp.attrs(id, found)
      })
    sftp.on('close', () => {
      for (const { file } of handles.values()) void file.close().catch(() => undefined)
    })
    sftp.on('STAT', (id, path) => stat(id, path, 'STAT'))
    sftp.on('LSTAT', (id, path) => stat(id, path, 'LSTAT'))
    sftp.on('REALPATH', (id, path) => sftp.name(id, [{ filename: path } as FileEntry]))
    sftp.on('OPEN', (id, path, flags) =>
      request('OPEN', path, id, async () => {
        const file = await disk.open(inside(path), flagsOf(flags))
        const handle = Buffer.from(randomUUID().replaceAll('-', ''), 'hex')
        handles.set(handle.toString('hex'), { file, path })
        return () => sftp.handle(id, handle)
      }),
    )
    sftp.on('FSTAT', (id, handle) =>
      request('FSTAT', '', id, async () => {
        const found = attributesOf(await handleOf(handle).file.stat())
        return () => sftp.attrs(id, found)
      }),
    )
    sftp.on('READ', (id, handle, offset, length) =>
      request('READ', '', id, async () => {
        const { file } = handleOf(handle)
        const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset)
        return bytesRead === 0
          ? () => sftp.status(id, STATUS_CODE.EOF)
          : () => sftp.data(id, buffer.subarray(0, bytesRead))
      }),
    )
    sftp.on('WRITE', (id, handle, offset, data) => {
      const bytes = Buffer.from(data)
      request('WRITE', handles.get(handle.toString('hex'))?.path ?? '', id, async () => {
        await handleOf(handle).file.write(bytes, 0, bytes.length, offset)
        return done(id)
      })
    })
    sftp.on('CLOSE', (id, handle) =>
      request('CLOSE', '', id, async () => {
        if (listings.delete(handle.toString('hex'))) return done(id)
        await handleOf(handle).file.close()
        handles.delete(handle.toString('hex'))
        return done(id)
      }),
    )
    sftp.on('RENAME', (id, from, to) =>
      request('RENAME', `${from} -> ${to}`, id, async () => {
        // Version 3: a name that is taken stays.
        if (await disk.lstat(inside(to)).catch(() => null))
          throw Object.assign(new Error('taken'), { code: 'EEXIST' })
        await disk.rename(inside(from), inside(to))
        return done(id)
      }),
    )
    sftp.on('MKDIR', (id, path) =>
      request('MKDIR', path, id, async () => {
        await disk.mkdir(inside(path))
        return done(id)
      }),
    )
    sftp.on('OPENDIR', (id, path) =>
      request('OPENDIR', path, id, async () => {
        const names = await disk.readdir(inside(path))
        const handle = Buffer.from(randomUUID().replaceAll('-', ''), 'hex')
        listings.set(handle.toString('hex'), names)
        return () => sftp.handle(id, handle)
      }),
    )
    sftp.on('READDIR', (id, handle) => {
      const names = listings.get(handle.toString('hex')) ?? []
      listings.set(handle.toString('hex'), [])
      if (names.length === 0) sftp.status(id, STATUS_CODE.EOF)
      else
        sftp.name(
          id,
          names.map((filename) => ({ filename, longname: filename }) as FileEntry),
        )
    })
    sftp.on('REMOVE', (id, path) =>
      request('REMOVE', path, id, async () => {
        await disk.unlink(inside(path))
        return done(id)
      }),
    )
  }

  const server = new ssh2.Server({ hostKeys: [hostKey] }, (connection) => {
    connections.add(connection)
    connection.on('error', () => undefined)
    connection.on('close', () => connections.delete(connection))
    connection.on('authentication', (asked) => {
      if (asked.method === 'password' && asked.username === with_.user && asked.password === with_.password)
        asked.accept()
      else asked.reject(['password'])
    })
    connection.on('session', (accept) => {
      accept().on('sftp', (open) => serve(open(), () => connection.end()))
    })
  })
  const listener = createServer({ noDelay: true }, (socket) => {
    server.injectSocket(socket)
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  running.port = (listener.address() as AddressInfo).port
  running.stop = async () => {
    for (const connection of connections) connection.end()
    await new Promise<void>((resolve) => listener.close(() => resolve()))
  }
  return running
}
