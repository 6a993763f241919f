import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '../../../shared/ids.ts'
import { enterField, leaveField, ownField, useOccupant } from '../../lib/presence.ts'
import { colourOf, firstName } from '../../lib/presence-model.ts'
import { useStore } from '../../lib/store.ts'
import { cx, LinkButton } from '../../ui/index.ts'
import styles from './in-field.module.css'

const FOCUSABLE = 'input, select, textarea, button[data-chip]'

/**
 * Round a field that is replaced whole. It says who is in it; as long as that is a colleague it can be read and copied,
 * and is taken over with one button, which the colleague is told. Nothing typed is lost by it: every key was kept.
 */
export const InField = ({
  item,
  field,
  inline = false,
  children,
}: {
  item: Id
  field: string
  /** Within a line of text. */
  inline?: boolean
  /** `free`: this person may type here now. */
  children: (free: boolean) => ReactNode
}): ReactNode => {
  const { t } = useTranslation('together')
  const box = useRef<HTMLElement>(null)
  const occupant = useOccupant(item, field)
  const own = useStore(ownField, (now) => now === field)
  const taken = occupant !== null && !own

  // Whoever waited in the field is in it when it becomes free.
  useEffect(() => {
    if (!taken && box.current?.contains(document.activeElement)) enterField(item, field)
  }, [taken, item, field])
  useEffect(() => () => leaveField(field), [field])

  const takeOver = (): void => {
    if (!occupant) return
    enterField(item, field, occupant.person)
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(FOCUSABLE)?.focus())
  }
  const Box = inline ? 'span' : 'div'
  return (
    <Box
      ref={box as never}
      className={cx(styles['box'], inline && styles['inline'])}
      {...(occupant ? { 'data-peer': colourOf(occupant.person) } : {})}
      onFocus={(event) => {
        if (!taken && (event.target as HTMLElement).matches(FOCUSABLE)) enterField(item, field)
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) leaveField(field)
      }}
    >
      {children(!taken)}
      {occupant ? (
        <span className={styles['who']} contentEditable={false}>
          <span>{t('inField', { name: firstName(occupant.name) })}</span>
          {taken ? <LinkButton onClick={takeOver}>{t('takeOver')}</LinkButton> : null}
        </span>
      ) : null}
    </Box>
  )
}
