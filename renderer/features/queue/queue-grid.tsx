import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
} from 'react'
import type { Id } from '../../../shared/ids.ts'
import { cx } from '../../ui/index.ts'
import { chooseTo, moveCursor, pointAt, type Selection, toggleChosen } from '../decisions/index.ts'
import styles from './queue-grid.module.css'

/** A row as the grid needs it: its id, what it shows, and what opens under it (a time to be typed). */
export type GridRow = { id: Id; content: ReactNode; below: ReactNode; late?: boolean }
/** Rows under one heading; without a heading they simply follow. */
export type GridGroup = { key: string; heading: string | null; rows: readonly GridRow[] }

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** Whether focus is on a row itself and not in a field that opened in it. */
const onRow = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement && event.target.dataset['row'] !== undefined

/**
 * Rows to walk and choose by keys, as lists do everywhere: arrows, Shift for a range, Space for one more. It is a
 * grid and no listbox, because a time can be typed inside a row. One row of all grids has the tab stop.
 */
export const QueueGrid = ({
  label,
  look,
  groups,
  selection,
  select,
  open,
  grab,
}: {
  label: string
  look: 'slots' | 'passages'
  groups: readonly GridGroup[]
  selection: Selection
  select: (selection: Selection) => void
  open: (id: Id) => void
  /** The pointer went down on a row: it may be carried somewhere. */
  grab?: (id: Id, event: PointerEvent<HTMLElement>) => void
}): ReactNode => {
  const grid = useRef<HTMLTableElement>(null)
  const ids = groups.flatMap((group) => group.rows.map(({ id }) => id))
  const stop = ids.find((id) => id === selection.cursor) ?? ids[0]

  useEffect(() => {
    const here = grid.current
    const row = here?.querySelector(`[data-row="${selection.cursor}"]`)
    if (!(row instanceof HTMLElement) || row === document.activeElement) return
    // The cursor takes focus along while focus is on rows, and finds it back when its row came from elsewhere.
    const active = document.activeElement
    const onARow = active instanceof HTMLElement && active.dataset['row'] !== undefined
    if (onARow || active === document.body) row.focus()
  })

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!onRow(event)) return
    const at = event.target instanceof HTMLElement ? (event.target.dataset['row'] ?? null) : null
    const here = { ...selection, cursor: at }
    const steps = STEPS[event.key]
    if (steps !== undefined) select(moveCursor(here, ids, steps, event.shiftKey))
    else if (event.key === ' ' && at !== null) select(toggleChosen(selection, at))
    else if (event.key === 'Enter' && at !== null && !event.ctrlKey && !event.metaKey) open(at)
    else if (event.key === 'Escape' && selection.chosen.size > 0) select({ ...selection, chosen: new Set() })
    else return
    event.preventDefault()
  }
  const onClick = (id: Id) => (event: MouseEvent) => {
    if (event.shiftKey) select(chooseTo(selection, ids, id))
    else if (event.ctrlKey || event.metaKey) select(toggleChosen(selection, id))
    else select(pointAt(id))
  }

  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the ARIA grid pattern, on a table
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      className={cx(styles['grid'], styles[look])}
      onKeyDown={onKeyDown}
    >
      {groups.map((group) => (
        <tbody key={group.key}>
          {group.heading ? (
            <tr>
              <th scope="rowgroup" className={styles['heading']}>
                {group.heading}
              </th>
            </tr>
          ) : null}
          {group.rows.map((row) => (
            <tr
              key={row.id}
              data-row={row.id}
              aria-selected={selection.chosen.has(row.id)}
              tabIndex={row.id === stop ? 0 : -1}
              data-cursor={row.id === selection.cursor}
              data-late={row.late === true}
              className={styles['row']}
              onFocus={(event) => {
                // Tab lands on a row: that is where keys act from now on.
                if (event.target === event.currentTarget && row.id !== selection.cursor) {
                  select({ ...selection, cursor: row.id })
                }
              }}
              onClick={onClick(row.id)}
              onDoubleClick={() => open(row.id)}
              onPointerDown={(event) => grab?.(row.id, event)}
            >
              <td className={styles['cell']}>{row.content}</td>
              {row.below ? <td className={styles['below']}>{row.below}</td> : null}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
