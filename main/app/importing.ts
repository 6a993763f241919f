/** What imports need of the desk process: its one reader of files, and where originals lie. Nothing of it is read at a start. */
import type { Clock } from '../../shared/clock.ts'
import type { ImportParts } from '../desk/import-file.ts'
import type { Originals } from '../desk/originals.ts'
import type { Reader, StartReader } from '../import/reader.ts'
import { deskFolder } from './desk-folders.ts'
import type { GrantedFile } from './read-granted.ts'

export type Importing = {
  partsOf(desk: string): Promise<ImportParts>
  readGranted(path: string): Promise<GrantedFile>
  stop(): void
}

/** Off the one thread that everybody's keys go through. */
const hash = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))).toString('hex')

export const createImporting = (data: string, start: StartReader | undefined, clock: Clock): Importing => {
  const originals = new Map<string, Originals>()
  let reader: Reader | null = null
  let stopped = false
  const readerOf = async (): Promise<Reader | null> => {
    if (start === undefined) return null
    const { createReader } = await import('../import/reader.ts')
    reader ??= createReader(start, clock)
    if (stopped) reader.stop()
    return reader
  }
  const originalsOf = async (desk: string): Promise<Originals> => {
    const { createOriginals } = await import('./kept-originals.ts')
    const known = originals.get(desk) ?? createOriginals(deskFolder(data, desk))
    originals.set(desk, known)
    return known
  }
  return {
    async partsOf(desk) {
      return {
        originals: await originalsOf(desk),
        async read(bytes, agencies) {
          const apart = await readerOf()
          return apart === null ? { ok: false, reason: 'stopped' } : await apart.read(bytes, agencies)
        },
        hash,
        breathe: () => new Promise((settle) => clock.after(0, () => settle())),
      }
    },
    readGranted: async (path) => await (await import('./read-granted.ts')).readGranted(path),
    stop() {
      stopped = true
      reader?.stop()
    },
  }
}
