import { expect, test } from 'vitest'
import { DeliveryReport } from '../../../shared/domain/delivery.ts'
import type { WordpressDesk } from '../../prove/wordpress/desk.ts'
import { settle, watch } from '../../prove/wordpress/settle.ts'
import { createTestClock, NOON } from '../../support/desk.ts'

const MINUTE = 60_000

/** A desk with one delivery that is tried again every quarter of an hour until `arrivesAt`. */
const deskUntil = (arrivesAt: number) => {
  const clock = createTestClock(NOON)
  const looks: number[] = []
  const report = (): DeliveryReport =>
    DeliveryReport.parse({
      ...{
        id: 'd1',
        item: '6f1f4f0e-43f5-4a3e-8a55-6d1b5c1f2a01',
        target: '6f1f4f0e-43f5-4a3e-8a55-6d1b5c1f2a02',
      },
      ...{
        action: 'publish',
        version: 1,
        revision: 'a'.repeat(64),
        status: 'waiting',
        attempts: looks.length,
      },
      ...{ createdAt: NOON, stages: { formatted: null, sent: null, accepted: null } },
      ...{ nextAt: clock.now() + 15 * MINUTE, receipt: null, seen: null },
      fault: { code: 'target-busy', params: { host: 'site', status: 429 } },
    })
  const desk: Pick<WordpressDesk, 'clock' | 'deliveries' | 'retry'> & { hub: { wake(): Promise<void> } } = {
    clock,
    hub: {
      wake() {
        looks.push(clock.now())
        return Promise.resolve()
      },
    },
    deliveries: (status) =>
      Promise.resolve(status === 'waiting' && clock.now() < arrivesAt ? [report()] : []),
    retry: () => Promise.resolve(),
  }
  return { desk, looks }
}
const watched = watch(() => Promise.reject(new Error('nobody asks')))

test('the clock stands still at every slot on the way', async () => {
  const { desk, looks } = deskUntil(NOON + 60 * MINUTE)
  const slots = [20, 21, 45].map((minutes) => NOON + minutes * MINUTE)
  expect(await settle(desk, watched, slots, () => undefined)).toBe(0)
  for (const slot of slots) expect(looks).toContain(slot)
})

test('what never arrives ends it, by its name and with what is wrong', async () => {
  const { desk, looks } = deskUntil(Number.POSITIVE_INFINITY)
  await expect(settle(desk, watched, [], () => undefined)).rejects.toThrow(
    /after a day: publish 1 of 6f1f4f0e.*: waiting, \d+ attempts, target-busy/,
  )
  expect(looks.length).toBeLessThan(200)
})
