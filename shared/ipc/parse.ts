import type { z } from 'zod'

export type Parsed<T> = { ok: true; value: T } | { ok: false; where: string }

/**
 * Checks what came through a door, and never throws. zod's own `safeParse` does: a length is compared before the kind of
 * the value is known to be right, so `{ length: { toString: 0 } }` in the place of a text takes the process down.
 */
export const parseAtDoor = <T>(model: z.ZodType<T>, value: unknown): Parsed<T> => {
  try {
    const parsed = model.safeParse(value)
    if (parsed.success) return { ok: true, value: parsed.data }
    return { ok: false, where: parsed.error.issues[0]?.path.join('.') ?? '' }
  } catch {
    return { ok: false, where: '' }
  }
}
