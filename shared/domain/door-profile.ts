/** What a target wants of the items that it gets; what it is held against is shared/formats/door.ts. */
import { z } from 'zod'
import { ItemKind } from './copy.ts'

/** The fields that a profile can ask for. */
export const DoorField = z.enum([
  'kicker',
  'headline',
  'byline',
  'dateline',
  'credits',
  'section',
  'slug',
  'urgency',
  'language',
  'body',
])
export type DoorField = z.infer<typeof DoorField>

const length = z.int().min(1).max(100_000).optional()

/**
 * What a target wants of one kind of item. `longest` is in characters, of the body in words. `forbidden` holds single
 * characters. `signs` is what the system behind the target can print: anything, Latin-1, or ASCII.
 */
export const DoorProfile = z.strictObject({
  kind: ItemKind,
  required: z.array(DoorField),
  longest: z.strictObject({
    kicker: length,
    headline: length,
    byline: length,
    slug: length,
    body: length,
  }),
  forbidden: z.string().max(200),
  signs: z.enum(['any', 'latin-1', 'ascii']),
})
export type DoorProfile = z.infer<typeof DoorProfile>

/** What a new target asks for; a desk changes it. */
export const USUAL_PROFILES: Readonly<Record<DoorProfile['kind'], DoorProfile>> = {
  lead: {
    kind: 'lead',
    required: ['headline', 'section', 'language', 'body'],
    longest: { headline: 140, slug: 200, byline: 255 },
    forbidden: '',
    signs: 'any',
  },
  brief: {
    kind: 'brief',
    required: ['section', 'language', 'body'],
    longest: { headline: 140, slug: 200, byline: 255 },
    forbidden: '',
    signs: 'any',
  },
}
