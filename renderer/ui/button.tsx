import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './button.module.css'
import { cx } from './cx.ts'
import { Keys } from './kbd.tsx'

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'style'>

/**
 * A button. `ink` is the one main action of a pane, `edge` an ordinary one, `quiet` has no frame, `danger` is
 * for what cannot be taken back. `keys` prints the shortcut beside the word; it is a hint, the key itself is
 * registered with `useCommands`.
 */
export const Button = ({
  look = 'edge',
  keys,
  icon,
  tall = false,
  children,
  ref,
  ...rest
}: Native & {
  look?: 'ink' | 'edge' | 'quiet' | 'danger'
  keys?: readonly string[] | undefined
  icon?: ReactNode
  tall?: boolean
  ref?: Ref<HTMLButtonElement>
}): ReactNode => (
  <button
    type="button"
    {...rest}
    ref={ref}
    className={cx(styles['button'], styles[look], tall && styles['tall'])}
  >
    {icon ? (
      <span className={styles['glyph']} aria-hidden="true">
        {icon}
      </span>
    ) : null}
    {children}
    {keys && keys.length > 0 ? (
      <span className={styles['hint']} aria-hidden="true">
        <Keys keys={keys} bare={look === 'ink'} />
      </span>
    ) : null}
  </button>
)

/** A button that is only an icon. `label` is its name for everybody; sighted people get it as a hint. */
export const IconButton = ({
  label,
  icon,
  pressed,
  children,
  ref,
  ...rest
}: Native & {
  label: string
  icon: ReactNode
  pressed?: boolean | undefined
  ref?: Ref<HTMLButtonElement>
}): ReactNode => (
  <button
    type="button"
    {...rest}
    {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    ref={ref}
    aria-label={label}
    title={label}
    className={cx(styles['button'], styles['icon'])}
  >
    <span className={styles['glyph']} aria-hidden="true">
      {icon}
    </span>
    {children}
  </button>
)

/** Looks like a link in running text, does something here. */
export const LinkButton = ({
  children,
  ref,
  ...rest
}: Native & { ref?: Ref<HTMLButtonElement> }): ReactNode => (
  <button type="button" {...rest} ref={ref} className={styles['link']}>
    {children}
  </button>
)
