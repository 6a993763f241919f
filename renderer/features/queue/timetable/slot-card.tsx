import { type MouseEvent, memo, type PointerEvent, type ReactNode } from 'react'
import { useStore } from '../../../lib/store.ts'
import { chooseTo, pointAt, toggleChosen } from '../../decisions/index.ts'
import { SLOT } from './geometry.ts'
import type { QueueModel } from './model.ts'
import { SlotText } from './slot-text.tsx'
import styles from './timetable.module.css'

/** How a card stands to the hand: not at all, at the cursor, chosen, or both. */
const standing = (id: string, cursor: string | null, chosen: ReadonlySet<string>): string =>
  `${cursor === id ? 'c' : ''}${chosen.has(id) ? 'x' : ''}`

type Props = {
  id: string
  model: QueueModel
  /** Whether it has the tab stop where the cursor is nowhere. */
  stop: boolean
  open: (id: string) => void
  grab: (id: string, event: PointerEvent<HTMLElement>) => void
}

const Card = ({ id, model, stop, open, grab }: Props): ReactNode => {
  const card = useStore(model.drawing, ({ cards }) => cards.get(id))
  const how = useStore(model.selection, ({ cursor, chosen }) => standing(id, cursor, chosen))
  if (!card) return null
  const cursor = how.includes('c')

  const onClick = (event: MouseEvent): void => {
    const { selection, drawing } = model
    const before = selection.get()
    if (event.shiftKey) selection.set(chooseTo(before, drawing.get().order, id))
    else if (event.ctrlKey || event.metaKey) selection.set(toggleChosen(before, id))
    else selection.set(pointAt(id))
  }
  return (
    <tr
      tabIndex={cursor || stop ? 0 : -1}
      aria-selected={how.includes('x')}
      aria-rowindex={card.index}
      data-row={id}
      data-cursor={cursor}
      data-kind={card.kind}
      data-moving={card.moving}
      className={styles['card']}
      style={{ top: `${card.y - SLOT / 2 + 2}px` }}
      onFocus={() => {
        // Tab lands on a row: that is where keys act from now on.
        if (!cursor) model.selection.set((before) => ({ ...before, cursor: id }))
      }}
      onClick={onClick}
      onDoubleClick={() => open(id)}
      onPointerDown={(event) => grab(id, event)}
    >
      <td>
        <SlotText card={card} />
      </td>
    </tr>
  )
}

/** A brief on the timetable. It follows its own card and nothing else: when another one moves, it is not drawn. */
export const SlotCard = memo(Card)
