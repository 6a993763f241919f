import { z } from 'zod'
import { Id } from '../ids.ts'

/** A section ("rubriek") of the desk. `order` places it in the rail; a retired one keeps its old items. */
export const Section = z.strictObject({
  id: Id,
  name: z.string().min(1).max(60),
  order: z.int(),
  active: z.boolean(),
})
export type Section = z.infer<typeof Section>
