/**
 * Times, releases and what rests on another decision, taken on two sides that cannot hear each other: nothing goes out by
 * accident.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AT_SEVEN, AT_SIX, openTwoSides, type TwoSides } from '../../support/two-sides.ts'

let sides: TwoSides
beforeEach(async () => {
  sides = await openTwoSides()
})
afterEach(() => sides.stop())

describe('times and releases from two sides', () => {
  test('of two times the later ruling stands, and both stand in the history', async () => {
    const { train, desk, editor, back, approved, state } = sides
    const item = await approved()
    train.online(false)
    expect(train.decide(editor, item, AT_SIX)).toBeNull()
    expect(desk.decide(editor, item, AT_SEVEN)).toBeNull()
    await desk.settle()
    await back()
    expect(state(item)).toBe('scheduled')
    expect(desk.detail(item, editor).state.publishAt?.wall).toBe('2026-11-18T18:00')
    expect(desk.detail(item, editor).history.filter(({ type }) => type === 'scheduled')).toHaveLength(2)
  })

  test('a time that was taken away on the other side is given again by whoever gave it later', async () => {
    const { train, desk, editor, settleAll, back, approved, state } = sides
    const item = await approved()
    desk.decide(editor, item, AT_SEVEN)
    await settleAll()
    train.online(false)
    train.decide(editor, item, { type: 'unschedule' })
    desk.decide(editor, item, AT_SIX)
    await desk.settle()
    await back()
    expect(state(item)).toBe('approved')
  })

  test('a time for what went out meanwhile waits for its correction, and releases nothing', async () => {
    const { home, train, desk, editor, settleAll, back, approved, state } = sides
    const item = await approved()
    train.online(false)
    train.decide(editor, item, AT_SIX)
    desk.decide(editor, item, { type: 'release' })
    await desk.settle()
    await back()
    expect(state(item)).toBe('published')
    home.clock.advance(6 * 3_600_000 + 30_000)
    await home.settle()
    await settleAll()
    expect(desk.detail(item, editor).state.live?.version).toBe(1)
  })

  test('released from two sides it is out once, and the second one is told', async () => {
    const { train, desk, editor, second, back, approved, state } = sides
    const item = await approved()
    train.online(false)
    expect(train.decide(editor, item, { type: 'release' })).toBeNull()
    expect(desk.decide(second, item, { type: 'release' })).toBeNull()
    await desk.settle()
    await back()
    expect(train.refused).toEqual([{ type: 'released', code: 'refused-state' }])
    expect(state(item)).toBe('published')
    expect(desk.detail(item, editor).state.live?.version).toBe(1)
  })

  test('released by hand on one side and by the clock on the other it is out once', async () => {
    const { home, train, desk, editor, settleAll, back, approved } = sides
    const item = await approved()
    desk.decide(editor, item, AT_SIX)
    await settleAll()
    train.online(false)
    expect(train.decide(editor, item, { type: 'release' })).toBeNull()
    home.clock.advance(6 * 3_600_000 + 30_000)
    await home.settle()
    await back()
    expect(train.refused).toEqual([{ type: 'released', code: 'refused-state' }])
    expect(desk.detail(item, editor).state.live?.version).toBe(1)
  })

  test('released while the other side submitted a newer version it does not go out', async () => {
    const { train, desk, editor, back, approved, state } = sides
    const item = await approved()
    train.online(false)
    expect(train.decide(editor, item, { type: 'release' })).toBeNull()
    desk.write(editor, item, { headline: 'Haven open' })
    desk.decide(editor, item, { type: 'submit' })
    await desk.settle()
    await back()
    expect(train.refused).toEqual([{ type: 'released', code: 'refused-state' }])
    expect(state(item)).toBe('submitted')
    expect(desk.detail(item, editor).state.live).toBeNull()
  })

  test('a second submission holds the release of what was scheduled, and the row says so', async () => {
    const { home, desk, editor, settleAll, approved, state } = sides
    const item = await approved()
    desk.decide(editor, item, AT_SIX)
    await settleAll()
    expect(desk.detail(item, editor).row.held).toBe(false)
    desk.write(editor, item, { headline: 'Haven open' })
    desk.decide(editor, item, { type: 'submit' })
    await settleAll()
    expect(desk.detail(item, editor).row.held).toBe(true)
    home.clock.advance(6 * 3_600_000 + 180_000)
    await home.settle()
    await settleAll()
    expect(state(item)).toBe('submitted')
    expect(desk.detail(item, editor).state.live).toBeNull()
    // Taken back, it is late and not silently late: it waits as a missed slot for somebody to decide.
    desk.decide(editor, item, { type: 'withdraw' })
    await settleAll()
    expect(desk.detail(item, editor).row).toMatchObject({ state: 'scheduled', held: false })
  })
})

describe('what waits', () => {
  test('is taken back by a decision of its own, and both are ruled on', async () => {
    const { train, editor, back, approved, state } = sides
    const item = await approved()
    train.online(false)
    expect(train.decide(editor, item, AT_SIX)).toBeNull()
    expect(train.decide(editor, item, { type: 'unschedule' })).toBeNull()
    expect(train.decide(editor, item, { type: 'spike' })).toBeNull()
    expect(train.decide(editor, item, { type: 'unspike' })).toBeNull()
    await back()
    expect(train.refused).toEqual([])
    expect(state(item)).toBe('approved')
  })

  test('and rests on a refused decision is refused with it, and nothing goes out by it', async () => {
    const { train, desk, editor, chief, back, submitted, approvalOf, state } = sides
    const item = await submitted()
    train.online(false)
    expect(train.decide(chief, item, approvalOf(train, item))).toBeNull()
    expect(train.decide(chief, item, AT_SIX)).toBeNull()
    expect(train.decide(chief, item, { type: 'release' })).toBeNull()
    desk.decide(editor, item, { type: 'withdraw' })
    await desk.settle()
    await back()
    expect(train.refused.map(({ type }) => type)).toEqual(['approved', 'scheduled', 'released'])
    expect(train.refused[0]?.code).toBe('refused-state')
    expect(train.refused[1]?.code).toBe('refused-rests-on-refused')
    expect(state(item)).toBe('draft')
    expect(desk.detail(item, editor).state).toMatchObject({ live: null, publishAt: null, approved: null })
  })

  test('and does not rest on it is not: another item, another hand', async () => {
    const { train, desk, editor, chief, back, submitted, approvalOf, state } = sides
    const item = await submitted()
    const elsewhere = await submitted('Iets anders')
    train.online(false)
    train.decide(chief, item, approvalOf(train, item))
    train.decide(chief, elsewhere, approvalOf(train, elsewhere))
    train.write(editor, item, { headline: 'Haven open' })
    train.decide(editor, item, { type: 'submit' })
    desk.decide(editor, item, { type: 'withdraw' })
    await desk.settle()
    await back()
    expect(train.refused).toEqual([{ type: 'approved', code: 'refused-state' }])
    expect(state(item)).toBe('submitted')
    expect(state(elsewhere)).toBe('approved')
  })
})
