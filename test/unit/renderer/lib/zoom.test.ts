import { beforeAll, describe, expect, it, vi } from 'vitest'

// The module talks to the window's client, which needs a window; the step itself does not.
vi.mock('../../../../renderer/lib/client.ts', () => ({ call: vi.fn() }))

describe('zoomStep', () => {
  let zoomStep: (factor: number, step: 1 | -1) => number
  beforeAll(async () => {
    zoomStep = (await import('../../../../renderer/lib/zoom.ts')).zoomStep
  })

  it('goes by the steps of browsers and stops at the ends', () => {
    expect(zoomStep(1, 1)).toBe(1.1)
    expect(zoomStep(1, -1)).toBe(0.9)
    expect(zoomStep(1.3, 1)).toBe(1.5)
    expect(zoomStep(2, 1)).toBe(2)
    expect(zoomStep(0.67, -1)).toBe(0.67)
  })
})
