/** How large everything is drawn in this window, in the steps that browsers have; kept on this computer. */
import { z } from 'zod'
import { call } from './client.ts'
import { createStore } from './store.ts'
import { readStored, writeStored } from './stored.ts'

const STEPS = [0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const
const KEY = 'kopij.zoom'

/** The factor now; 1 is as it was drawn. */
export const zoom = createStore<number>(1)

const apply = (factor: number): void => {
  zoom.set(factor)
  void call('shell', 'shell.zoom', { factor })
}

/** Goes back to the size that was chosen last. */
export const startZoom = (): void => {
  const kept = readStored(KEY, z.number().min(0.5).max(3), [localStorage])
  if (kept !== null && kept !== 1) apply(kept)
}

/** The factor one step up or down from `factor`; the ends stay. */
export const zoomStep = (factor: number, step: 1 | -1): number =>
  (step === 1 ? STEPS.find((each) => each > factor) : STEPS.findLast((each) => each < factor)) ?? factor

/** One step larger (1) or smaller (-1), or back to 1 (0). */
export const zoomBy = (step: 1 | -1 | 0): void => {
  const factor = step === 0 ? 1 : zoomStep(zoom.get(), step)
  writeStored(KEY, factor, [localStorage])
  apply(factor)
}
