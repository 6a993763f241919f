/**
 * Keys between the command that will put the caret somewhere and the caret being there. An item takes a moment to
 * begin or to open; the words of a quick hand are kept for that moment and typed where they were meant, instead of
 * acting as commands or landing in what had focus before.
 */

/** Longer than any item takes to open, ms: from here on the caret is not coming, and keys are heard again. */
const LONGEST = 5000

type Stroke = KeyboardEventInit & { key: string }

let held: Stroke[] | null = null
let timer: ReturnType<typeof setTimeout> | undefined

const keep = (event: KeyboardEvent): void => {
  if (!held || !event.isTrusted || event.isComposing) return
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
  if (['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'Dead', 'Process'].includes(key)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  held.push({ key, code, ctrlKey, metaKey, altKey, shiftKey })
}

/** A caret was promised: keeps all keys from now on. */
export const holdKeys = (): void => {
  clearTimeout(timer)
  timer = setTimeout(dropKeys, LONGEST)
  if (held) return
  held = []
  addEventListener('keydown', keep, { capture: true })
  // Whoever points somewhere no longer waits for the caret.
  addEventListener('pointerdown', dropKeys, { capture: true })
}

/** The caret will not come: hears keys again, and forgets what was kept, because it has no place any more. */
export const dropKeys = (): void => {
  clearTimeout(timer)
  held = null
  removeEventListener('keydown', keep, { capture: true })
  removeEventListener('pointerdown', dropKeys, { capture: true })
}

const typeKey = (stroke: Stroke): void => {
  const target = document.activeElement ?? document.body
  const event = new KeyboardEvent('keydown', { ...stroke, bubbles: true, cancelable: true, composed: true })
  const heard = !target.dispatchEvent(event)
  const command = stroke.ctrlKey || stroke.metaKey || stroke.altKey
  if (heard || command) return
  // A made key types nothing by itself. This way of typing is old, but the one that fields and editors take for real.
  if ([...stroke.key].length === 1) document.execCommand('insertText', false, stroke.key)
  else if (stroke.key === 'Backspace') document.execCommand('delete')
}

const typeAll = async (): Promise<void> => {
  const strokes = held ?? []
  dropKeys()
  for (const [at, stroke] of strokes.entries()) {
    typeKey(stroke)
    // Editors read what was typed in a microtask; between two of those no other key comes.
    await Promise.resolve()
    if (isHolding()) {
      // One of them promised a caret of its own: the rest is for that one.
      held?.push(...strokes.slice(at + 1))
      return
    }
  }
}

/** Whether a caret was promised and is not there yet. */
const isHolding = (): boolean => held !== null

/** The caret is there: types what was kept, before the next key is heard. */
export const releaseKeys = (): void => {
  // Not inside the drawing that brought the caret: keys may draw again.
  if (held) queueMicrotask(() => void typeAll())
}
