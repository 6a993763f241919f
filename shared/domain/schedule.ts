/**
 * A moment that a person chose: the instant, the zone it was chosen in, and the wall time as it was typed.
 * All three are kept, because the rules of a zone can change between choosing and the moment (design: "Time").
 */
import { z } from 'zod'
import { IANAZone, LocalDateTime } from './wall-time.ts'

export const Schedule = z.strictObject({
  /** Milliseconds since 1970 UTC. */
  instant: z.int(),
  /** IANA name, such as Europe/Amsterdam. */
  zone: IANAZone,
  /** Wall time in that zone, `YYYY-MM-DDTHH:mm`. */
  wall: LocalDateTime,
})
export type Schedule = z.infer<typeof Schedule>
