/** Reading a file that a person chose. It may be anything: a device without an end, a pipe that nobody writes into. */
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { LARGEST_IMPORT } from '../../shared/ipc/import.ts'

export type GrantedFile = { ok: true; bytes: Uint8Array } | { ok: false; reason: 'unreadable' | 'too-large' }

/** Reads an ordinary file of at most the largest size; anything else is refused. Never rejects, and never waits for a writer. */
export const readGranted = async (path: string): Promise<GrantedFile> => {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const facts = await file.stat()
      if (!facts.isFile()) return { ok: false, reason: 'unreadable' }
      if (facts.size > LARGEST_IMPORT) return { ok: false, reason: 'too-large' }
      // It may grow while it is read: no more is taken than was there.
      const bytes = Buffer.alloc(facts.size)
      let length = 0
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
        if (bytesRead === 0) break
        length += bytesRead
      }
      return { ok: true, bytes: bytes.subarray(0, length) }
    } finally {
      await file.close()
    }
  } catch {
    return { ok: false, reason: 'unreadable' }
  }
}
