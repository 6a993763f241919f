import { describe, expect, it, vi } from 'vitest'
import { type ActionMeans, actionsFor } from '../../../../../renderer/features/queue/timetable/actions.ts'
import type { Acts } from '../../../../../renderer/features/queue/timetable/acts.ts'
import { dayOn } from '../../../../../renderer/features/queue/timetable/geometry.ts'
import { createQueueModel, type Wish } from '../../../../../renderer/features/queue/timetable/model.ts'
import { createPlanning } from '../../../../../renderer/features/queue/timetable/planning.ts'
import { strip } from '../../../../../renderer/lib/strip.ts'
import type { QueueSlot } from '../../../../../shared/ipc/queue.ts'
import { slot } from './slot.ts'

// Here is no window that asks a desk; what acts would ask is heard below.
vi.hoisted(() => {
  Object.assign(globalThis, {
    window: { kopij: { call: () => undefined, subscribe: () => undefined } },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })
})

const START = Date.parse('2026-11-18T00:00:00Z')
const at = (minutes: number): number => START + minutes * 60_000

/** A queue of two briefs, `timed` at 10 minutes and `loose` without a time; `asked` is what the desk is asked for. */
const queue = () => {
  const model = createQueueModel({ day: dayOn(START, 'UTC'), now: at(1), rules: { apart: null, gap: null } })
  model.look(0, 100_000)
  model.take([slot('timed', at(10)), slot('loose')])
  const asked: (readonly Wish[])[] = []
  const said = ((key: string) => key) as never
  const words = { t: said, tt: said, say: String, zone: 'UTC' }
  const acts = {
    move: (wishes: readonly Wish[]) => {
      asked.push(wishes)
      model.hold(wishes)
      return true
    },
  } as Partial<Acts> as Acts
  const planning = createPlanning(model, acts, () => words, {
    ...{ clock: () => at(1), rhythm: () => 10, shown: () => undefined },
  })
  const means: ActionMeans = {
    ...{ acts, planning, words, now: at(1), themselves: false },
    ...{ open: () => undefined, openItem: () => undefined },
  }
  const choose = (id: string): void => model.selection.set({ cursor: id, anchor: id, chosen: new Set() })
  const action = (name: string) => {
    const found = actionsFor(planning.hand() as QueueSlot[], means).find((one) => one.name === name)
    if (!found) throw new Error(`no action ${name}`)
    return found
  }
  return { model, asked, choose, action }
}

describe('what can be done with the rows at hand', () => {
  it('goes by the minute that is on the screen, and not by the one that the desk still has', () => {
    const { model, asked, choose, action } = queue()
    model.hold([
      { id: 'timed', to: null },
      { id: 'loose', to: at(30) },
    ])
    choose('timed')
    expect(action('clear-time').possible).toBe(false)
    expect(action('plus').possible).toBe(false)
    choose('loose')
    for (const name of ['clear-time', 'plus', 'after']) expect(action(name).possible, name).toBe(true)
    action('clear-time').run()
    expect(asked).toEqual([[{ id: 'loose', to: null }]])
    expect(model.drawing.get().order).toEqual([])
  })

  it('a move that the desk refused is no time: what it took and has not been read again is', () => {
    const { model, choose, action } = queue()
    choose('loose')
    const wishes = [{ id: 'loose', to: at(30) }]
    model.hold(wishes)
    model.settle(wishes, 'done')
    expect(action('clear-time').possible).toBe(true)
    model.hold(wishes)
    model.settle(wishes, 'refused')
    expect(action('clear-time').possible).toBe(false)
  })

  it('what was cleared between the drawing of the bar and the key is not cleared again', () => {
    const { model, asked, choose, action } = queue()
    choose('timed')
    const drawn = action('clear-time')
    model.hold([{ id: 'timed', to: null }])
    drawn.run()
    expect(asked).toEqual([])
  })

  it('a key that needs other briefs at hand says which', () => {
    const { choose, action } = queue()
    choose('timed')
    action('space').run()
    expect(strip.get()?.text).toBe('moves.noSpace')
    action('swap').run()
    expect(strip.get()?.text).toBe('moves.noSwap')
  })

  it('says that what is spaced evenly is so already', () => {
    const { model, asked, action } = queue()
    const ids = ['a', 'b', 'c']
    model.take(ids.map((id, index) => slot(id, at(10 + index * 5))))
    model.selection.set({ cursor: 'a', anchor: 'a', chosen: new Set(ids) })
    action('space').run()
    expect(asked).toEqual([])
    expect(strip.get()?.text).toBe('moves.even')
  })
})
