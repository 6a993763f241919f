/**
 * The line of fast entry that is not a brief yet. It belongs to the person who types it and comes back after a walk
 * to another view or a crash: typed text is never lost, not even before it has a name (design, section 5).
 */
import { z } from 'zod'
import type { Id } from '../../../shared/ids.ts'
import { readStored, writeStored } from '../../lib/stored.ts'

const Draft = z.object({ line: z.string().max(20_000), section: z.string().nullable() })
/** What stands in the entry: the line as typed, and the section it is for (null: as the window shows). */
export type Draft = z.infer<typeof Draft>

const keyOf = (desk: Id, person: Id): string => `kopij.entry.${desk}.${person}`

/** The line that this person left. */
export const readDraft = (desk: Id, person: Id): Draft =>
  readStored(keyOf(desk, person), Draft, [localStorage]) ?? { line: '', section: null }

/** Keeps the line; an empty one too, because it was emptied. */
export const keepDraft = (desk: Id, person: Id, draft: Draft): void =>
  writeStored(keyOf(desk, person), draft, [localStorage])
