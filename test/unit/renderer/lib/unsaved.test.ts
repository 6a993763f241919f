import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { explainUnsaved, reportUnsaved, unsaved, whenSaved } from '../../../../renderer/lib/unsaved.ts'

const A = '11111111-1111-4111-8111-111111111111'
const B = '22222222-2222-4222-8222-222222222222'

describe('what is not on disk yet', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    reportUnsaved(A, 0)
    reportUnsaved(B, 0)
    explainUnsaved(() => null)
    vi.useRealTimers()
  })

  it('adds up over items, and keeps when it began', () => {
    reportUnsaved(A, 1, 10)
    reportUnsaved(B, 2, 20)
    expect(unsaved.get()).toEqual({ pending: 3, since: 10 })
    reportUnsaved(A, 0)
    reportUnsaved(B, 0)
    expect(unsaved.get()).toEqual({ pending: 0, since: null })
  })

  it('lets a decision wait until all of it is there', async () => {
    reportUnsaved(A, 1)
    let done = false
    const wait = whenSaved().then(() => {
      done = true
    })
    await vi.advanceTimersByTimeAsync(100)
    expect(done).toBe(false)
    reportUnsaved(A, 0)
    await wait
    expect(done).toBe(true)
  })

  it('gives up with the reason when the disk does not take it', async () => {
    explainUnsaved(() => ({ code: 'disk-full', params: {} }))
    reportUnsaved(A, 1)
    const refused = expect(whenSaved()).rejects.toMatchObject({ fault: { code: 'disk-full' } })
    await vi.advanceTimersByTimeAsync(6000)
    await refused
  })
})
