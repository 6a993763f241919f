/**
 * What Kopij knows of a folder that it delivers to, kept in the folder itself: whose folder it is (`.kopij.json`) and which
 * files it wrote (the sheets in `.kopij`). It is how the folder target tells its own files from those of others. A delivery
 * reads and writes one sheet of many, so that it costs the same when the folder has held a hundred thousand articles.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { FaultError } from '../../../shared/errors.ts'
import { Id } from '../../../shared/ids.ts'

/** The register's name in the folder. */
export const REGISTER = '.kopij.json'

/** The folder of its sheets. */
export const SHEETS = '.kopij'

const Written = z.strictObject({ name: z.string(), sha256: z.string() })
export type Written = z.infer<typeof Written>

const Delivered = z.strictObject({ key: z.string(), version: z.int(), files: z.array(Written) })
export type Delivered = z.infer<typeof Delivered>

/** `begun` is written before the first file of a delivery is touched, so that a crash leaves no file unexplained. */
const Subject = z.strictObject({ done: Delivered.nullable(), begun: Delivered.nullable() })
export type Subject = z.infer<typeof Subject>

/** What was written, by what it was about. */
export const Subjects = z.record(z.string(), Subject)
export type Subjects = z.infer<typeof Subjects>

const FolderRegister = z.strictObject({
  about: z.string(),
  format: z.union([z.literal(1), z.literal(2)]),
  desk: Id,
  /** What was delivered while a register was one file (format 1); whatever was delivered since stands on a sheet. */
  subjects: Subjects,
})
export type FolderRegister = z.infer<typeof FolderRegister>

const Sheet = z.strictObject({ desk: Id, subjects: Subjects })
export type Sheet = z.infer<typeof Sheet>

/** The register of a folder that nothing was delivered to yet, or of one that has sheets from now on. */
export const newRegister = (desk: Id, subjects: Subjects = {}): FolderRegister => ({
  about: 'Kopij keeps account here of the files it wrote to this folder. Please leave this file in place.',
  format: 2,
  desk,
  subjects,
})

/** On which sheet a subject stands: one of 256. */
export const sheetOf = (subject: string): string =>
  `${createHash('sha256').update(subject).digest('hex').slice(0, 2)}.json`

/** The sheets that the names in their folder tell of, also where one of them is just being replaced. */
export const sheetsIn = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap((name) => /[0-9a-f]{2}\.json/u.exec(name)?.[0] ?? [])),
]

/**
 * Reads a register, or a sheet. One that is damaged, of a newer version or of another desk is not ours to touch: overwriting
 * it would make every file in the folder a stranger.
 */
const read = <T extends { desk: Id }>(schema: z.ZodType<T>, name: string, text: string, desk: Id): T => {
  const foreign = (cause?: unknown): FaultError =>
    new FaultError('target-folder-foreign-file', { name }, { cause })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (thrown) {
    throw foreign(thrown)
  }
  const parsed = schema.safeParse(json)
  if (!parsed.success) throw foreign(parsed.error)
  if (parsed.data.desk !== desk) throw foreign()
  return parsed.data
}

export const readRegister = (text: string, desk: Id): FolderRegister =>
  read(FolderRegister, REGISTER, text, desk)
export const readSheet = (text: string, desk: Id): Sheet => read(Sheet, SHEETS, text, desk)

const filesOf = (subject: Subject | undefined): Written[] => [
  ...(subject?.done?.files ?? []),
  ...(subject?.begun?.files ?? []),
]

/** Every state that a file of this name may have left our hands in; empty when it is not ours. */
export const knownHashes = (known: readonly Subjects[], name: string): string[] =>
  known
    .flatMap((subjects) => Object.values(subjects))
    .flatMap(filesOf)
    .filter((file) => file.name === name)
    .map((file) => file.sha256)

/** All names that a subject may have files under. */
export const namesOf = (subject: Subject | undefined): string[] => [
  ...new Set(filesOf(subject).map((file) => file.name)),
]

const same = (a: Written) => (b: Written) => a.name === b.name && a.sha256 === b.sha256

/**
 * A subject before the first file of a delivery is touched. What an attempt that broke off may have left in the folder stays
 * known, or it would be a stranger to the next one.
 */
export const begin = (before: Subject | undefined, planned: Delivered): Subject => {
  const left = (before?.begun?.files ?? []).filter((file) => !planned.files.some(same(file)))
  return { done: before?.done ?? null, begun: { ...planned, files: [...planned.files, ...left] } }
}

/**
 * A begun subject after an attempt that found files of others under these names: it wrote nothing there. What an earlier one may
 * have written there stays known.
 */
export const withoutStrangers = (
  begun: Subject,
  before: Subject | undefined,
  strangers: readonly string[],
): Subject => {
  if (begun.begun === null) return begun
  const known = filesOf(before)
  const files = begun.begun.files.filter((file) => !strangers.includes(file.name) || known.some(same(file)))
  return { ...begun, begun: { ...begun.begun, files } }
}

/** The subject after the last file: what stands in the folder now. */
export const complete = (done: Delivered): Subject => ({ done, begun: null })
