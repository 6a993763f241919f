/**
 * Copy: what a reader will read, as plain data.
 *
 * Everything that leaves Kopij (revisions, exports, previews) is built from this shape, and everything
 * that comes in (paste, import) is turned into it. It knows nothing of the editor.
 */
import { z } from 'zod'

/** A stretch of text with one set of marks. A line break inside a paragraph is "\n". */
export const Run = z.strictObject({
  text: z.string(),
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  link: z.string().optional(),
})
export type Run = z.infer<typeof Run>

/** One line of running text: the runs of a paragraph, a subhead or a list item's paragraph, in order. */
export const Line = z.array(Run)
export type Line = z.infer<typeof Line>

/** Names of what stands in a block and this build does not know. Absent where it knows all of it. */
const unknown = z.array(z.string()).min(1).optional()

/**
 * A block of a body. The type `unknown` stands for what a newer Kopij wrote, and `unknown` on another type says that
 * something in it was: both are kept, shown grey, never edited.
 */
export const Block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), line: Line, unknown }),
  z.strictObject({ type: z.literal('subhead'), line: Line, unknown }),
  z.strictObject({ type: z.literal('quote'), lines: z.array(Line), unknown }),
  z.strictObject({ type: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(Line)), unknown }),
  z.strictObject({ type: z.literal('unknown'), name: z.string(), text: z.string() }),
])
export type Block = z.infer<typeof Block>

/** A lead is a full story, a brief one paragraph (design: "Words"). */
export const ItemKind = z.enum(['lead', 'brief'])
export type ItemKind = z.infer<typeof ItemKind>

/** Urgency as ninjs and NewsML-G2 have it: 1 is the most urgent, 9 the least. */
export const Urgency = z.int().min(1).max(9)

/**
 * The published fields and text of an item.
 * `dateline` holds places in printed capitals, `credits` agency codes as registered, both in printed order.
 * `section` is the id of a section of the desk. `language` is a BCP 47 tag.
 */
export const Copy = z.strictObject({
  kind: ItemKind,
  kicker: z.string(),
  headline: z.string(),
  byline: z.string(),
  dateline: z.array(z.string()),
  credits: z.array(z.string()),
  section: z.string(),
  slug: z.string(),
  urgency: Urgency.nullable(),
  language: z.string(),
  body: z.array(Block),
})
export type Copy = z.infer<typeof Copy>

/** Plain text of a line, marks left out. */
export const lineText = (line: Line): string => line.map((run) => run.text).join('')
