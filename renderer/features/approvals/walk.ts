/** The id `steps` places further on in a list, stopping at its ends; the first when `from` is not in it. */
export const walk = (ids: readonly string[], from: string | null, steps: number): string | null => {
  const at = from === null ? -1 : ids.indexOf(from)
  if (at < 0) return ids[0] ?? null
  return ids[Math.min(Math.max(at + steps, 0), ids.length - 1)] ?? null
}

/** Where to go when `id` leaves the list: the next one, or the one before when it was the last. */
export const afterLeaving = (ids: readonly string[], id: string): string | null => {
  const at = ids.indexOf(id)
  if (at < 0) return ids[0] ?? null
  return ids[at + 1] ?? ids[at - 1] ?? null
}
