/** What the desk says has changed, in the queue that stands open: the same as when the day is read whole. */
import { expect, it, vi } from 'vitest'
import { feed } from '../../../../../renderer/features/queue/timetable/feed.ts'
import { dayOn } from '../../../../../renderer/features/queue/timetable/geometry.ts'
import { createQueueModel } from '../../../../../renderer/features/queue/timetable/model.ts'
import { queryClient } from '../../../../../renderer/lib/queries.ts'
import type { QueueSlot } from '../../../../../shared/ipc/queue.ts'
import { slot } from './slot.ts'

const START = Date.parse('2026-11-18T00:00:00Z')
const day = dayOn(START, 'UTC')

const desk = vi.hoisted(() => ({
  slots: new Map<string, unknown>(),
  changed: null as ((change: { topics: string[]; items: string[] }) => void) | null,
}))
vi.mock('../../../../../renderer/lib/client.ts', () => ({
  subscribe: (_server: string, _event: string, hear: typeof desk.changed) => {
    desk.changed = hear
    return () => undefined
  },
  call: (_server: string, name: string, input: { items: string[] }) =>
    Promise.resolve(
      name === 'queue.day'
        ? { now: START, slots: [], missed: [], loose: [slot('kortje')], looseTotal: 1 }
        : { now: START, slots: input.items.flatMap((id) => desk.slots.get(id) ?? []) },
    ),
}))

/** Opens the queue, and answers what stands in it after each of these changed. */
const afterChange = async (changed: readonly QueueSlot[]): Promise<string[]> => {
  queryClient.clear()
  const model = createQueueModel({ day, now: START, rules: { apart: null, gap: null } })
  const heard = vi.fn((rows: readonly QueueSlot[]) => model.take(rows))
  const stop = feed({ day, section: null }, heard)
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(1))
  desk.slots = new Map(changed.map((one) => [one.id, one]))
  desk.changed?.({ topics: ['items'], items: changed.map(({ id }) => id) })
  await queryClient.invalidateQueries()
  await vi.waitFor(() => expect(heard).toHaveBeenCalledTimes(2))
  stop()
  return [...model.beside.get().loose.map(({ id }) => id), ...model.drawing.get().order]
}

it('a lead that somebody writes at does not come to stand among the briefs without a time', async () => {
  expect(await afterChange([slot('verhaal', null, { kind: 'lead' }), slot('nieuw')])).toEqual([
    'nieuw',
    'kortje',
  ])
})

it('a lead with a time stands on its minute, and leaves with it', async () => {
  const timed = slot('verhaal', START + 600_000, { kind: 'lead' })
  expect(await afterChange([timed])).toEqual(['kortje', 'verhaal'])
  expect(await afterChange([{ ...timed, publishAt: null, dueAt: null }])).toEqual(['kortje'])
})

it('what came off its targets, or was put away, is planned by nobody', async () => {
  const off = slot('eraf', null, { state: 'unpublished', outAt: START })
  expect(await afterChange([off, slot('weg', null, { state: 'spiked' })])).toEqual(['kortje'])
})
