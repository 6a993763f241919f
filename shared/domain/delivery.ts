import { z } from 'zod'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'

/** A delivery as everybody at the desk may see it: no path, no secret. */
export const DeliveryReport = z.strictObject({
  id: z.string(),
  item: Id,
  target: Id,
  action: z.enum(['publish', 'kill']),
  version: z.int(),
  status: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.int(),
  /** When it is tried again, ms UTC, while it waits. */
  nextAt: z.int().nullable(),
  /** What the target answered: its id for the article and where it can be seen. */
  receipt: z.strictObject({ id: z.string(), address: z.string(), at: z.int() }).nullable(),
  fault: Fault.nullable(),
})
export type DeliveryReport = z.infer<typeof DeliveryReport>
