import type { z } from 'zod'

/**
 * Small things that the window remembers for itself (widths, where it was). Never content: the window holds
 * no durable state (design, "The working copy"). What does not parse is forgotten.
 */
export const readStored = <T>(key: string, schema: z.ZodType<T>, places: readonly Storage[]): T | null => {
  for (const place of places) {
    try {
      const parsed = schema.safeParse(JSON.parse(place.getItem(key) ?? 'null'))
      if (parsed.success) return parsed.data
    } catch {
      // Not JSON: written by something else, and not worth a word to anybody.
    }
  }
  return null
}

export const writeStored = (key: string, value: unknown, places: readonly Storage[]): void => {
  for (const place of places) place.setItem(key, JSON.stringify(value))
}
