import { z } from 'zod'

/** Ids are made by whoever makes the thing, so that saying it twice is harmless (design: "The feed"). */
export const Id = z.uuid()
export type Id = z.infer<typeof Id>

/** Makes ids; the only source of randomness that domain code gets. */
export type NewId = () => Id

/** What the hub signs its own events with. It is no person and holds no role. */
export const HUB_AUTHOR = 'hub'

/** The author of an entry: a person's id, or the hub. */
export const Author = z.union([Id, z.literal(HUB_AUTHOR)])

/** A revision is named by the SHA-256 of its canonical JSON, in lower-case hex. */
export const RevisionHash = z.string().regex(/^[0-9a-f]{64}$/)
export type RevisionHash = z.infer<typeof RevisionHash>

/** The name of an item outside Kopij. */
export const itemUri = (item: Id): string => `urn:uuid:${item}`
