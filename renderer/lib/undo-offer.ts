/** Offers to take back one step of an item's text, for as long as that step alone can be taken back. */
import { endStrip, offerUndo, strip, tell } from './strip.ts'

/** One step of a working copy, and the way back over it and nothing else. */
export type StepBack = {
  /** Takes it back. Does nothing where it is no longer the last step, or where its copy has ended. */
  undo(): boolean
  /** Hears once when it can no longer be taken back by itself; at once where that is so already. */
  hearOver(hear: () => void): void
}

/** Says what was done, and offers its undo until something else was done; null: there is nothing to take back. */
export const offerStepBack = (text: string, step: StepBack | null): void => {
  let over = step === null
  let key: number | null = null
  step?.hearOver(() => {
    over = true
    // What the strip offers would now be something else than what it says.
    if (key !== null && strip.get()?.key === key) endStrip()
  })
  if (over || !step) {
    tell(text)
    return
  }
  offerUndo(text, () => void step.undo())
  key = strip.get()?.key ?? null
}
