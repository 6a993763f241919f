/** Looking into JSON of which nothing is known: every answer has one type, and what is not there is empty. */

export type Json = Readonly<Record<string, unknown>>

/** Deeper than this no news is nested; what is deeper is not looked at. */
export const DEEPEST_JSON = 60

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text of a member; a number as text, since senders write versions either way. */
export const textOf = (json: Json, ...names: readonly string[]): string => {
  for (const name of names) {
    const value = json[name]
    if (typeof value === 'string' && value !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return ''
}

/** The objects of a member that is a list, or the one that stands in its place. */
export const listOf = (json: Json, ...names: readonly string[]): Json[] => {
  for (const name of names) {
    const value = json[name]
    if (Array.isArray(value)) return value.filter(isJson)
    if (isJson(value)) return [value]
  }
  return []
}

/** The same with the names of all members in lower case: ninjs 3 differs from 2 in little else. */
export const lowered = (value: unknown, depth = 0): unknown => {
  if (depth > DEEPEST_JSON) return null
  if (Array.isArray(value)) return value.map((inner) => lowered(inner, depth + 1))
  if (!isJson(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lowered(inner, depth + 1)]),
  )
}

/** True when something is nested deeper than `DEEPEST_JSON`. */
export const isTooDeep = (value: unknown, depth = 0): boolean => {
  if (depth > DEEPEST_JSON) return true
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((inner) => isTooDeep(inner, depth + 1))
}

/** All texts in a value, with the name of the member that each stands in. */
export const textsIn = (value: unknown, name: string, depth = 0): { name: string; text: string }[] => {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ name, text: value }]
  if (typeof value !== 'object' || value === null || depth > DEEPEST_JSON) return []
  return Object.entries(value).flatMap(([inner, one]) =>
    textsIn(one, Array.isArray(value) ? name : inner, depth + 1),
  )
}
