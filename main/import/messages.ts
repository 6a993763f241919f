/**
 * What the desk process and a process that reads files say to each other. The reader has had a stranger's file in its hands:
 * whatever comes from it is checked like anything from outside.
 */
import { z } from 'zod'
import { Agency } from '../../shared/domain/agency.ts'
import { Bytes } from '../../shared/domain/bytes.ts'
import { Copy } from '../../shared/domain/copy.ts'
import { ImportDropped, ImportFormat, ImportRefusal } from '../../shared/ipc/import.ts'

export const ToReader = z.strictObject({
  type: z.literal('read'),
  bytes: Bytes,
  agencies: z.array(Agency),
})
export type ToReader = z.infer<typeof ToReader>

/** An item of a file, as shared/formats/imported.ts describes it. */
export const ReadItem = z.strictObject({
  format: ImportFormat,
  uri: z.string().max(2048).nullable(),
  version: z.number().nullable(),
  status: z.enum(['usable', 'withheld', 'canceled']),
  embargoUntil: z.union([z.number(), z.literal('indefinite')]).nullable(),
  firstCreatedAt: z.number().nullable(),
  versionCreatedAt: z.number().nullable(),
  signal: z.enum(['correction', 'update']).nullable(),
  note: z.string(),
  follows: z.string().max(2048).optional(),
  rawCredits: z.string(),
  copy: Copy,
  dropped: z.array(ImportDropped),
})
export type ReadItem = z.infer<typeof ReadItem>

export const FromReader = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  /** One at a time, so that nobody has to take in a whole file at once. */
  z.strictObject({ type: z.literal('item'), item: ReadItem }),
  z.strictObject({ type: z.literal('done') }),
  z.strictObject({ type: z.literal('refused'), reason: ImportRefusal }),
])
export type FromReader = z.infer<typeof FromReader>

/** Signs and blocks that one item may have: several times the longest story that anybody printed. */
export const LONGEST_ITEM = { signs: 300_000, blocks: 4000 } as const
/** Items of one file. */
export const MOST_ITEMS = 200
