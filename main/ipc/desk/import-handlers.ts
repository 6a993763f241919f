/** The requests about files that come in, and about the files that items came from. */
import { FaultError } from '../../../shared/errors.ts'
import type { IMPORT_REQUESTS } from '../../../shared/ipc/import.ts'
import type { Desk } from '../../desk/desk.ts'
import { isItem } from '../../desk/facts.ts'
import type { ImportParts, ImportWish } from '../../desk/import-file.ts'
import { actorOf } from '../../desk/rights.ts'
import type { Handlers } from './serve.ts'

/** What of a window's seat the requests reach. */
export type ImportSeat = {
  desk(): { desk: Desk } | null
  person(): string | null
  /** What an import needs of the world outside the desk at this port. */
  importParts(): Promise<ImportParts>
  /** The file behind a grant, once. */
  readGranted(grant: string): Promise<ImportWish['file']>
  saveOriginal(grant: string, bytes: Uint8Array): Promise<void>
}

export const createImportHandlers = (seat: ImportSeat): Pick<Handlers, keyof typeof IMPORT_REQUESTS> => {
  const at = (): Desk => {
    const found = seat.desk()
    if (!found) throw new FaultError('no-desk')
    return found.desk
  }
  return {
    'items.import': async ({ file, section, again }, { command }) => {
      const desk = at()
      const person = seat.person()
      if (person === null) throw new FaultError('locked')
      const actor = actorOf(desk.context.db, person)
      const parts = await seat.importParts()
      const read: ImportWish['file'] =
        file.from === 'bytes' ? { ok: true, bytes: file.bytes } : await seat.readGranted(file.grant)
      const wish = { name: file.name, file: read, section, again }
      const { importFile } = await import('../../desk/import-file.ts')
      return await importFile(desk.context, actor, command, wish, parts)
    },
    'items.import-source': async ({ item }) => {
      const { originals } = await seat.importParts()
      const { sourceOf } = await import('../../desk/import-source.ts')
      return await sourceOf(at().context, originals, item)
    },
    'items.save-original': async ({ item, grant }) => {
      const { originals } = await seat.importParts()
      const bytes = isItem(at().context, item) ? await originals.bytesOf(item) : null
      if (bytes === null) throw new FaultError('gone')
      await seat.saveOriginal(grant, bytes)
      return {}
    },
  }
}
