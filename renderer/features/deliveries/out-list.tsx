import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { Id } from '../../../shared/ids.ts'
import { chooseTo, moveCursor, pointAt, type Selection, toggleChosen } from '../decisions/index.ts'
import { OutRow } from './out-row.tsx'
import styles from './out-view.module.css'

const ROW = 80
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 8,
  PageUp: -8,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** What is out, drawn as far as it is seen; arrows walk, Space and Shift choose. */
export const OutList = ({
  rows,
  selection,
  select,
  open,
}: {
  rows: readonly ItemRow[]
  selection: Selection
  select: (selection: Selection) => void
  open: (row: ItemRow) => void
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const ids = rows.map((row) => row.id)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    // As in the list: heights go with the items, not with their places.
    getItemKey: (index) => ids[index] ?? index,
    overscan: 6,
  })
  const cursor = selection.cursor === null ? -1 : ids.indexOf(selection.cursor)
  useEffect(() => {
    if (cursor >= 0) virtual.scrollToIndex(cursor)
  }, [cursor, virtual])

  const onKeyDown = (event: KeyboardEvent): void => {
    const steps = STEPS[event.key]
    const row = rows[cursor]
    if (steps !== undefined) select(moveCursor(selection, ids, steps, event.shiftKey))
    else if (event.key === ' ' && row) select(toggleChosen(selection, row.id))
    else if (event.key === 'Enter' && row) open(row)
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      select({ ...selection, chosen: new Set(ids) })
    } else if (event.key === 'Escape' && selection.chosen.size > 0) {
      select({ ...selection, chosen: new Set() })
    } else return
    event.preventDefault()
  }
  const pick =
    (item: Id) =>
    (event: MouseEvent): void => {
      if (event.shiftKey) select(chooseTo(selection, ids, item))
      else if (event.ctrlKey || event.metaKey) select(toggleChosen(selection, item))
      else select(pointAt(item))
    }
  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      data-pane-focus=""
      aria-label={t('out.list')}
      aria-multiselectable="true"
      aria-activedescendant={cursor >= 0 ? `${id}-${cursor}` : undefined}
      className={styles['rows']}
      onKeyDown={onKeyDown}
      onFocus={() => {
        const [first] = ids
        if (selection.cursor === null && first !== undefined) select(pointAt(first))
      }}
    >
      <div className={styles['all']} role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return row ? (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys belong to the listbox, which holds the focus.
            // biome-ignore lint/a11y/useFocusableInteractive: the listbox points at it with aria-activedescendant.
            <div
              key={row.id}
              ref={virtual.measureElement}
              id={`${id}-${index}`}
              role="option"
              aria-selected={selection.chosen.has(row.id)}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              data-index={index}
              data-cursor={index === cursor}
              data-gone={row.state === 'killed'}
              className={styles['row']}
              style={{ transform: `translateY(${start}px)` }}
              onClick={pick(row.id)}
              onDoubleClick={() => open(row)}
            >
              <OutRow row={row} />
            </div>
          ) : null
        })}
      </div>
    </div>
  )
}
