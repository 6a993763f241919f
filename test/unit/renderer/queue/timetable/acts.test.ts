/** Decisions of the queue that have no way back: who hears that they were refused. */
import { beforeEach, expect, it, vi } from 'vitest'
import { createActs, noSteps, type Words } from '../../../../../renderer/features/queue/timetable/acts.ts'
import { dayOn } from '../../../../../renderer/features/queue/timetable/geometry.ts'
import { createQueueModel } from '../../../../../renderer/features/queue/timetable/model.ts'
import { endStrip, strip } from '../../../../../renderer/lib/strip.ts'
import { slot } from './slot.ts'

const desk = vi.hoisted(() => {
  // What the window's parts hear from their window when they are read; here is none.
  Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined })
  return { refuses: new Set<string>(), moved: [] as unknown[], full: false }
})
vi.mock('../../../../../renderer/lib/unsaved.ts', () => ({ whenSaved: () => Promise.resolve() }))
vi.mock('../../../../../renderer/lib/client.ts', () => ({
  subscribe: () => () => undefined,
  call: (_server: string, name: string, { items, moves }: { items: string[]; moves: { item: string }[] }) => {
    if (desk.full)
      return import('../../../../../shared/errors.ts').then(({ FaultError }) =>
        Promise.reject(new FaultError('disk-full')),
      )
    if (name === 'queue.move') {
      desk.moved.push(moves)
      return Promise.resolve({ before: moves.map(({ item }) => ({ item, schedule: null })), stopped: [] })
    }
    const fault = { code: 'refused-second-eyes', params: {} }
    return Promise.resolve(items.map((item) => ({ item, fault: desk.refuses.has(item) ? fault : null })))
  },
}))

const START = Date.parse('2026-11-18T00:00:00Z')
const acts = (steps = noSteps()) => {
  const model = createQueueModel({ day: dayOn(START, 'UTC'), now: START, rules: { apart: null, gap: null } })
  model.take([slot('een', START), slot('twee', START)])
  const said = ((key: string) => key) as never
  const words: Words = { t: said, tt: said, say: String, zone: 'UTC' }
  return {
    model,
    acts: createActs(
      model,
      () => words,
      () => START,
      steps,
    ),
  }
}
const lift = { type: 'lift', until: null, reason: 'de bron is akkoord' } as const

beforeEach(() => {
  desk.refuses = new Set()
  desk.moved = []
  desk.full = false
  endStrip()
})

it('whoever typed a reason hears the refusal, and the strip does not say it as well', async () => {
  desk.refuses = new Set(['een'])
  expect(await acts().acts.decideOnce(['een'], lift, () => 'opgeheven', true)).toMatchObject({
    code: 'refused-second-eyes',
  })
  expect(strip.get()).toBeNull()
  desk.refuses = new Set()
  expect(await acts().acts.decideOnce(['een'], lift, () => 'opgeheven', true)).toBeNull()
  expect(strip.get()?.text).toBe('opgeheven')
})

it('without words to keep it is said in the strip, and so is what went through in part', async () => {
  desk.refuses = new Set(['een'])
  await acts().acts.decideOnce(['een'], { type: 'self-approve' }, () => 'vrijgegeven')
  expect(strip.get()).toMatchObject({ fault: { code: 'refused-second-eyes' }, item: 'een' })
  endStrip()
  expect(await acts().acts.decideOnce(['een', 'twee'], lift, () => 'opgeheven', true)).toBeNull()
  expect(strip.get()).toMatchObject({ fault: { code: 'refused-second-eyes' }, item: 'een' })
})

it('what was done in the queue is taken back after its view was left and come to again', async () => {
  const steps = noSteps()
  const before = acts(steps)
  before.acts.move([{ id: 'een', to: START + 600_000 }])
  await vi.waitFor(() => expect(steps.get().done).toHaveLength(1))
  const after = acts(steps)
  expect(after.acts.undoable()).toBe(true)
  after.acts.undo()
  // It is seen to go on the timetable that is on the screen, and not on the one that was.
  await vi.waitFor(() => expect(desk.moved).toHaveLength(2))
  expect(desk.moved[1]).toMatchObject([{ item: 'een', schedule: null }])
  await vi.waitFor(() => expect(strip.get()?.text).toBe('done.undone'))
  const [row] = [after.model.row('een')]
  expect(row && after.model.timeOf(row)).toBeNull()
  expect(acts(noSteps()).acts.undoable()).toBe(false)
})

it('what could not be taken back for want of a disk says so, and is taken back when there is room', async () => {
  const steps = noSteps()
  const { acts: queue, model } = acts(steps)
  queue.move([{ id: 'een', to: START + 600_000 }])
  await vi.waitFor(() => expect(steps.get().done).toHaveLength(1))
  const before = steps.get()
  desk.full = true
  queue.undo()
  await vi.waitFor(() => expect(strip.get()).toMatchObject({ fault: { code: 'disk-full' } }))
  await vi.waitFor(() => expect(steps.get()).toEqual(before))
  desk.full = false
  queue.undo()
  await vi.waitFor(() => expect(strip.get()?.text).toBe('done.undone'))
  expect(steps.get()).toMatchObject({ done: [], undone: before.done })
  desk.full = true
  queue.redo()
  await vi.waitFor(() => expect(strip.get()).toMatchObject({ fault: { code: 'disk-full' } }))
  await vi.waitFor(() => expect(steps.get()).toMatchObject({ done: [], undone: before.done }))
  expect(model.row('een')).toBeDefined()
})

it('a decision that could not be taken back stays to be taken back, and one that the desk refuses does not', async () => {
  const steps = noSteps()
  const { acts: queue, model } = acts(steps)
  const row = model.row('een')
  queue.submitOrSpike('spike', row ? [row] : [])
  await vi.waitFor(() => expect(steps.get().done).toHaveLength(1))
  desk.full = true
  queue.undo()
  await vi.waitFor(() => expect(strip.get()).toMatchObject({ fault: { code: 'disk-full' } }))
  await vi.waitFor(() => expect(steps.get().done).toHaveLength(1))
  desk.full = false
  desk.refuses = new Set(['een'])
  endStrip()
  queue.undo()
  await vi.waitFor(() => expect(strip.get()).toMatchObject({ fault: { code: 'refused-second-eyes' } }))
  expect(steps.get().done).toHaveLength(0)
})

it('what nothing takes back says so', async () => {
  await acts().acts.decideOnce(['een'], { type: 'self-approve' }, () => 'vrijgegeven')
  expect(strip.get()).toMatchObject({ text: 'vrijgegeven', final: true })
  await acts().acts.decideOnce(['een'], { type: 'ask-lift', until: null, reason: 'x' }, () => 'gevraagd')
  expect(strip.get()).toMatchObject({ text: 'gevraagd', final: false })
})
