import { describe, expect, it } from 'vitest'
import { type QueueItem, railAt } from '../../../../shared/domain/rail.ts'
import { type ItemState, NEW_ITEM } from '../../../../shared/domain/workflow.ts'

const NOON = Date.UTC(2026, 10, 18, 11)
const MINUTE = 60_000
const HASH = 'a'.repeat(64)
const NEXT = 'b'.repeat(64)
const settings = { now: NOON, missed: { sendWithin: 2 } }
const time = (minutes: number) => ({
  instant: NOON + minutes * MINUTE,
  zone: 'Europe/Amsterdam',
  wall: '2026-11-18T12:00',
})
const item = (name: string, state: Partial<ItemState>, order = 0): QueueItem => ({
  item: name,
  order,
  state: { ...NEW_ITEM, ...state },
})
const scheduled = (name: string, minutes: number, more: Partial<ItemState> = {}): QueueItem =>
  item(name, { state: 'scheduled', approved: HASH, publishAt: time(minutes), ...more })
const live = (minutes: number, revision = HASH) => ({
  revision,
  version: 1,
  firstAt: NOON + minutes * MINUTE,
  at: NOON + minutes * MINUTE,
})
const names = (queue: QueueItem[], minutes: number): string[] =>
  railAt(queue, NOON + minutes * MINUTE, settings).on.map((one) => one.item)
const without = (queue: QueueItem[], minutes: number): string[] =>
  railAt(queue, NOON + minutes * MINUTE, settings).without.map((one) => `${one.item} ${one.why}`)

describe('the rail at a minute', () => {
  it('has what is out, and what goes out by then, newest first', () => {
    const queue = [
      item('old', { state: 'published', live: live(-30) }),
      scheduled('b', 20),
      scheduled('a', 10),
    ]
    expect([names(queue, 9), names(queue, 10), names(queue, 20)]).toEqual([
      ['old'],
      ['a', 'old'],
      ['b', 'a', 'old'],
    ])
  })

  it('counts ages from shown at, else from the minute of the release', () => {
    const queue = [scheduled('plain', 10), scheduled('pasted', 10, { shownAt: NOON - 4 * MINUTE })]
    const { on } = railAt(queue, NOON + 30 * MINUTE, settings)
    expect(on.map((one) => [one.item, (one.shownAt - NOON) / MINUTE])).toEqual([
      ['plain', 10],
      ['pasted', -4],
    ])
  })

  it('holds an embargo, whatever the publish time says', () => {
    const queue = [scheduled('a', 10, { embargoUntil: time(40) })]
    expect([names(queue, 39), names(queue, 40)]).toEqual([[], ['a']])
  })

  it('leaves out what nobody approved, what a newer version holds and what was missed, and names them', () => {
    const queue = [
      item('draft', { state: 'draft', publishAt: time(10) }),
      item('held', { state: 'submitted', submitted: NEXT, approved: HASH, publishAt: time(5) }),
      scheduled('missed', -3),
      scheduled('late', -1),
    ]
    expect(names(queue, 30)).toEqual(['late'])
    expect(without(queue, 30)).toEqual(['missed missed', 'held held', 'draft unapproved'])
    expect(without(queue, 4)).toEqual(['missed missed'])
  })

  it('replaces what is out by its correction at its time, and keeps the age', () => {
    const queue = [scheduled('a', 10, { live: live(-30), approved: NEXT })]
    expect(railAt(queue, NOON + 9 * MINUTE, settings).on).toMatchObject([{ revision: HASH }])
    expect(railAt(queue, NOON + 10 * MINUTE, settings).on).toMatchObject([
      { revision: NEXT, shownAt: NOON - 30 * MINUTE },
    ])
  })

  it('takes off what is to be there until a time, also what comes out before that', () => {
    const queue = [
      item('old', { state: 'published', live: live(-30), takeOffAt: time(15) }),
      scheduled('new', 10, { takeOffAt: time(20) }),
      scheduled('again', 18, { live: live(-20), approved: NEXT, takeOffAt: time(12) }),
    ]
    expect([9, 10, 12, 15, 19, 20].map((minute) => names(queue, minute).sort().join(' '))).toEqual([
      'again old',
      'again new old',
      'new old',
      'new',
      'new',
      '',
    ])
  })

  it('sends what is late within what the desk says, and names what is later', () => {
    const queue = [scheduled('six', -6), scheduled('four', -4)]
    const patient = { now: NOON, missed: { sendWithin: 5 } }
    const at = railAt(queue, NOON + MINUTE, patient)
    expect(at.on).toMatchObject([{ item: 'four', shownAt: NOON }])
    expect(at.without).toMatchObject([{ item: 'six', why: 'missed' }])
  })

  it('shows nothing of what was killed, spiked or taken off', () => {
    const gone = { revision: HASH, version: 2, firstAt: NOON, by: 'x', reason: '', at: NOON }
    const queue = [
      item('killed', { state: 'killed', live: live(-30) }),
      item('spiked', { state: 'spiked', publishAt: time(5), approved: HASH }),
      item('off', { state: 'unpublished', unpublished: gone }),
    ]
    expect([names(queue, 30), without(queue, 30)]).toEqual([[], []])
  })

  it('keeps the order of the page among equals', () => {
    const at = { live: live(-5) }
    const queue = [
      item('second', { state: 'published', ...at }, 2),
      item('first', { state: 'published', ...at }, 1),
    ]
    expect(names(queue, 0)).toEqual(['first', 'second'])
  })
})
