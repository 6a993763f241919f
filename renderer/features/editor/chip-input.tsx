import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Agency } from '../../../shared/domain/agency.ts'
import { completeCredit } from '../../../shared/domain/credit.ts'
import { cx } from '../../ui/index.ts'
import { type ChipEnd, fieldAct } from './chip-keys.ts'
import styles from './dateline-chips.module.css'

type Choice = { code: string; note: string; known: boolean }

/** The most lines of a list that is read at a glance. */
const MOST = 7

/** A chip as a field: it grows with what is typed, and agencies complete from the register. */
export const ChipInput = ({
  kind,
  typed,
  register,
  already,
  end,
}: {
  kind: 'place' | 'credit'
  typed: string
  register: readonly Agency[]
  already: readonly string[]
  end: (typed: string, how: ChipEnd) => void
}): ReactNode => {
  const { t } = useTranslation('editor')
  const [text, setText] = useState(typed)
  const [active, setActive] = useState(-1)
  const [spot, setSpot] = useState<{ left: number; top: number } | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const ended = useRef(false)
  const list = useId()

  useLayoutEffect(() => {
    const field = input.current
    if (!field) return
    field.focus()
    const { left, bottom } = field.getBoundingClientRect()
    setSpot({ left, top: bottom })
  }, [])

  const isKnown = register.some(({ code }) => code.toLowerCase() === text.trim().toLowerCase())
  const choices: Choice[] =
    kind === 'place' || text.trim() === ''
      ? []
      : [
          ...completeCredit(text, register, already)
            .slice(0, MOST)
            .map(({ code, name, already: named }) => ({
              code,
              note: named ? t('chips.already') : name,
              known: true,
            })),
          ...(isKnown ? [] : [{ code: text.trim(), note: t('chips.notInRegister'), known: false }]),
        ]

  const finish = (how: ChipEnd, value: string): void => {
    if (ended.current) return
    ended.current = true
    end(value, how)
  }
  /** What Enter, a slash or leaving take: the line that was walked to, else what was typed. */
  const value = choices[active]?.code ?? text

  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    // The keys of the window and of the text around the field are letters here.
    event.stopPropagation()
    const { selectionStart: from, selectionEnd: to } = event.currentTarget
    const act = fieldAct(event, {
      text,
      caret: from === to ? from : null,
      choices: choices.length,
      choosing: active >= 0,
      completes: choices[0]?.known === true,
    })
    if (act === null) return
    event.preventDefault()
    if (act === 'nothing') return
    if ('walk' in act)
      setActive((active + act.walk + choices.length + (active < 0 && act.walk < 0 ? 1 : 0)) % choices.length)
    else finish(act.end, act.complete ? (choices[0]?.code ?? text) : value)
  }

  const isList = kind === 'credit'
  return (
    <>
      <input
        ref={input}
        className={cx(styles['chip'], styles['open'], kind === 'place' && styles['place'])}
        value={text}
        aria-label={t(isList ? 'chips.editCredit' : 'chips.editPlace')}
        {...(isList
          ? {
              role: 'combobox',
              'aria-expanded': choices.length > 0,
              'aria-controls': list,
              'aria-autocomplete': 'list' as const,
              'aria-activedescendant': active >= 0 ? `${list}-${active}` : undefined,
            }
          : {})}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value)
          setActive(-1)
        }}
        onKeyDown={press}
        onBlur={() => finish('away', value)}
      />
      {spot && choices.length > 0
        ? createPortal(
            <div
              id={list}
              role="listbox"
              tabIndex={-1}
              aria-label={t('chips.agencies')}
              className={styles['choices']}
              style={{ left: spot.left, top: spot.top }}
            >
              {choices.map((choice, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys of this list.
                <div
                  key={`${choice.code} ${choice.known}`}
                  id={`${list}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  className={styles['choice']}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => finish('stay', choice.code)}
                >
                  <b className={styles['code']}>{choice.code}</b>
                  <span>{choice.note}</span>
                </div>
              ))}
            </div>,
            document.body,
          )
        : null}
    </>
  )
}
