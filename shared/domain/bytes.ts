import { z } from 'zod'

/** Bytes as they cross doors: a plain view, whatever buffer lies under it. */
export const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes expected')
