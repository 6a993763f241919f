/** Files that items came from, as they came: kept on this computer, beside the desk and not in its log. */
import { z } from 'zod'
import { Id } from '../../shared/ids.ts'
import { ImportSource } from '../../shared/ipc/import.ts'

/** What is kept of an item's file, beside its bytes. `file` is the SHA-256 of them, in hex. */
export const Kept = ImportSource.extend({
  item: Id,
  file: z.string().regex(/^[0-9a-f]{64}$/),
  /** What its sender calls the item, and which version of it this is. */
  uri: z.string().nullable(),
  version: z.number().nullable(),
})
export type Kept = z.infer<typeof Kept>

/** What has to be known of everything that was kept, to see that something came before. */
export type KeptLine = Pick<Kept, 'item' | 'file' | 'uri' | 'version' | 'at' | 'format'>

export type Originals = {
  /** Of these bytes, oldest first. */
  byFile(file: string): Promise<KeptLine[]>
  /** Of what its sender calls by this name, oldest first. */
  byUri(uri: string): Promise<KeptLine[]>
  of(item: string): Promise<Kept | null>
  /** Keeps bytes under their hash; harmless to repeat. */
  keepFile(file: string, bytes: Uint8Array): Promise<void>
  keepItem(kept: Kept): Promise<void>
  /** The bytes that an item came from; null where they are not on this computer. */
  bytesOf(item: string): Promise<Uint8Array | null>
}
