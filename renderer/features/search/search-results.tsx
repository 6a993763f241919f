import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { State } from '../../../shared/domain/workflow.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useCommands } from '../../lib/keyboard.ts'
import { openItem, usePlace } from '../../lib/navigation.tsx'
import { focusPane } from '../../lib/panes.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { Announce, Button, EmptyState } from '../../ui/index.ts'
import { Row } from '../desk/index.ts'
import { passagePieces } from '../palette/index.ts'
import styles from './search-results.module.css'

const LIMIT = 200
const ROW = 112

/** What a search finds, best first, each with the passage where it was found. Takes the place of the list. */
export const SearchResults = ({
  id,
  query,
  section,
  states,
  everywhere,
}: {
  id: string
  query: string
  section: string | null
  states: readonly State[]
  everywhere: () => void
}): ReactNode => {
  const { t } = useTranslation('search')
  const { t: key } = useTranslation('keys')
  const open = usePlace((place) => place.item)
  const scroller = useRef<HTMLDivElement>(null)
  const { data, error } = useDeskQuery(
    'items.search',
    { query, section, states: [...states], limit: LIMIT },
    { keep: true },
  )
  const rows = data?.rows ?? []
  const openIndex = rows.findIndex((row) => row.id === open)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    // As in the list: heights go with the items, not with their places.
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 4,
  })
  const walkTo = (index: number): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))]
    if (!row) return
    openItem(row.id)
    virtual.scrollToIndex(rows.indexOf(row))
  }
  const enter = (): void => {
    if (open === null) return
    flushSync(() => openItem(open, 'body'))
    // An item that is opening, or that is being read, has no caret to take: its pane takes focus.
    if (document.activeElement?.closest('[data-pane="item"]') == null) focusPane('item')
  }
  useCommands([
    {
      id: 'list.next',
      title: key('nextRow'),
      group: 'list',
      keys: ['J'],
      keyOnly: true,
      repeats: true,
      run: () => walkTo(openIndex + 1),
    },
    {
      id: 'list.previous',
      title: key('previousRow'),
      group: 'list',
      keys: ['K'],
      keyOnly: true,
      repeats: true,
      run: () => walkTo(openIndex - 1),
    },
  ])

  if (error) return <FaultBanner fault={error.fault} />
  if (!data) return <div className={styles['rows']} />
  const said =
    data.total > rows.length
      ? t('shown', { shown: rows.length, count: data.total })
      : t('found', { count: data.total })
  if (rows.length === 0) {
    return (
      <>
        <Announce>{said}</Announce>
        <EmptyState
          title={t('nothing', { query })}
          action={section === null ? undefined : <Button onClick={everywhere}>{t('everywhere')}</Button>}
        >
          {t('nothingText')}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      <p className={styles['said']} role="status">
        {said}
      </p>
      <div
        ref={scroller}
        id={id}
        role="listbox"
        tabIndex={0}
        data-pane-focus=""
        aria-label={t('results')}
        aria-activedescendant={openIndex === -1 ? undefined : `${id}-${openIndex}`}
        className={styles['rows']}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') walkTo(openIndex + 1)
          else if (event.key === 'ArrowUp') walkTo(openIndex - 1)
          else if (event.key === 'Home') walkTo(0)
          else if (event.key === 'End') walkTo(rows.length - 1)
          else if (event.key === 'Enter') enter()
          else return
          event.preventDefault()
        }}
      >
        <div className={styles['all']} role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            return row ? (
              <Row
                key={row.id}
                id={`${id}-${index}`}
                row={row}
                index={index}
                total={rows.length}
                open={row.id === open}
                chosen={false}
                offset={start}
                measure={virtual.measureElement}
                pick={() => openItem(row.id)}
                enter={enter}
                below={{
                  type: 'passage',
                  passage: passagePieces(row.passage).map((piece, place) =>
                    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one string have nothing else and never move.
                    piece.hit ? <mark key={place}>{piece.text}</mark> : <span key={place}>{piece.text}</span>,
                  ),
                }}
              />
            ) : null
          })}
        </div>
      </div>
    </>
  )
}
