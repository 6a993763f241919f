import { z } from 'zod'
import { Id } from '../ids.ts'
import { ItemKind } from './copy.ts'

/** The skeleton of an item that a desk makes again and again. `headline` and `text` may hold words to be written over. */
export const Template = z.strictObject({
  id: Id,
  name: z.string().trim().min(1).max(80),
  kind: ItemKind,
  /** Null: the section that whoever uses it is in. */
  section: Id.nullable(),
  headline: z.string().max(300),
  kicker: z.string().max(120),
  dateline: z.array(z.string().min(1).max(80)).max(8),
  credits: z.array(z.string().min(1).max(60)).max(8),
  /** Its paragraphs, one a line. */
  text: z.string().max(8000),
})
export type Template = z.infer<typeof Template>
