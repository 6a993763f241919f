/**
 * What an erasure takes out of a stored state: every field that a person writes, and nothing else. The fields are read off the
 * model, so that one that is added has to be named here or in the list.
 */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { EVENT_TEXTS, ItemEvent } from '../../../../shared/domain/event.ts'
import { ItemState } from '../../../../shared/domain/item-state.ts'
import { STATE_TEXTS, withoutStateTexts } from '../../../../shared/domain/state-texts.ts'

type Shape = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  anyOf?: Shape[]
  properties?: Record<string, Shape>
}

/** Who, and where on earth: what is picked and never typed as words. `wall` is a time as it was typed. */
const PICKED = ['submittedBy', 'approvedBy', 'by', 'askedBy', 'zone', 'wall']

/** Every field of a model that may hold any text whatever, as the way to it. Throws for a kind of field that it cannot read. */
const freeTexts = (shape: Shape, path: string[] = []): string[][] => {
  const { type, anyOf, properties } = shape
  if (anyOf) return anyOf.flatMap((one) => freeTexts(one, path))
  if (properties) return Object.entries(properties).flatMap(([name, one]) => freeTexts(one, [...path, name]))
  if (shape.enum || 'const' in shape) return []
  const types = [type ?? 'nothing'].flat()
  if (types.includes('string')) return shape.format || shape.pattern ? [] : [path]
  if (types.every((one) => ['integer', 'number', 'boolean', 'null'].includes(one))) return []
  throw new Error(`${path.join('.')}: what is it? ${JSON.stringify(shape)}`)
}
const shapeOf = (model: z.ZodType): Shape => z.toJSONSchema(model, { io: 'input' }) as Shape

/** A stored state with something in every field that may hold text: its own name. */
const filled = (): Record<string, unknown> => {
  const state: Record<string, unknown> = { state: 'published', live: { version: 3 } }
  for (const [first = '', second] of freeTexts(shapeOf(ItemState)))
    if (second === undefined) state[first] = first
    else state[first] = { ...(state[first] as object | undefined), [second]: `${first}.${second}` }
  return state
}

describe('the words in a state', () => {
  test('are all of its fields that are not picked from a list', () => {
    const free = freeTexts(shapeOf(ItemState)).filter((path) => !PICKED.includes(path.at(-1) ?? ''))
    expect([...new Set(free.map((path) => path.join('.')))].sort()).toEqual([...STATE_TEXTS].sort())
  })

  test('have the names that words have in events, all of which an erasure takes', () => {
    for (const path of STATE_TEXTS) expect(EVENT_TEXTS).toContain(path.split('.').at(-1))
    const free = freeTexts({ anyOf: ItemEvent.options.map(shapeOf) })
      .map((path) => path.join('.'))
      .filter((path) => !PICKED.includes(path.split('.').at(-1) ?? ''))
    // The name of a passage is an address in the text, and none of it.
    expect([...new Set(free)].sort()).toEqual(['collision', ...EVENT_TEXTS].sort())
  })

  test('are taken out of a state, and nothing else is', () => {
    const before = filled()
    const after: unknown = JSON.parse(withoutStateTexts(JSON.stringify(before)))
    const left = JSON.stringify(after)
    for (const path of STATE_TEXTS) {
      expect(JSON.stringify(before)).toContain(`"${path}"`)
      expect(left).not.toContain(`:"${path}"`)
    }
    const blanked = structuredClone(before)
    for (const path of STATE_TEXTS) {
      const [first = '', second] = path.split('.')
      if (second === undefined) blanked[first] = ''
      else Object.assign(blanked[first] as object, { [second]: '' })
    }
    expect(after).toEqual(blanked)
    expect(after).toMatchObject({ approvedBy: 'approvedBy', live: { version: 3, note: '' } })
  })

  test('may be missing, as in states of earlier builds', () => {
    for (const state of ['{}', '{"returned":null,"live":{"version":1},"bypass":null,"killed":"x"}'])
      expect(withoutStateTexts(state)).toBe(state)
  })
})
