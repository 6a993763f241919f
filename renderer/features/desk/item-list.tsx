import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useCommands, useKeyCaps } from '../../lib/keyboard.ts'
import { openItem, usePlace } from '../../lib/navigation.tsx'
import { focusPane } from '../../lib/panes.ts'
import { hub } from '../../lib/safety.ts'
import { useOverview } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { Button, ContextMenu, EmptyState } from '../../ui/index.ts'
import styles from './item-list.module.css'
import { type Filter, PAGE, useListRows } from './list-rows.ts'
import { beginItem } from './new-item.ts'
import { Row } from './row.tsx'
import { useRowMenu } from './row-menu.tsx'
import { NOTHING, rangeTo, type Selection, toggle } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { useStride } from './use-stride.ts'

/** A row with a dateline and a headline of two lines, px; others are measured when they are drawn. */
const ROW = 96

/** The rows of a list, drawn as far as they are seen. One stop for Tab; arrows, J and K walk inside. */
export const ItemList = ({
  id,
  name,
  filter,
  filtered,
  clearFilter,
}: {
  id: string
  name: string
  filter: Filter
  filtered: boolean
  clearFilter: () => void
}): ReactNode => {
  const { t } = useTranslation('desk')
  const { t: key } = useTranslation('keys')
  const open = usePlace((place) => place.item)
  const scroller = useRef<HTMLDivElement>(null)
  const [pages, setPages] = useState<readonly number[]>([0])
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const { total, rowAt, reading, error } = useListRows(filter, pages)

  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    // Heights go with the items: rows change places all day, and would lie over each other with the heights of before.
    getItemKey: (index) => rowAt(index)?.id ?? index,
    overscan: 6,
  })
  const seen = virtual.getVirtualItems()
  const wanted = [...new Set(seen.map(({ index }) => Math.floor(index / PAGE)))].join()
  useEffect(() => setPages(wanted.split(',').filter(Boolean).map(Number)), [wanted])

  const loaded: ItemRow[] = []
  let openIndex = -1
  for (let index = 0; index < total; index += 1) {
    const row = rowAt(index)
    if (!row) continue
    loaded.push(row)
    if (row.id === open) openIndex = index
  }
  const chosen = loaded.filter((row) => selection.chosen.has(row.id))

  // Where walking is, ahead of the open item while keys repeat.
  const cursor = useRef(-1)
  const stride = useStride(openItem)
  useEffect(() => {
    cursor.current = openIndex
  }, [openIndex])

  const walkTo = (index: number): void => {
    const row = rowAt(index)
    if (!row) return
    cursor.current = index
    virtual.scrollToIndex(index)
    stride.come(row.id)
    setSelection(NOTHING)
  }
  const walk = (step: number): void =>
    walkTo(Math.min(total - 1, Math.max(0, cursor.current === -1 ? 0 : cursor.current + step)))
  const enter = (): void => {
    // Whoever walks and enters in one breath means the row that was come to, which has yet to open.
    const row = stride.settle() ?? open
    if (row === null) return
    flushSync(() => openItem(row, 'body'))
    // An item that is opening, or that is being read, has no caret to take: its pane takes focus.
    if (document.activeElement?.closest('[data-pane="item"]') == null) focusPane('item')
  }
  const extend = (step: number): void => {
    const from = cursor.current === -1 ? 0 : cursor.current
    const next = Math.min(total - 1, Math.max(0, from + step))
    setSelection((before) => rangeTo(before, next, from, (index) => rowAt(index)?.id))
    cursor.current = next
    virtual.scrollToIndex(next)
  }

  useCommands([
    {
      id: 'list.next',
      title: key('nextRow'),
      group: 'list',
      keys: ['J'],
      keyOnly: true,
      repeats: true,
      run: () => walk(1),
    },
    {
      id: 'list.previous',
      title: key('previousRow'),
      group: 'list',
      keys: ['K'],
      keyOnly: true,
      repeats: true,
      run: () => walk(-1),
    },
    {
      id: 'list.open',
      title: key('openRow'),
      group: 'list',
      keys: ['O'],
      keyOnly: true,
      when: () => open !== null,
      run: enter,
    },
  ])

  // The listbox hears these itself; here they are for the overview of keys.
  useCommands(
    (
      [
        ['list.first', 'firstRow', 'Home'],
        ['list.last', 'lastRow', 'End'],
        ['list.select', 'selectRow', 'Space'],
        ['list.select-range', 'selectRange', 'Shift+ArrowDown'],
        ['list.select-all', 'selectAll', 'Mod+A'],
      ] as const
    ).map(([command, title, keys]) => ({
      id: command,
      title: key(title),
      group: 'list',
      keys: [keys],
      keyOnly: true,
      when: () => false,
      run: () => undefined,
    })),
  )

  const { entries, aim } = useRowMenu({
    chosen,
    open: openIndex === -1 ? null : (rowAt(openIndex) ?? null),
    enter,
  })

  if (error) return <FaultBanner fault={error.fault} />
  if (reading) return <div className={styles['rows']} role="status" aria-label={t('loadingList')} />
  if (total === 0) return <Empty filter={filter} name={name} filtered={filtered} clearFilter={clearFilter} />

  return (
    <>
      <ContextMenu entries={entries}>
        <div
          ref={scroller}
          id={id}
          role="listbox"
          tabIndex={0}
          data-pane-focus=""
          aria-label={t('listOf', { name })}
          aria-multiselectable="true"
          aria-activedescendant={openIndex === -1 ? undefined : `${id}-${openIndex}`}
          className={styles['rows']}
          onContextMenu={(event) => {
            const element = event.target instanceof Element ? event.target.closest('[data-index]') : null
            const row = element ? rowAt(Number(element.getAttribute('data-index'))) : undefined
            aim(row ?? null)
            if (row && !selection.chosen.has(row.id)) setSelection(NOTHING)
          }}
          onKeyDown={(event) => {
            const arrow = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
            if (arrow !== 0 && event.shiftKey) extend(arrow)
            else if (arrow !== 0) walk(arrow)
            else if (event.key === 'Home') walkTo(0)
            else if (event.key === 'End') walkTo(total - 1)
            else if (event.key === 'PageDown') walk(8)
            else if (event.key === 'PageUp') walk(-8)
            else if (event.key === 'Enter') enter()
            else if (event.key === ' ' && openIndex !== -1) {
              const row = rowAt(openIndex)
              if (row) setSelection((before) => toggle(before, row.id, openIndex))
            } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
              setSelection({ chosen: new Set(loaded.map((row) => row.id)), anchor: 0 })
            } else if (event.key === 'Escape' && chosen.length > 0) setSelection(NOTHING)
            else return
            event.preventDefault()
          }}
        >
          <div
            className={styles['all']}
            role="presentation"
            style={{ height: `${virtual.getTotalSize()}px` }}
          >
            {seen.map(({ index, start }) => {
              const row = rowAt(index)
              return row ? (
                <Row
                  key={row.id}
                  id={`${id}-${index}`}
                  row={row}
                  index={index}
                  total={total}
                  open={row.id === open}
                  chosen={selection.chosen.has(row.id)}
                  offset={start}
                  measure={virtual.measureElement}
                  enter={enter}
                  pick={(event) => {
                    if (event.shiftKey) {
                      setSelection((before) =>
                        rangeTo(before, index, Math.max(0, openIndex), (each) => rowAt(each)?.id),
                      )
                    } else if (event.ctrlKey || event.metaKey) {
                      setSelection((before) => {
                        // The open row is what the choice begins with.
                        const from =
                          before.chosen.size === 0 && open !== null ? toggle(before, open, openIndex) : before
                        return toggle(from, row.id, index)
                      })
                    } else {
                      setSelection({ ...NOTHING, anchor: index })
                      stride.settle()
                      openItem(row.id)
                    }
                  }}
                />
              ) : null
            })}
          </div>
        </div>
      </ContextMenu>
      {chosen.length > 0 ? <SelectionBar rows={chosen} clear={() => setSelection(NOTHING)} /> : null}
    </>
  )
}

/** What to do when there is nothing. */
const Empty = ({
  filter,
  name,
  filtered,
  clearFilter,
}: {
  filter: Filter
  name: string
  filtered: boolean
  clearFilter: () => void
}): ReactNode => {
  const { t } = useTranslation('desk')
  const overview = useOverview()
  const caps = useKeyCaps()
  const { t: team } = useTranslation('team')
  const arriving = useStore(hub, (now) => now?.where === 'elsewhere' && now.progress !== null)
  if (filtered) {
    return (
      <EmptyState title={t('emptyFilter')} action={<Button onClick={clearFilter}>{t('clearFilter')}</Button>}>
        {t('emptyFilterText')}
      </EmptyState>
    )
  }
  if (filter.list === 'mine') return <EmptyState title={t('emptyMine')}>{t('emptyMineText')}</EmptyState>
  if (filter.list === 'spiked')
    return <EmptyState title={t('emptySpiked')}>{t('emptySpikedText')}</EmptyState>
  if (filter.list === 'trash') return <EmptyState title={t('emptyTrash')}>{t('emptyTrashText')}</EmptyState>
  return (
    <EmptyState
      title={arriving ? team('arriving') : t('emptyDesk', { name })}
      action={
        <>
          <Button look="ink" keys={caps('Mod+N')} onClick={() => void beginItem('lead', overview)}>
            {t('newLead')}
          </Button>
          <Button keys={caps('Mod+Shift+N')} onClick={() => void beginItem('brief', overview)}>
            {t('newBrief')}
          </Button>
        </>
      }
    >
      {arriving ? team('arrivingText') : t('emptyDeskText')}
    </EmptyState>
  )
}
