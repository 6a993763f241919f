import { z } from 'zod'
import { Id } from '../ids.ts'
import { IANAZone } from './wall-time.ts'

/** A time of day as a clock shows it, `HH:mm`. */
export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

/** A slot that returns, such as the first of the morning list. It is a wish for copy; nothing goes out by it alone. */
export const RecurringSlot = z.strictObject({
  id: Id,
  name: z.string().trim().min(1).max(80),
  section: Id,
  /** What a clock in `zone` shows, summer and winter. */
  time: ClockTime,
  zone: IANAZone,
  /** On which days: 1 is Monday, 7 is Sunday (ISO 8601). */
  days: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .refine((days) => new Set(days).size === days.length),
  /** What it begins with; null: an empty brief. */
  template: Id.nullable(),
  /** Who makes it; null: whoever is there. */
  who: Id.nullable(),
})
export type RecurringSlot = z.infer<typeof RecurringSlot>
