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

/** Takes the last step that was taken back; null where there is none. */
export const again = <S>({ done, undone }: Steps<S>): { step: S; steps: Steps<S> } | null => {
  const step = undone.at(-1)
  return step === undefined ? null : { step, steps: { done: [...done, step], undone: undone.slice(0, -1) } }
}
