import { z } from 'zod'

/**
 * An agency or medium in the desk's register. `code` is printed between the brackets of a dateline
 * exactly as it stands here and is matched without case; `home` marks the desk's own agency, which
 * house style puts first (standards, section 9.5).
 */
export const Agency = z.strictObject({ code: z.string().min(1).max(24), name: z.string(), home: z.boolean() })
export type Agency = z.infer<typeof Agency>
