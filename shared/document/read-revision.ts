/**
 * Revisions to be read by people, whoever made them: a newer Kopij may have written a format, a block or a field that
 * this build does not know. What rules and releases reads `copyOfRevision`, which takes nothing that it does not know.
 */
import { z } from 'zod'
import { Block, Copy, ItemKind, Urgency } from '../domain/copy.ts'

const words = (value: unknown, depth = 0): string[] => {
  if (depth > 100) return []
  if (Array.isArray(value)) return value.flatMap((one) => words(one, depth + 1))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'text' && typeof member === 'string' ? [member] : words(member, depth + 1),
  )
}

/** A block that this build knows, or its words under the name that it was given. */
const TolerantBlock = z.unknown().transform((raw): Block => {
  const known = Block.safeParse(raw)
  if (known.success) return known.data
  const named = z.object({ type: z.string() }).safeParse(raw)
  return { type: 'unknown', name: named.success ? named.data.type : 'block', text: words(raw).join(' ') }
})

const TolerantCopy = z.object({
  kind: ItemKind.catch('lead'),
  kicker: z.string().catch(''),
  headline: z.string().catch(''),
  byline: z.string().catch(''),
  dateline: z.array(z.string()).catch([]),
  credits: z.array(z.string()).catch([]),
  section: z.string().catch(''),
  slug: z.string().catch(''),
  urgency: Urgency.nullable().catch(null),
  language: z.string().catch('nl'),
  body: z.array(TolerantBlock).catch([]),
})

/** The copy inside a revision's JSON, as far as this build can tell; null when it is no revision at all. */
export const readRevision = (json: string): Copy | null => {
  try {
    const raw: unknown = JSON.parse(json)
    const holder = z.object({ copy: z.unknown() }).safeParse(raw)
    if (!holder.success) return null
    const exact = Copy.safeParse(holder.data.copy)
    if (exact.success) return exact.data
    const tolerant = TolerantCopy.safeParse(holder.data.copy)
    return tolerant.success ? tolerant.data : null
  } catch {
    return null
  }
}
