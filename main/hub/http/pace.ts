/** How often somebody may do something: a bucket that fills steadily and never above its brim. */
export type Pace = {
  /** Takes one; false when there is none. */
  take(key: string): boolean
}

/** More keys than this are not remembered: whoever is forgotten begins with a full bucket. */
const MOST_KEYS = 10_000

/** `perSecond` of steady flow, `burst` at once, for each key. */
export const createPace = (now: () => number, perSecond: number, burst: number): Pace => {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take(key) {
      const at = now()
      const bucket = buckets.get(key) ?? { left: burst, at }
      bucket.left = Math.min(burst, bucket.left + (Math.max(0, at - bucket.at) / 1000) * perSecond)
      bucket.at = at
      // The one that was asked for last stands last, so that the oldest is forgotten first.
      buckets.delete(key)
      buckets.set(key, bucket)
      if (buckets.size > MOST_KEYS) buckets.delete(buckets.keys().next().value ?? '')
      if (bucket.left < 1) return false
      bucket.left -= 1
      return true
    },
  }
}
