import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { FaultCode } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import styles from './waiting-list.module.css'
import { WaitingRow } from './waiting-row.tsx'
import { walk } from './walk.ts'

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** The items that wait, one of them being read. Arrows walk; the one that is read has the tab stop. */
export const WaitingList = ({
  rows,
  refusals,
  chosen,
  choose,
}: {
  rows: readonly ItemRow[]
  refusals: ReadonlyMap<Id, FaultCode | null>
  chosen: Id | null
  choose: (item: Id) => void
}): ReactNode => {
  const { t } = useTranslation('approvals')
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const row = list.current?.querySelector(`[data-item="${chosen}"]`)
    row?.scrollIntoView({ block: 'nearest' })
    // Focus walks along when it is in the list, also when the key came from elsewhere.
    if (row instanceof HTMLElement && list.current?.contains(document.activeElement)) row.focus()
  }, [chosen])

  const onKeyDown = (event: KeyboardEvent): void => {
    const steps = STEPS[event.key]
    if (steps === undefined) return
    event.preventDefault()
    const next = walk(
      rows.map((row) => row.id),
      chosen,
      steps,
    )
    if (next !== null) choose(next)
  }
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={t('list')}
      className={styles['rows']}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      {rows.map((row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys of all its rows
        <div
          key={row.id}
          role="option"
          aria-selected={row.id === chosen}
          tabIndex={row.id === chosen ? 0 : -1}
          data-item={row.id}
          {...(row.id === chosen ? { 'data-pane-focus': true } : {})}
          className={styles['row']}
          onClick={() => choose(row.id)}
        >
          <WaitingRow row={row} refusal={refusals.get(row.id) ?? null} />
        </div>
      ))}
    </div>
  )
}
