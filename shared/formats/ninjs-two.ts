/**
 * ninjs 2.2: what 3.1 says, under names in lower case (standards, section 2, the column of ninjs 2.x).
 */
import { type Ninjs, toNinjs } from './ninjs.ts'
import type { Release } from './release.ts'

/** A name that is not only another case of the newer one. */
const OLDER: Readonly<Record<string, string>> = { embargoedUntil: 'embargoed' }

const olderName = (name: string): string => OLDER[name] ?? name.toLowerCase()

const older = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(older)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [olderName(name), older(inner)]))
}

const STANDARD = {
  name: 'ninjs',
  version: '2.2',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_2.2.json#',
}

/** An item of ninjs 3.1 as 2.2, its members and the items in it. */
export const asNinjs2 = (ninjs: Ninjs | Record<string, unknown>): Record<string, unknown> => ({
  ...(older(ninjs) as Record<string, unknown>),
  standard: STANDARD,
})

/** A release as ninjs 2.2. */
export const toNinjs2 = (release: Release): Record<string, unknown> => asNinjs2(toNinjs(release))
