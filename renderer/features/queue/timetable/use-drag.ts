import { type PointerEvent as ReactPointer, type RefObject, useCallback, useEffect, useRef } from 'react'
import { toggleChosen } from '../../decisions/index.ts'
import type { Acts } from './acts.ts'
import { minuteAt } from './geometry.ts'
import { isOutOf } from './lay-out.ts'
import type { QueueModel, Wish } from './model.ts'

/** How far the pointer moves before a press is a drag, px. */
const SLACK = 4
/** How near to an edge the page begins to move along, and how fast, px. */
const EDGE = 32
const PACE = 12

/**
 * Briefs by the pointer: from beside the lane onto a minute, or from minute to minute with everything that is chosen.
 * Gaps and collisions show while it moves, because the model is told; Escape puts everything back.
 */
export const useDrag = (
  model: QueueModel,
  acts: Acts,
  scroll: RefObject<HTMLElement | null>,
): ((id: string, event: ReactPointer<HTMLElement>) => void) => {
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])

  return useCallback(
    (id, event) => {
      const { target, button, clientY: from, clientX: fromX } = event
      const row = model.row(id)
      const { standing, cards } = model.drawing.get()
      const card = cards.get(id)
      if (button !== 0 || !row || card?.kind === 'out') return
      if (target instanceof Element && target.closest('button,input,textarea,form')) return
      const { chosen } = model.selection.get()
      const ids = chosen.has(id) ? [...chosen] : [id]
      const starts = new Map(
        standing.flatMap(({ row: one, at }) =>
          ids.includes(one.id) && !isOutOf(one) ? [[one.id, at] as const] : [],
        ),
      )
      let wishes: readonly Wish[] = []
      let dragging = false

      const heightOf = (clientY: number): number | null => {
        const page = scroll.current
        if (!page) return null
        const { top } = page.getBoundingClientRect()
        return clientY - top + page.scrollTop
      }
      const grip = card ? (heightOf(from) ?? 0) - card.want : 0

      const over = (now: PointerEvent): boolean => {
        const box = scroll.current?.getBoundingClientRect()
        return box !== undefined && now.clientX >= box.left && now.clientX <= box.right
      }
      const move = (now: PointerEvent): void => {
        if (!dragging && Math.hypot(now.clientY - from, now.clientX - fromX) < SLACK) return
        dragging = true
        const page = scroll.current
        const y = heightOf(now.clientY)
        if (!page || y === null) return
        const { top, bottom } = page.getBoundingClientRect()
        if (now.clientY < top + EDGE) page.scrollTop -= PACE
        else if (now.clientY > bottom - EDGE) page.scrollTop += PACE
        const minute = minuteAt(model.drawing.get().scale, y - grip)
        const start = starts.get(id)
        if (!over(now)) {
          model.drop(wishes.map((wish) => wish.id))
          wishes = []
          return
        }
        wishes =
          start === undefined
            ? [{ id, to: minute }]
            : [...starts].map(([one, at]) => ({ id: one, to: at + minute - start }))
        model.hold(wishes)
      }
      const end = (): void => {
        removeEventListener('pointermove', move)
        removeEventListener('pointerup', drop)
        removeEventListener('pointercancel', cancel)
        removeEventListener('keydown', onEscape, { capture: true })
        stop.current = null
      }
      const cancel = (): void => {
        end()
        model.drop(wishes.map((wish) => wish.id))
      }
      const drop = (): void => {
        end()
        if (!dragging || wishes.length === 0) return
        const same = wishes.every((wish) => wish.to === starts.get(wish.id))
        if (same) model.drop(wishes.map((wish) => wish.id))
        else acts.move(wishes)
        // A click follows that would choose the row alone: what was carried stays chosen.
        if (chosen.size > 1 && chosen.has(id)) {
          const keep = model.selection.get()
          addEventListener('click', (click) => click.stopPropagation(), { capture: true, once: true })
          model.selection.set({ ...toggleChosen(keep, id), chosen: keep.chosen })
        }
      }
      const onEscape = (pressed: KeyboardEvent): void => {
        if (pressed.key !== 'Escape') return
        pressed.preventDefault()
        pressed.stopPropagation()
        cancel()
      }
      stop.current?.()
      stop.current = cancel
      addEventListener('pointermove', move)
      addEventListener('pointerup', drop)
      addEventListener('pointercancel', cancel)
      addEventListener('keydown', onEscape, { capture: true })
    },
    [model, acts, scroll],
  )
}
