import { Fragment, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agency } from '../../../shared/domain/agency.ts'
import { resolveCredit } from '../../../shared/domain/credit.ts'
import { cx } from '../../ui/index.ts'
import { ChipInput } from './chip-input.tsx'
import { afterField, type ChipAct, type ChipEnd, chipAct } from './chip-keys.ts'
import {
  type Chips,
  chipText,
  moveChip,
  openChip,
  removeChip,
  type Spot,
  spotsOf,
  writeChip,
} from './chips.ts'
import styles from './dateline-chips.module.css'

/** What the row of chips asks of the galley. */
export type ChipsHost = {
  register: readonly Agency[]
  /** Sets both registers as one step. */
  write(chips: Chips): void
  /** Focus goes to the text behind the chips, or to the field above. */
  leave(to: 'text' | 'above'): void
  undo(): void
  redo(): void
}

/** The chip that is being typed into. `fresh`: it does not exist until something is typed. */
export type Editing = { spot: Spot; fresh: boolean; typed: string }

const same = (a: Spot, b: Spot): boolean => a.kind === b.kind && a.index === b.index

const DRAGGED = 'application/x-kopij-chip'

/**
 * The dateline and credits, run in to the first paragraph as in print: `PLACE/PLACE (ANP/DPA) - `. Every chip is a
 * button that becomes a field where it stands. The brackets, slashes and the dash are print, not text.
 */
export const DatelineChips = ({
  chips,
  host,
  editable,
  editing,
  edit,
  numbers,
}: {
  chips: Chips
  host: ChipsHost
  editable: boolean
  editing: Editing | null
  edit: (editing: Editing | null) => void
  /** The numbers of findings about the dateline, for the margin. */
  numbers: string | undefined
}): ReactNode => {
  const { t } = useTranslation('editor')
  const row = useRef<HTMLSpanElement>(null)
  const [dragged, setDragged] = useState<Spot | null>(null)
  const shown = editing?.fresh ? openChip(chips, editing.spot) : chips
  const spots = spotsOf(shown)

  /** Focus on the chip at `index`, or on the text where there is none. */
  const focus = (index: number): void => {
    // After the row is drawn again: the chip may only then be there, or have gone.
    queueMicrotask(() => {
      const chip = row.current?.querySelectorAll<HTMLElement>('[data-chip]')[index]
      if (chip) chip.focus()
      else host.leave('text')
    })
  }

  const run = (act: ChipAct): void => {
    if (act.do === 'undo') host.undo()
    else if (act.do === 'redo') host.redo()
    else if (act.do === 'focus') focus(act.index)
    else if (act.do === 'write') {
      host.write(act.chips)
      focus(act.index)
    } else if (act.do === 'edit') {
      edit({ spot: act.spot, fresh: act.fresh, typed: act.typed ?? chipText(chips, act.spot) })
    } else host.leave(act.do)
  }

  const end = ({ spot, fresh }: Editing, typed: string, how: ChipEnd): void => {
    const place = spots.findIndex((each) => same(each, spot))
    const base = fresh ? openChip(chips, spot) : chips
    const next = how === 'cancel' ? chips : writeChip(base, spot, typed, host.register)
    const after = afterField(how, spot, place, removeChip(base, spot), next)
    if (JSON.stringify(next) !== JSON.stringify(chips)) host.write(next)
    edit(after.to === 'edit' ? { spot: after.spot, fresh: true, typed: '' } : null)
    if (after.to === 'text') host.leave('text')
    else if (after.to === 'chip') focus(after.index)
  }

  const chip = (spot: Spot, index: number): ReactNode => {
    if (editing && same(editing.spot, spot)) {
      return (
        <ChipInput
          key={`open ${editing.fresh} ${spot.kind}${spot.index}`}
          kind={spot.kind}
          typed={editing.typed}
          register={host.register}
          already={chips.credits}
          end={(typed, how) => end(editing, typed, how)}
        />
      )
    }
    const text = chipText(shown, spot)
    const odd = spot.kind === 'credit' && !resolveCredit(text, host.register).known
    const name = spot.kind === 'place' ? 'chips.place' : odd ? 'chips.unknown' : 'chips.credit'
    return (
      <button
        type="button"
        data-chip={spot.kind}
        className={cx(styles['chip'], spot.kind === 'place' && styles['place'], odd && styles['odd'])}
        aria-label={t(name, { text })}
        aria-keyshortcuts="Enter Delete Alt+ArrowLeft Alt+ArrowRight"
        title={odd ? t('chips.unknownHint') : undefined}
        tabIndex={index === 0 ? 0 : -1}
        draggable={editable}
        onKeyDown={(event) => {
          const act = chipAct(event, chips, spot, index, editable)
          if (!act) return
          event.preventDefault()
          event.stopPropagation()
          run(act)
        }}
        onDoubleClick={() => (editable ? run({ do: 'edit', spot, fresh: false, typed: null }) : undefined)}
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAGGED, '')
          event.dataTransfer.effectAllowed = 'move'
          setDragged(spot)
        }}
        onDragEnd={() => setDragged(null)}
        onDragOver={(event) => {
          if (dragged?.kind === spot.kind) event.preventDefault()
        }}
        onDrop={(event) => {
          event.preventDefault()
          if (dragged?.kind === spot.kind) {
            run({ do: 'write', chips: moveChip(chips, dragged, spot.index), index })
          }
        }}
      >
        {text}
      </button>
    )
  }

  if (spots.length === 0) return null
  const list = (kind: Spot['kind']): ReactNode =>
    spots.map((spot, index) =>
      spot.kind === kind ? (
        <Fragment key={`${kind}${spot.index}`}>
          {spot.index > 0 ? '/' : null}
          {chip(spot, index)}
        </Fragment>
      ) : null,
    )
  const hasPlaces = spots.some((spot) => spot.kind === 'place')
  const hasCredits = spots.some((spot) => spot.kind === 'credit')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot run in to a line of text.
    <span
      ref={row}
      role="group"
      aria-label={t('chips.group')}
      className={styles['row']}
      data-number={numbers}
    >
      {list('place')}
      {hasCredits ? (hasPlaces ? ' (' : '(') : null}
      {list('credit')}
      {hasCredits ? ')' : null}
      {' - '}
    </span>
  )
}
