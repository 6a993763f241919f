/**
 * Gives focus back when something that lay on top goes, before the next key is heard. Radix does it a task later, and
 * not at all for a dialog without a button of its own: a quick hand's next letter would be a command, or the focus that
 * it had just put elsewhere would be taken away again.
 */
import { type ReactNode, useEffect, useState } from 'react'

const TOP = '[role="dialog"],[role="alertdialog"],[role="menu"]'

/** What had focus last on the page itself, below all dialogs and menus. */
let below: HTMLElement | null = null

/** Starts following what has focus below dialogs and menus; the answer stops it. */
export const followFocus = (): (() => void) => {
  const hear = (event: FocusEvent): void => {
    if (event.target instanceof HTMLElement && event.target.closest(TOP) === null) below = event.target
  }
  addEventListener('focusin', hear)
  return () => removeEventListener('focusin', hear)
}

/** Where focus may go back to, best first. What lies on top of something that lies on top may outlive it. */
const placesNow = (): HTMLElement[] => {
  const active = document.activeElement
  if (!(active instanceof HTMLElement) || active === document.body) return []
  return active.closest(TOP) !== null && below ? [active, below] : [active]
}

/** Where the caret is now, if it is in a text that can be written in; the answer puts it there again. */
const keepCaret = (): ((place: HTMLElement) => void) => {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection() ?? {}
  return (place) => {
    // A text that gets focus begins at its start, and its editor finds the caret back only some frames later.
    if (!place.isContentEditable || !anchorNode || !focusNode) return
    if (!place.contains(anchorNode) || !place.contains(focusNode)) return
    getSelection()?.setBaseAndExtent(anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0)
  }
}

/**
 * The last child of a dialog's content: when the dialog goes, focus is back where it was when it came. It has to be
 * inside, so that the trap of the dialog has let go by then.
 */
export const FocusBack = (): ReactNode => {
  // While it is drawn for the first time nothing in the dialog has taken focus yet.
  const [places] = useState(placesNow)
  const [putCaret] = useState(keepCaret)
  useEffect(
    () => () => {
      // Another place took it meanwhile: there it stays.
      const active = document.activeElement
      if (active !== null && active !== document.body) return
      const place = places.find((one) => one.isConnected)
      place?.focus()
      if (place) putCaret(place)
    },
    [places, putCaret],
  )
  return null
}

/** For `onCloseAutoFocus` of a dialog with a `FocusBack`: Radix's own, later way is off. */
export const stayThere = (event: Event): void => event.preventDefault()

/** For `onCloseAutoFocus` of a menu: its button gets focus back unless another place has taken it by then. */
export const unlessTaken = (event: Event): void => {
  const active = document.activeElement
  if (active !== null && active !== document.body) event.preventDefault()
}
