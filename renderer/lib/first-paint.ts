/** The first picture of a window: what comes after it must not hold it up. */

let tell: () => void = () => undefined
const drawn = new Promise<void>((resolve) => {
  tell = resolve
})

/** A window that nobody sees draws nothing: what waits for its picture waits no longer than this, ms. */
const LONGEST = 300

/** Called as soon as the shell is in the page. Two frames: the first one draws, the second one knows that it was drawn. */
export const followFirstPaint = (): void => {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      performance.mark('shell-painted')
      tell()
    }),
  )
}

/** Resolves when the shell is on the screen, at once when it already was. */
export const firstPaint = (): Promise<void> =>
  Promise.race([drawn, new Promise<void>((resolve) => setTimeout(resolve, LONGEST))])
