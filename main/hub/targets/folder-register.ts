/**
 * What Kopij knows of a folder that it delivers to, kept in the folder itself as `.kopij.json`: whose folder it is and
 * which files it wrote. It is how the folder target tells its own files from those of others.
 */
import { z } from 'zod'
import { FaultError } from '../../../shared/errors.ts'
import { Id } from '../../../shared/ids.ts'

/** The register's name in the folder. */
export const REGISTER = '.kopij.json'

const Written = z.strictObject({ name: z.string(), sha256: z.string() })
export type Written = z.infer<typeof Written>

const Delivered = z.strictObject({ key: z.string(), version: z.int(), files: z.array(Written) })
export type Delivered = z.infer<typeof Delivered>

/** `begun` is written before the first file of a delivery is touched, so that a crash leaves no file unexplained. */
const Subject = z.strictObject({ done: Delivered.nullable(), begun: Delivered.nullable() })
export type Subject = z.infer<typeof Subject>

export const FolderRegister = z.strictObject({
  about: z.string(),
  format: z.literal(1),
  desk: Id,
  subjects: z.record(z.string(), Subject),
})
export type FolderRegister = z.infer<typeof FolderRegister>

/** The register of a folder that nothing was delivered to yet. */
export const newRegister = (desk: Id): FolderRegister => ({
  about: 'Kopij keeps account here of the files it wrote to this folder. Please leave this file in place.',
  format: 1,
  desk,
  subjects: {},
})

/**
 * Reads a register. One that is damaged, of a newer version or of another desk is not ours to touch: overwriting it
 * would make every file in the folder a stranger.
 */
export const readRegister = (text: string, desk: Id): FolderRegister => {
  const foreign = (cause?: unknown): FaultError =>
    new FaultError('target-folder-foreign-file', { name: REGISTER }, { cause })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (thrown) {
    throw foreign(thrown)
  }
  const parsed = FolderRegister.safeParse(json)
  if (!parsed.success) throw foreign(parsed.error)
  if (parsed.data.desk !== desk) throw foreign()
  return parsed.data
}

const filesOf = (subject: Subject | undefined): Written[] => [
  ...(subject?.done?.files ?? []),
  ...(subject?.begun?.files ?? []),
]

/** Every state that a file of this name may have left our hands in; empty when it is not ours. */
export const knownHashes = (register: FolderRegister, name: string): string[] =>
  Object.values(register.subjects)
    .flatMap(filesOf)
    .filter((file) => file.name === name)
    .map((file) => file.sha256)

/** All names that a subject may have files under. */
export const namesOf = (subject: Subject | undefined): string[] => [
  ...new Set(filesOf(subject).map((file) => file.name)),
]

const same = (a: Written) => (b: Written) => a.name === b.name && a.sha256 === b.sha256

/**
 * The register before the first file of a delivery is touched. What an attempt that broke off may have left in the
 * folder stays known, or it would be a stranger to the next one.
 */
export const begin = (register: FolderRegister, subject: string, planned: Delivered): FolderRegister => {
  const before = register.subjects[subject]
  const left = (before?.begun?.files ?? []).filter((file) => !planned.files.some(same(file)))
  const begun = { ...planned, files: [...planned.files, ...left] }
  return {
    ...register,
    subjects: { ...register.subjects, [subject]: { done: before?.done ?? null, begun } },
  }
}

/** The register after the last file: what stands in the folder now. */
export const complete = (register: FolderRegister, subject: string, done: Delivered): FolderRegister => ({
  ...register,
  subjects: { ...register.subjects, [subject]: { done, begun: null } },
})
