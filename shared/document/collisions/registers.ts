/** Registers that two people set apart: both values are there, Yjs shows one, and nothing says so. */
import * as Y from 'yjs'
import { fieldsOf } from '../layout.ts'
import { knows, type LoggedUpdate } from './log.ts'
import { nameOf } from './name.ts'

/** A value that somebody set, and that nobody who had it has replaced. */
export type Standing = { client: number; clock: number; birth: number; value: unknown }

export type RegisterCollision = { id: string; field: string; one: Standing; other: Standing; now: unknown }

const sameId = (a: Y.ID | null, b: Y.ID | null): boolean => a === b || Y.compareIDs(a, b)

/** One setting of a register, and the one that it was set after. */
type Setting = { id: Y.ID; origin: Y.ID | null; value: unknown }

/** All that was ever set, oldest first as Yjs orders it; what one client set twice on end is one item there. */
const chainOf = (last: Y.Item | undefined): Setting[] => {
  const chain: Setting[] = []
  for (let item: Y.Item | null = last ?? null; item; item = item.left) {
    const { client, clock } = item.id
    const values: unknown[] = item.content instanceof Y.ContentAny ? item.content.arr : [undefined]
    const { origin } = item
    chain.unshift(
      ...values.map((value, at) => ({
        id: Y.createID(client, clock + at),
        origin: at === 0 ? origin : Y.createID(client, clock + at - 1),
        value,
      })),
    )
  }
  return chain
}

export const collidedRegisters = (
  log: readonly LoggedUpdate[],
  doc: Y.Doc,
  birthOf: (client: number, clock: number) => number,
): RegisterCollision[] =>
  [...fieldsOf(doc)._map].flatMap(([field, last]) => {
    const chain = chainOf(last)
    const births = chain.map(({ id }) => birthOf(id.client, id.clock))
    /** Whether the writer of the later one had the earlier one: by what he set it after, else by what he had seen. */
    const had = (later: number, earlier: number): boolean => {
      const one = chain[later]
      const other = chain[earlier]
      if (!one || !other) return false
      for (let origin = one.origin; origin; ) {
        if (sameId(origin, other.id)) return true
        const before: Y.ID = origin
        origin = chain.find(({ id }) => sameId(id, before))?.origin ?? null
      }
      if (one.id.client === other.id.client) return one.id.clock > other.id.clock
      if (sameId(one.origin, other.origin)) return false
      return knows(log, births[later] ?? 0, births[earlier] ?? 0)
    }
    const heads = chain.flatMap((_, at) =>
      chain.some((_later, later) => later !== at && had(later, at)) ? [] : [at],
    )
    const standing = heads.map((at): Standing => {
      const item = chain[at]
      return {
        client: item?.id.client ?? 0,
        clock: item?.id.clock ?? 0,
        birth: births[at] ?? 0,
        value: item?.value,
      }
    })
    const end = chain.at(-1)?.id
    const now = standing.find(({ clock, client }) => client === end?.client && clock === end.clock)
    if (!now) return []
    return standing
      .filter((head) => JSON.stringify(head.value) !== JSON.stringify(now.value))
      .map((head): RegisterCollision => {
        const [one, other] = head.birth < now.birth ? [head, now] : [now, head]
        return { id: nameOf('register', [head, now]), field, one, other, now: now.value }
      })
  })

/** A value in words. Ids (a section) stay ids: whoever shows it knows their names. */
export const printValue = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(String).join('/')
    : value === null || value === undefined
      ? ''
      : String(value)

/** Both values in one, or nothing where a field holds only one. */
export const bothValues = (field: string, one: unknown, other: unknown): unknown => {
  if (Array.isArray(one) && Array.isArray(other))
    return [...one, ...other.filter((part) => !one.includes(part))]
  if (typeof one !== 'string' || typeof other !== 'string') return undefined
  if (field === 'note') return [one, other].filter((text) => text !== '').join('\n')
  if (field === 'byline') return [one, other].filter((text) => text !== '').join(', ')
  return undefined
}
