import { tell } from '../../lib/strip.ts'

/** Puts words on the clipboard and says so. Where the system refuses, the words can still be selected. */
export const copyText = (text: string, said: string): void => {
  navigator.clipboard.writeText(text).then(
    () => tell(said),
    () => undefined,
  )
}
