import { describe, expect, it } from 'vitest'
import {
  type Answer,
  createSender,
  type Wanted,
} from '../../../../../renderer/features/queue/timetable/sender.ts'
import { movesTo } from '../../../../../renderer/features/queue/timetable/times.ts'

const to = (item: string, instant: number): Wanted => ({
  item,
  schedule: { wall: '2026-11-18T09:00', zone: 'UTC', instant },
})

describe('moves on their way', () => {
  it('what is moved meanwhile is gathered, and the last place counts', async () => {
    const asked: string[] = []
    const answers: Answer[] = []
    const open: (() => void)[] = []
    const sender = createSender(
      async ({ moves }) => {
        asked.push(moves.map(({ item, schedule }) => `${item}${schedule?.instant}`).join(' '))
        await new Promise<void>((resolve) => open.push(resolve))
        return { before: [], stopped: [] }
      },
      (answer) => answers.push(answer),
    )
    sender.send([to('a', 1)])
    sender.send([to('a', 2)])
    sender.send([to('a', 3), to('b', 1)])
    expect(sender.busy()).toBe(true)
    open[0]?.()
    while (open.length < 2) await Promise.resolve()
    open[1]?.()
    await sender.idle()
    expect(asked).toEqual(['a1', 'a3 b1'])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect(sender.busy()).toBe(false)
  })

  it('a refusal says which and why, and the next moves go all the same', async () => {
    const answers: Answer[] = []
    let first = true
    const sender = createSender(
      ({ moves }) => {
        const stopped = first
          ? moves.map(({ item }) => ({
              item,
              fault: { code: 'refused-before-embargo' as const, params: {} },
            }))
          : []
        first = false
        return Promise.resolve({ before: [], stopped })
      },
      (answer) => answers.push(answer),
    )
    sender.send([to('a', 1), to('b', 1)])
    await sender.idle()
    sender.send([to('a', 2)])
    await sender.idle()
    expect(answers).toMatchObject([{ ok: false, item: 'a', stopped: 2 }, { ok: true }])
  })
})

describe('a time for several', () => {
  it('those with a time keep their distance, others follow in a row', () => {
    expect(
      movesTo(
        [
          { id: 'a', at: 20 },
          { id: 'b', at: 10 },
        ],
        100,
        5,
      ),
    ).toEqual([
      { id: 'a', to: 110 },
      { id: 'b', to: 100 },
    ])
    expect(
      movesTo(
        [
          { id: 'a', at: 20 },
          { id: 'b', at: null },
        ],
        100,
        5,
      ),
    ).toEqual([
      { id: 'a', to: 100 },
      { id: 'b', to: 105 },
    ])
  })
})
