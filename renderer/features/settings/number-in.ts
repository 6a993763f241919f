export type Bounds = { least: number; most: number }

/** A whole number between bounds; empty is null where that is allowed. `undefined`: what stands there is none. Pure. */
export const numberIn = (
  typed: string,
  { least, most }: Bounds,
  optional: boolean,
): number | null | undefined => {
  const text = typed.trim()
  if (text === '') return optional ? null : undefined
  const number = /^\d{1,5}$/u.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}
