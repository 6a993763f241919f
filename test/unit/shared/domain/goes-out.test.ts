/** When things go out, and what it is called when they did not. */
import { describe, expect, test } from 'vitest'
import { lateLimit, missedAs, releaseAt } from '../../../../shared/domain/goes-out.ts'
import { type ItemState, NEW_ITEM } from '../../../../shared/domain/workflow.ts'

const NOW = Date.UTC(2026, 10, 18, 11)
const MINUTE = 60_000
const at = (minutes: number) => ({ instant: NOW + minutes * MINUTE, zone: 'UTC', wall: '2026-11-18T13:00' })
const lifted = { by: 'merel', reason: 'mag', at: NOW + MINUTE, was: at(60) }

test.each<[string, Partial<ItemState>, number | null]>([
  ['without a time never', { embargoUntil: at(5) }, null],
  ['at its time', { publishAt: at(5) }, 5],
  ['not before its embargo', { publishAt: at(5), embargoUntil: at(9) }, 9],
  ['not before that was lifted, however long ago its time was', { publishAt: at(-50), lifted }, 1],
])('%s', (_name, item, expected) => {
  expect(releaseAt({ ...NEW_ITEM, ...item })).toBe(expected === null ? null : NOW + expected * MINUTE)
})

describe('missed', () => {
  const rule = { sendWithin: 5 }
  const of = (item: Partial<ItemState>): string | null => missedAs({ ...NEW_ITEM, ...item }, NOW, rule)
  const ONE = '1'.repeat(64)
  test('late only beyond what the desk lets the hub send by itself', () => {
    expect(of({ state: 'scheduled', publishAt: at(-4.9) })).toBeNull()
    expect(of({ state: 'scheduled', publishAt: at(-5) })).toBe('late')
    expect(of({ state: 'scheduled', publishAt: at(1) })).toBeNull()
  })
  test('not approved in time, and held by a newer version', () => {
    expect(of({ state: 'draft', publishAt: at(-0.1) })).toBe('unapproved')
    expect(of({ state: 'submitted', publishAt: at(-0.1) })).toBe('unapproved')
    expect(of({ state: 'submitted', publishAt: at(-0.1), approved: ONE })).toBe('held')
  })
  test('what was put away misses nothing', () => {
    for (const state of ['spiked', 'deleted', 'killed', 'erased'] as const)
      expect(of({ state, publishAt: at(-9) })).toBeNull()
  })
  test('a desk that always asks still lets a busy machine be a little late', () => {
    expect(lateLimit({ sendWithin: 0 })).toBe(MINUTE)
    expect(lateLimit({ sendWithin: 10 })).toBe(10 * MINUTE)
  })
})
