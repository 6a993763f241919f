/** The register of a folder as it lies there: read, and written whole or not at all. */
import { FaultError } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { errnoOf, type FileSystem, flushFolder, placeFile } from './file-system.ts'
import {
  newRegister,
  REGISTER,
  readRegister,
  readSheet,
  SHEETS,
  type Subject,
  type Subjects,
  sheetOf,
  sheetsIn,
} from './folder-register.ts'

export type FolderAccount = {
  /** What the folder has of the subject. */
  before: Subject | undefined
  /** What was written of this subject and of those beside it, the newest first. */
  near: readonly Subjects[]
  /** Everything that was ever written, which takes reading every sheet: asked for only where a file is not known nearby. */
  everything(): Promise<readonly Subjects[]>
  /** Writes down how the subject is now. */
  save(now: Subject): Promise<void>
}

type Place = {
  folder: string
  desk: Id
  files: FileSystem
  joined: (folder: string, name: string) => string
}

/** Opens the account of one subject. Throws `target-folder-foreign-file` where the register is not ours to touch. */
export const openAccount = async (
  { folder, desk, files, joined }: Place,
  subject: string,
): Promise<FolderAccount> => {
  const sheets = joined(folder, SHEETS)
  const sheet = sheetOf(subject)

  const textOf = async (path: string): Promise<string | null> => {
    try {
      return new TextDecoder().decode(await files.readFile(path))
    } catch (thrown) {
      if (errnoOf(thrown) === 'ENOENT') return null
      throw thrown
    }
  }
  const put = async (within: string, name: string, value: unknown): Promise<void> => {
    const data = new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`)
    const temporary = joined(within, `.kopij-${name.replace(/^\.kopij/u, 'register')}.tmp`)
    await placeFile(files, { temporary, final: joined(within, name) }, data)
    await flushFolder(files, within)
  }
  const onSheet = async (name: string): Promise<Subjects> => {
    const text = await textOf(joined(sheets, name))
    return text === null ? {} : readSheet(text, desk).subjects
  }

  const text = await textOf(joined(folder, REGISTER))
  const register = text === null ? null : readRegister(text, desk)
  const old = register?.subjects ?? {}
  let own = await onSheet(sheet)

  /** The folder is marked as this desk's before anything else lies in it. */
  const prepare = async (): Promise<void> => {
    if (register?.format !== 2) await put(folder, REGISTER, newRegister(desk, old))
    const there = await files.lstat(sheets).catch((thrown: unknown) => {
      if (errnoOf(thrown) === 'ENOENT') return null
      throw thrown
    })
    if (there === null) await files.mkdir(sheets)
    // Through a link of that name we would write somewhere else.
    else if (!there.isDirectory()) throw new FaultError('target-folder-foreign-file', { name: SHEETS })
  }
  let prepared = false

  return {
    before: own[subject] ?? old[subject],
    near: [own, old],
    async everything() {
      const names = await files.readdir(sheets).catch((thrown: unknown) => {
        if (errnoOf(thrown) === 'ENOENT') return []
        throw thrown
      })
      const all: Subjects[] = [old]
      for (const name of sheetsIn(names)) all.push(await onSheet(name))
      return all
    },
    async save(now) {
      if (!prepared) await prepare()
      prepared = true
      own = { ...own, [subject]: now }
      await put(sheets, sheet, { desk, subjects: own })
    },
  }
}
