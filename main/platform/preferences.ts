/** Wishes and window places that are kept for this computer: small JSON files, replaced whole. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

export type Kept<T> = { read(): T; write(value: T): void }

/**
 * A value in a file. What is missing or does not fit is `start`: a damaged wish must not keep the app from opening, and
 * a file of an older Kopij lacks only the wishes that are new.
 */
export const keep = <T extends object>(file: string, model: z.ZodType<T>, start: T): Kept<T> => {
  let value = start
  try {
    const parsed = model.safeParse({ ...start, ...JSON.parse(readFileSync(file, 'utf8')) })
    if (parsed.success) value = parsed.data
  } catch {
    // Not there yet, or not readable: the start value stands.
  }
  return {
    read: () => value,
    write(next) {
      value = next
      try {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(`${file}.new`, JSON.stringify(next))
        renameSync(`${file}.new`, file)
      } catch {
        // A full disk costs a wish, never the work: copy goes another way.
      }
    },
  }
}
