/** Walking the panes with F6, and finding back where focus was in each. A pane is an element with `data-pane`. */

const FOCUSABLE =
  'button:not(:disabled),[href],input:not(:disabled),select:not(:disabled),textarea:not(:disabled),[tabindex]:not([tabindex="-1"]),[contenteditable="true"]'

const lastIn = new WeakMap<Element, HTMLElement>()

const isSeen = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true })

/** Starts remembering where focus was in each pane; the answer stops it. */
export const rememberFocus = (): (() => void) => {
  const hear = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement)) return
    const pane = event.target.closest('[data-pane]')
    if (pane && pane !== event.target) lastIn.set(pane, event.target)
  }
  addEventListener('focusin', hear)
  return () => removeEventListener('focusin', hear)
}

/** Puts focus into a pane: where it last was, else on what the pane marks with `data-pane-focus`, else the first. */
export const focusPane = (name: string): boolean => {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`)
  if (!pane || !isSeen(pane)) return false
  const last = lastIn.get(pane)
  const target =
    (last?.isConnected && pane.contains(last) && isSeen(last) ? last : null) ??
    pane.querySelector<HTMLElement>('[data-pane-focus]') ??
    [...pane.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isSeen) ??
    pane
  target.focus()
  return document.activeElement === target
}

/** The next pane of the window in reading order, or the one before. */
export const walkPanes = (step: 1 | -1): void => {
  // A pane that holds panes (a view with a list and a text) is no stop of its own: its parts are.
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => isSeen(pane) && pane.querySelector('[data-pane]') === null,
  )
  if (panes.length === 0) return
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  for (let offset = 1; offset <= panes.length; offset += 1) {
    const from = here === -1 && step === -1 ? 0 : here
    const pane = panes[(((from + step * offset) % panes.length) + panes.length) % panes.length]
    if (pane?.dataset['pane'] && focusPane(pane.dataset['pane'])) return
  }
}
