/** The part of the contract about files that come in: what a file was, what became of it, and what was left out. */
import { z } from 'zod'
import { Bytes } from '../domain/bytes.ts'
import { ItemKind } from '../domain/copy.ts'
import { Id } from '../ids.ts'

/** Bytes. Documents come with their pictures; what is text alone is refused sooner (shared/formats/read-file.ts). */
export const LARGEST_IMPORT = 32 * 1024 * 1024

/** Why nothing of a file became an item. Each has a sentence and what helps (i18n, `import.refused`). */
export const ImportRefusal = z.enum([
  'unknown',
  'malformed',
  'empty',
  'too-large',
  'too-deep',
  'too-much',
  'archive',
  'unsafe-archive',
  'locked',
  'old-word',
  'not-text',
  'too-long',
  'too-heavy',
  'stopped',
  'unreadable',
])
export type ImportRefusal = z.infer<typeof ImportRefusal>

/** What a file turned out to be, by its bytes. */
export const ImportFormat = z.enum([
  'ninjs-3',
  'ninjs-2',
  'ninjs-1',
  'ninjs-superdesk',
  'newsml-g2',
  'newsml-1.2',
  'nitf',
  'html',
  'markdown',
  'wire-text',
  'iptc-7901',
  'anpa-1312',
  'rtf',
  'docx',
  'odt',
])
export type ImportFormat = z.infer<typeof ImportFormat>

/** What has no place in copy. `text` is empty where it had no words. */
export const ImportDropped = z.strictObject({
  what: z.enum([
    'picture',
    'video',
    'audio',
    'graphic',
    'table',
    'markup',
    'metadata',
    'sign-off',
    'footnote',
    'deletion',
    'hidden',
    'unknown',
  ]),
  text: z.string(),
})
export type ImportDropped = z.infer<typeof ImportDropped>

/**
 * What stands elsewhere than in the file, or was decided about it. `section-unknown`: `text` is the sender's name of a
 * section that the desk does not have. `dateline`: taken out of the running text. `embargo`: `at` is ms UTC.
 */
export const ImportChange = z.strictObject({
  what: z.enum([
    'section-unknown',
    'dateline',
    'note',
    'embargo',
    'embargo-endless',
    'withheld',
    'canceled',
    'correction',
    'update',
    'follows',
    'links-removed',
  ]),
  text: z.string(),
  at: z.int().nullable(),
})
export type ImportChange = z.infer<typeof ImportChange>

/**
 * What the desk already had of it. `same-file`: these very bytes. `same-version`, `older`: the sender's own name and
 * version say that nothing newer came. `newer`: what came is a later version of `item`.
 */
export const ImportKnown = z.strictObject({
  how: z.enum(['same-file', 'same-version', 'older', 'newer']),
  item: Id,
  headline: z.string(),
  at: z.int(),
})
export type ImportKnown = z.infer<typeof ImportKnown>

export const ImportedItem = z.strictObject({
  /** Null where it was not made because the desk had it already; see `known`. */
  item: Id.nullable(),
  kind: ItemKind,
  headline: z.string(),
  /** It is set apart (spiked): its sender says that it is not to be published. */
  apart: z.boolean(),
  known: ImportKnown.nullable(),
  changes: z.array(ImportChange),
  dropped: z.array(ImportDropped),
})
export type ImportedItem = z.infer<typeof ImportedItem>

export const ImportReport = z.strictObject({
  name: z.string(),
  format: ImportFormat.nullable(),
  refused: ImportRefusal.nullable(),
  items: z.array(ImportedItem),
})
export type ImportReport = z.infer<typeof ImportReport>

/** The file that an item came from, as it is kept on this computer. */
export const ImportSource = z.strictObject({
  name: z.string(),
  format: ImportFormat,
  size: z.int(),
  at: z.int(),
  changes: z.array(ImportChange),
  dropped: z.array(ImportDropped),
})
export type ImportSource = z.infer<typeof ImportSource>

/** The file of an item that was imported at another computer of the desk, which is where it lies. `at`: ms UTC. */
export const ImportElsewhere = z.strictObject({ name: z.string(), by: z.string(), at: z.int() })
export type ImportElsewhere = z.infer<typeof ImportElsewhere>

export const IMPORT_REQUESTS = {
  /**
   * Makes drafts of one file. Bytes come from a drop or the clipboard, a grant from a dialog; never a path. Nothing is
   * made twice: `again` makes it all the same.
   */
  'items.import': {
    input: z.strictObject({
      file: z.discriminatedUnion('from', [
        z.strictObject({ from: z.literal('grant'), grant: Id, name: z.string().max(400) }),
        z.strictObject({
          from: z.literal('bytes'),
          name: z.string().max(400),
          bytes: Bytes.refine((bytes) => bytes.length <= LARGEST_IMPORT, 'too large'),
        }),
      ]),
      section: z.string(),
      again: z.boolean(),
    }),
    output: ImportReport,
  },
  'items.import-source': {
    input: z.strictObject({ item: Id }),
    output: z.strictObject({
      /** Null where it is not on this computer. */
      source: ImportSource.nullable(),
      /** Null where it is on this computer, and for what came from no file. */
      elsewhere: ImportElsewhere.nullable(),
    }),
  },
  'items.save-original': { input: z.strictObject({ item: Id, grant: Id }), output: z.strictObject({}) },
} as const
