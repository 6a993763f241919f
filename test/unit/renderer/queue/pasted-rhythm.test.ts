import { describe, expect, it } from 'vitest'
import { timesOfPaste } from '../../../../renderer/features/queue/pasted-rhythm.ts'
import { readTypedTime } from '../../../../renderer/features/times/typed-time.ts'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'

const ZONE = 'Europe/Amsterdam'
const NOON = Date.UTC(2026, 10, 18, 11, 1)
const read = (typed: string): number | null => {
  const reading = readTypedTime(typed, { now: NOON, zone: ZONE, past: 'refused' })
  return reading.kind === 'moment' ? reading.time.instant : null
}
const slot = (section: string, minutes: number): QueueSlot => ({
  ...{ id: 'x', kind: 'brief', section, words: '', dateline: [], credits: [], state: 'scheduled' },
  ...{ publishAt: null, embargoUntil: null, takeOffAt: null, shownAt: null, outAt: null, lastOutAt: null },
  ...{ dueAt: NOON + minutes * 60_000, approved: true, themselves: false, changed: false, held: false },
  ...{ waiting: false, missed: null, liftAsked: false, who: [], length: 4 },
})
const times = (typed: { every: string; from: string }, slots: QueueSlot[] = []): string[] | null =>
  timesOfPaste(['a', 'a', 'a'], typed, {
    ...{ slots, apart: 3, now: NOON, zone: ZONE },
    read,
  })?.map(({ wall }) => wall.slice(11)) ?? null

describe('the times of a pasted column', () => {
  it('begin at the next whole step, or where somebody says, and go on by the rhythm', () => {
    expect(times({ every: '10', from: '' })).toEqual(['12:05', '12:15', '12:25'])
    expect(times({ every: '7', from: '17.30' })).toEqual(['17:30', '17:37', '17:44'])
    expect(times({ every: '5', from: 'over 20 min' })).toEqual(['12:21', '12:26', '12:31'])
  })

  it('keep away from what stands in their own section', () => {
    expect(times({ every: '10', from: '' }, [slot('a', 3), slot('b', 14)])).toEqual([
      '12:07',
      '12:17',
      '12:27',
    ])
  })

  it('are none until a rhythm is typed', () => {
    expect([
      times({ every: '', from: '' }),
      times({ every: '0', from: '' }),
      times({ every: '10', from: 'straks' }),
    ]).toEqual([null, null, null])
    expect(times({ every: '10', from: 'gisteren 9u' })).toBeNull()
  })
})
