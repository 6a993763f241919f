import { describe, expect, it } from 'vitest'
import { dayOn } from '../../../../../renderer/features/queue/timetable/geometry.ts'
import type { Card } from '../../../../../renderer/features/queue/timetable/lay-out.ts'
import { createQueueModel, onMinutes, walk } from '../../../../../renderer/features/queue/timetable/model.ts'
import { slot } from './slot.ts'

const MINUTE = 60_000
const START = Date.parse('2026-11-18T00:00:00Z')
const at = (minutes: number): number => START + minutes * MINUTE

const modelWith = (count: number, every = 10) => {
  const model = createQueueModel({
    day: dayOn(START, 'UTC'),
    now: at(1),
    rules: { apart: 3, gap: null },
  })
  model.look(0, 100_000)
  model.take(Array.from({ length: count }, (_unused, index) => slot(`${index}`, at(10 + index * every))))
  return model
}
const cardsOf = (model: ReturnType<typeof modelWith>): ReadonlyMap<string, Card> => model.drawing.get().cards

describe('the queue as the window holds it', () => {
  it('a brief that moves is drawn anew, and those that it neither pushes nor passes are not', () => {
    const model = modelWith(20, 20)
    const before = cardsOf(model)
    model.hold([{ id: '5', to: at(10 + 5 * 20 + 1) }])
    const after = cardsOf(model)
    expect([...after].filter(([id, card]) => card !== before.get(id)).map(([id]) => id)).toEqual(['5'])
    expect(after.get('5')?.moving).toBe(true)
  })

  it('reading the same rows again draws nothing', () => {
    const model = modelWith(8)
    const { cards, visible, brackets, gaps, strip, scale } = model.drawing.get()
    model.take(Array.from({ length: 8 }, (_unused, index) => slot(`${index}`, at(10 + index * 10))))
    const again = model.drawing.get()
    for (const [id, card] of again.cards) expect(card).toBe(cards.get(id))
    expect(again.visible).toBe(visible)
    expect(again.brackets).toBe(brackets)
    expect(again.gaps).toBe(gaps)
    expect(again.strip).toBe(strip)
    expect(again.scale).toBe(scale)
  })

  it('what the desk refuses goes back, what it took stands until it is read', () => {
    const model = modelWith(3)
    model.hold([{ id: '0', to: at(200) }])
    expect(model.drawing.get().order).toEqual(['1', '2', '0'])
    model.settle([{ id: '0', to: at(200) }], 'refused')
    expect(model.drawing.get().order).toEqual(['0', '1', '2'])
    model.hold([{ id: '0', to: at(200) }])
    model.settle([{ id: '0', to: at(200) }], 'done')
    expect(cardsOf(model).get('0')?.at).toBe(at(200))
    model.take([slot('0', at(200)), slot('1', at(20)), slot('2', at(30))])
    expect(cardsOf(model).get('0')?.moving).toBe(false)
  })

  it('a brief that was moved on before the desk answered stays where it was put last', () => {
    const model = modelWith(2)
    const shown = (): number | undefined => cardsOf(model).get('0')?.at
    // Five later and back again, while the first of the two is on its way: the desk has it where it is to be, for now.
    model.hold([{ id: '0', to: at(15) }])
    model.hold([{ id: '0', to: at(10) }])
    model.take([slot('0', at(10)), slot('1', at(20))])
    model.settle([{ id: '0', to: at(15) }], 'done')
    model.take([slot('0', at(15)), slot('1', at(20))])
    expect(shown()).toBe(at(10))
    const row = model.row('0')
    expect(row && model.timeOf(row)).toBe(at(10))
    model.settle([{ id: '0', to: at(10) }], 'done')
    // Read before the second was decided, and told after it.
    model.take([slot('0', at(15)), slot('1', at(20))])
    expect(shown()).toBe(at(10))
    model.take([slot('0', at(10)), slot('1', at(20))])
    expect(cardsOf(model).get('0')?.moving).toBe(false)
    // Somebody else moved it: what was held does not stand in the way for long.
    model.hold([{ id: '0', to: at(12) }])
    model.settle([{ id: '0', to: at(12) }], 'done')
    for (const _ of [1, 2]) model.take([slot('0', at(30)), slot('1', at(20))])
    expect(shown()).toBe(at(30))
  })

  it('without a time it waits beside the day, and a wish brings it onto it', () => {
    const model = modelWith(2)
    model.take([slot('x'), slot('0', at(10)), slot('1', at(20))])
    expect(walk(model)).toEqual(['x', '0', '1'])
    model.hold([{ id: 'x', to: at(15) }])
    expect(walk(model)).toEqual(['0', 'x', '1'])
    model.drop(['x'])
    expect(walk(model)).toEqual(['x', '0', '1'])
    model.hold([{ id: '0', to: null }])
    expect(model.beside.get().loose.map(({ id }) => id)).toEqual(['x', '0'])
  })

  it('only what is in sight is drawn, and the one at the cursor', () => {
    const model = modelWith(200, 6)
    model.look(0, 512)
    const seen = model.drawing.get().visible.length
    expect(seen).toBeLessThan(40)
    model.selection.set({ cursor: '150', anchor: '150', chosen: new Set() })
    expect(model.drawing.get().visible).toHaveLength(seen + 1)
    expect(model.drawing.get().visible).toContain('150')
    model.selection.set({ cursor: '0', anchor: '0', chosen: new Set() })
    expect(model.drawing.get().visible).toHaveLength(seen)
  })

  it('a slot that went by is missed, at once without approval and later when the hub may still send', () => {
    const model = modelWith(1)
    model.setRules({ apart: null, gap: null }, 5 * MINUTE)
    model.take([
      slot('open', at(10)),
      slot('ready', at(10), { state: 'scheduled', approved: true }),
      slot('out', null, { state: 'published', lastOutAt: at(9), outAt: at(9) }),
    ])
    const missed = (): string[] => model.beside.get().missed.map(({ id }) => id)
    model.tick(at(9))
    expect(missed()).toEqual([])
    model.tick(at(11))
    expect(missed()).toEqual(['open'])
    model.tick(at(15))
    expect(missed()).toEqual(['open', 'ready'])
    expect(cardsOf(model).get('out')?.kind).toBe('out')
    expect(onMinutes(model).map(({ id }) => id)).toEqual(['open', 'ready'])
  })

  it('comes nearer when an hour fills, and never by itself once somebody chose', () => {
    const model = modelWith(3)
    const full = Array.from({ length: 30 }, (_unused, index) => slot(`${index}`, at(600 + index)))
    expect(model.drawing.get().scale.zoom).toBe(3)
    model.take(full)
    expect(model.drawing.get().scale.zoom).toBe(18)
    model.zoomTo(6)
    model.take(full.slice(1))
    expect(model.drawing.get().scale.zoom).toBe(6)
  })
})
