/**
 * What a format gives back when a file of it is read: copy, what the sender said about it, and what could not be kept.
 * Every reader in this folder answers this; none throws for a bad file, it refuses with a reason instead.
 */
import type { Copy } from '../domain/copy.ts'

/** The formats that Kopij reads, told apart by `sniff` from their bytes and never from a file's name. */
export type FormatName =
  | 'ninjs-3'
  | 'ninjs-2'
  | 'ninjs-1'
  | 'ninjs-superdesk'
  | 'newsml-g2'
  | 'newsml-1.2'
  | 'nitf'
  | 'html'
  | 'markdown'
  | 'wire-text'
  | 'iptc-7901'
  | 'anpa-1312'
  | 'rtf'
  | 'docx'
  | 'odt'

/** `withheld` and `canceled` are never shown as something that may go out (standards, section 3). */
export type ImportedStatus = 'usable' | 'withheld' | 'canceled'

/** Something of the source that has no place in copy. `text` is said to the person, and may be empty. */
export type Dropped = {
  what:
    | 'picture'
    | 'video'
    | 'audio'
    | 'graphic'
    | 'table'
    | 'markup'
    | 'metadata'
    | 'sign-off'
    | 'footnote'
    | 'deletion'
    | 'hidden'
    | 'unknown'
  text: string
}

/** One item of a file. Times are ms since 1970 UTC; what the sender did not say is null or empty. */
export type Imported = {
  format: FormatName
  /** The sender's name of the item, the same for all its versions. */
  uri: string | null
  version: number | null
  status: ImportedStatus
  /** `indefinite`: an embargo without an end, as NewsML-G2 knows it. */
  embargoUntil: number | 'indefinite' | null
  firstCreatedAt: number | null
  versionCreatedAt: number | null
  /** What this version is to the one before it, as far as the sender said so. */
  signal: 'correction' | 'update' | null
  /** Words from desk to desk: editor's notes, instructions, signs-off. Never for readers. */
  note: string
  /** The sender's name of the item that this one follows as an update; absent when it follows none. */
  follows?: string | undefined
  /** The dateline or credits as they stood in the text, before they were taken apart. */
  rawCredits: string
  copy: Copy
  dropped: Dropped[]
}

/** An item of which nothing has been read yet. */
export const newImport = (format: FormatName): Imported => ({
  format,
  uri: null,
  version: null,
  status: 'usable',
  embargoUntil: null,
  firstCreatedAt: null,
  versionCreatedAt: null,
  signal: null,
  note: '',
  rawCredits: '',
  copy: {
    kind: 'lead',
    kicker: '',
    headline: '',
    byline: '',
    dateline: [],
    credits: [],
    section: '',
    slug: '',
    urgency: null,
    language: '',
    body: [],
  },
  dropped: [],
})

/** The answer of a reader. `unreadable`: nothing could be made of it; `reason` is a sentence's key, never the text. */
export type ReadResult =
  | { ok: true; items: Imported[] }
  | { ok: false; reason: 'not-this-format' | 'malformed' | 'empty' | 'too-large' | 'too-deep' }
