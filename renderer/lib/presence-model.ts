/** Where somebody is in an item, as windows tell each other. Pure; what comes from another window is checked here. */
import { z } from 'zod'
import { Id } from '../../shared/ids.ts'

/** A place in the shared text: a Yjs relative position as JSON, opaque here. */
const Position = z.record(z.string(), z.unknown())

const Caret = z.object({ part: z.enum(['kicker', 'headline', 'body']), anchor: Position, head: Position })
/** A selection in one of the three texts. */
export type Caret = z.infer<typeof Caret>

/** `writes`: the person may write here; `took`: from whom the register was taken over. */
const Whereabouts = z.object({
  writes: z.boolean(),
  caret: Caret.nullable(),
  field: z.string().max(40).nullable(),
  took: Id.nullable(),
})
export type Whereabouts = z.infer<typeof Whereabouts>

export const NOWHERE: Whereabouts = { writes: false, caret: null, field: null, took: null }

/** Reads what another window says; what cannot be read is somebody who is there, nobody knows where. */
export const readWhereabouts = (state: string): Whereabouts => {
  try {
    const parsed = Whereabouts.safeParse(JSON.parse(state))
    return parsed.success ? parsed.data : NOWHERE
  } catch {
    return NOWHERE
  }
}

/** How many colours there are for people (tokens.css, `--peer-1` and on). */
export const PEER_COLOURS = 6

/** The colour of a person, the same in every window. It only repeats the name that stands beside it. */
export const colourOf = (person: string): number => {
  let sum = 0
  for (const sign of person) sum = (sum * 31 + sign.charCodeAt(0)) % 9973
  return (sum % PEER_COLOURS) + 1
}

/** What people at a desk call each other. */
export const firstName = (name: string): string => name.split(' ')[0] ?? name
