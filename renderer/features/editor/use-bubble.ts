import type { EditorView } from '@tiptap/pm/view'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Selected } from './bubble.tsx'

/** How long a selection has to rest before the tools come, ms: not while it is still being drawn. */
const SETTLED_MS = 140
/** Room that the tools take, px, so that they stay on the galley; and how far they stay off the text. */
const WIDTH = 240
const GAP = 6

/**
 * The tools on a selection of the body. `selected` is called with every key and costs nothing while nothing is
 * selected: plain typing must not reach React.
 */
export const useBubble = (
  sheet: RefObject<HTMLElement | null>,
): {
  bubble: Selected | null
  selected: (view: EditorView) => void
  showLink: (view: EditorView) => void
  hide: () => void
} => {
  const [bubble, setBubble] = useState<Selected | null>(null)
  const shown = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const show = useCallback(
    (view: EditorView, link: boolean): void => {
      const box = sheet.current?.getBoundingClientRect()
      if (!box) return
      const { from, to } = view.state.selection
      const start = view.coordsAtPos(from)
      const end = view.coordsAtPos(to)
      shown.current = true
      setBubble({
        left: Math.max(0, Math.min(start.left, end.left, box.right - WIDTH) - box.left),
        top: Math.max(start.bottom, end.bottom) - box.top + GAP,
        link,
      })
    },
    [sheet],
  )
  const hide = useCallback((): void => {
    shown.current = false
    setBubble(null)
  }, [])

  useEffect(() => () => clearTimeout(timer.current), [])
  return {
    bubble,
    hide,
    showLink: (view) => show(view, true),
    selected: (view) => {
      clearTimeout(timer.current)
      if (view.state.selection.empty) {
        if (shown.current) hide()
        return
      }
      if (!view.editable) return
      timer.current = setTimeout(() => {
        if (view.hasFocus() && !view.state.selection.empty) show(view, false)
      }, SETTLED_MS)
    },
  }
}
