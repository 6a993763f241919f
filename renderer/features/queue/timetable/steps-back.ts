/** What can be taken back, and done again: one step for whatever was done at once. Pure. */

/** The steps that were done, the last one last, and those that were taken back, the next to redo last. */
export type Steps<S> = { done: readonly S[]; undone: readonly S[] }

/** How far back it goes. */
const MOST = 200

export const NO_STEPS: Steps<never> = { done: [], undone: [] }

/** Something new was done: what was taken back before it is gone. */
export const did = <S>({ done }: Steps<S>, step: S): Steps<S> => ({
  done: [...done, step].slice(-MOST),
  undone: [],
})

/** Takes the last step from what was done; null where there is none. */
export const back = <S>({ done, undone }: Steps<S>): { step: S; steps: Steps<S> } | null => {
  const step = done.at(-1)
  return step === undefined ? null : { step, steps: { done: done.slice(0, -1), undone: [...undone, step] } }
}

/** Which way a step is gone over. */
export type Way = 'back' | 'again'

const putAmong = <S>(now: readonly S[], known: readonly S[], step: S): S[] => {
  const older = now.filter((one) => known.includes(one))
  return [...older, step, ...now.filter((one) => !known.includes(one))]
}

/**
 * Puts back a step that was tried in vain, where it stood: what was done since stays after it. `tried` are the steps as
 * they were without it.
 */
export const putBack = <S>(now: Steps<S>, tried: Steps<S>, step: S, way: Way): Steps<S> => {
  const done = now.done.filter((one) => one !== step)
  const undone = now.undone.filter((one) => one !== step)
  return way === 'back'
    ? { done: putAmong(done, tried.done, step), undone }
    : { done, undone: putAmong(undone, tried.undone, step) }
}

/** Takes the last step that was taken back; null where there is none. */
export const again = <S>({ done, undone }: Steps<S>): { step: S; steps: Steps<S> } | null => {
  const step = undone.at(-1)
  return step === undefined ? null : { step, steps: { done: [...done, step], undone: undone.slice(0, -1) } }
}
