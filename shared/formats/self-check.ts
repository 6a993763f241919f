/**
 * The last look at what is about to leave: Kopij reads its own text as a receiver would. The official schemas are not part
 * of the app (they are held against in the proof `formats`); this holds every single item against what it was made from.
 */
import type { Copy } from '../domain/copy.ts'
import { itemUri } from '../ids.ts'
import type { Imported } from './imported.ts'
import { type Loss, lossesOf } from './losses.ts'
import { Ninjs } from './ninjs.ts'
import { readFile } from './read-file.ts'
import type { Release } from './release.ts'
import { formatOf, type OutFormat } from './write.ts'

/** `invalid`: not what the format asks for; `where` is the member. `unreadable`: nobody could read it. `changed`: a field came back as something else. */
export type SelfCheck = { code: 'invalid' | 'unreadable' | 'changed'; where: string }

const LOST_FIELD: Readonly<Partial<Record<keyof Copy, readonly Loss[]>>> = {
  kind: ['kind'],
  kicker: ['kicker'],
  byline: ['byline-word'],
  section: ['section'],
  slug: ['slug', 'slug-tabs'],
  urgency: ['urgency', 'urgency-range'],
  language: ['language'],
  body: ['marks', 'blocks', 'white-space'],
}

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

const changedFields = (release: Release, item: Imported, lost: ReadonlySet<Loss>): string[] => {
  // What is told apart by wording cannot be held to its fields.
  if (lost.has('wording')) return []
  const names = Object.keys(release.copy) as (keyof Copy)[]
  return names.filter((name) => {
    if (LOST_FIELD[name]?.some((loss) => lost.has(loss)) === true) return false
    return JSON.stringify(release.copy[name], sorted) !== JSON.stringify(item.copy[name], sorted)
  })
}

/** What is wrong with a text that a release was written to; empty when it may leave. */
export const selfCheck = (release: Release, out: OutFormat, text: string): SelfCheck[] => {
  if (out === 'ninjs-3.1') {
    const { error } = Ninjs.safeParse(JSON.parse(text))
    if (error) return error.issues.map((issue) => ({ code: 'invalid', where: issue.path.join('.') }))
  }
  const read = readFile(new TextEncoder().encode(text), release.agencies)
  const [item, second] = read.ok ? read.items : []
  if (item === undefined || second !== undefined) return [{ code: 'unreadable', where: '' }]
  const lost = new Set(lossesOf(formatOf(out)))
  const changed = release.status === 'canceled' ? [] : changedFields(release, item, lost)
  return [
    ...(item.status === release.status ? [] : ['status']),
    ...(lost.has('identity') || item.uri === itemUri(release.item) ? [] : ['uri']),
    ...(lost.has('version') || item.version === release.version ? [] : ['version']),
    ...changed,
  ].map((where) => ({ code: 'changed', where }))
}
