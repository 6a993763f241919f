import { describe, expect, it } from 'vitest'
import { standsOtherwise } from '../../../../shared/domain/delivery.ts'

const ready = {
  ...({ action: 'schedule', status: 'waiting' } as const),
  ...{ aheadAt: 1000, standsAt: 1000, revision: 'a', standsRevision: 'a' },
}

describe('what a target may bring out by itself', () => {
  it.each<[string, Partial<Parameters<typeof standsOtherwise>[0]>, boolean]>([
    ['is what was decided', {}, false],
    ['is nothing', { action: 'unschedule', standsAt: null, standsRevision: null }, false],
    ['is to be nothing', { action: 'unschedule' }, true],
    ['is to be erased', { action: 'kill' }, true],
    ['has other words', { standsRevision: 'b' }, true],
    ['has words that nobody kept', { standsRevision: null }, false],
    ['has another time', { standsAt: 900 }, true],
    ['was there before what failed', { status: 'failed' }, true],
    ['lies there as it should', { status: 'delivered' }, false],
    ['was taken over by its release', { action: 'unschedule', status: 'overtaken' }, false],
    ['is another thing, and that was given up', { action: 'unschedule', status: 'given-up' }, true],
  ])('%s', (_, says, otherwise) => {
    expect(standsOtherwise({ ...ready, ...says })).toBe(otherwise)
  })
})
