/**
 * The line of fast entry that is not a brief yet, and the lines that were entered and are not safely on the desk. They
 * belong to the person who types them and come back after a walk to another view or a crash: typed text is never lost, not
 * even before it has a name (design, section 5).
 */
import { z } from 'zod'
import { Copy } from '../../../shared/domain/copy.ts'
import { Fault } from '../../../shared/errors.ts'
import { Id } from '../../../shared/ids.ts'
import { readStored, writeStored } from '../../lib/stored.ts'
import type { NewBrief } from './make-brief.ts'

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

/** A line that was entered: what is to be made of it, and why it was not (null: nobody answered yet). */
export type StoredLine = {
  key: Id
  /** The id of the returning slot that it fills, until it is known under which id it goes. */
  fills: Id | null
  brief: NewBrief
  fault: Fault | null
}

const Entered = z.array(
  z.object({
    key: Id,
    fills: Id.nullable(),
    brief: z.object({
      id: Id,
      line: z.string(),
      section: z.string(),
      copy: Copy.pick({ dateline: true, credits: true, body: true }),
      time: z.object({ wall: z.string(), zone: z.string(), instant: z.number() }).nullable(),
    }),
    fault: Fault.nullable(),
  }),
)

const enteredKey = (desk: Id, person: Id): string => `kopij.entered.${desk}.${person}`

/** The lines of this person that were entered and that nobody dealt with, the oldest first. */
export const readEntered = (desk: Id, person: Id): StoredLine[] =>
  readStored(enteredKey(desk, person), Entered, [localStorage]) ?? []

const write = (desk: Id, person: Id, lines: readonly StoredLine[]): void => {
  try {
    writeStored(enteredKey(desk, person), lines, [localStorage])
  } catch {
    // No room for it: the window still holds the line, and shows it when it is refused.
  }
}

/** Keeps a line, in the place of what was kept of it. Those that another window keeps stay. */
export const keepEntered = (desk: Id, person: Id, line: StoredLine): void => {
  const before = readEntered(desk, person)
  const isKnown = before.some(({ key }) => key === line.key)
  write(desk, person, isKnown ? before.map((one) => (one.key === line.key ? line : one)) : [...before, line])
}

/** The line is a brief on the desk, or its writer needs it no longer. */
export const dropEntered = (desk: Id, person: Id, line: Id): void =>
  write(
    desk,
    person,
    readEntered(desk, person).filter(({ key }) => key !== line),
  )
