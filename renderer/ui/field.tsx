import { ChevronDown } from 'lucide-react'
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { cx } from './cx.ts'
import styles from './field.module.css'

type Slot = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

/**
 * A label, a control and what belongs to it. The control is a function, so that label, hint and error are tied to
 * it whatever it is. `beside` puts the label left, as in the inspector.
 */
export const Field = ({
  label,
  hint,
  error,
  beside = false,
  children,
}: {
  label: string
  hint?: string | undefined
  error?: string | null | undefined
  beside?: boolean
  children: (slot: Slot) => ReactNode
}): ReactNode => {
  const id = useId()
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((part) => part !== null)
  return (
    <div className={beside ? styles['beside'] : styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <div className={styles['control']}>
        {children({
          id,
          ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
          ...(error ? { 'aria-invalid': true as const } : {}),
        })}
        {hint ? (
          <span id={`${id}-hint`} className={styles['hint']}>
            {hint}
          </span>
        ) : null}
        {error ? (
          <span id={`${id}-error`} className={styles['error']} role="alert">
            {error}
          </span>
        ) : null}
      </div>
    </div>
  )
}

type Plain<T> = Omit<T, 'className' | 'style'>

/** One line of text. `bare`: only a line under it, as in the inspector. */
export const TextInput = ({
  bare = false,
  ref,
  ...rest
}: Plain<InputHTMLAttributes<HTMLInputElement>> & {
  bare?: boolean
  ref?: Ref<HTMLInputElement>
}): ReactNode => (
  <input type="text" {...rest} ref={ref} className={cx(styles['input'], bare && styles['bare'])} />
)

/** Several lines of text. */
export const TextArea = ({
  ref,
  ...rest
}: Plain<TextareaHTMLAttributes<HTMLTextAreaElement>> & { ref?: Ref<HTMLTextAreaElement> }): ReactNode => (
  <textarea rows={3} {...rest} ref={ref} className={cx(styles['input'], styles['area'])} />
)

/** A choice out of a list, the browser's own: it works with every key and every screen reader. */
export const Select = <T extends string>({
  options,
  value,
  choose,
  bare = false,
  ref,
  ...rest
}: Omit<Plain<SelectHTMLAttributes<HTMLSelectElement>>, 'value' | 'onChange'> & {
  options: readonly { value: T; label: string; disabled?: boolean }[]
  value: T
  choose: (value: T) => void
  bare?: boolean
  ref?: Ref<HTMLSelectElement>
}): ReactNode => (
  <span className={styles['select']}>
    <select
      {...rest}
      ref={ref}
      className={cx(styles['input'], bare && styles['bare'])}
      value={value}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value)
        if (chosen) choose(chosen.value)
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled === true}>
          {option.label}
        </option>
      ))}
    </select>
    <ChevronDown className={styles['arrow']} aria-hidden="true" />
  </span>
)

/** One out of a few, all in sight. Arrows move, as radio buttons do, because they are. */
export const Segmented = <T extends string>({
  label,
  options,
  value,
  choose,
  disabled = false,
}: {
  label: string
  options: readonly { value: T; label: string; icon?: ReactNode }[]
  value: T | null
  choose: (value: T) => void
  disabled?: boolean
}): ReactNode => {
  const name = useId()
  return (
    <fieldset className={styles['segments']} aria-label={label} disabled={disabled}>
      {options.map((option) => (
        <label key={option.value} className={styles['segment']}>
          <input
            type="radio"
            name={name}
            className={styles['radio']}
            checked={option.value === value}
            onChange={() => choose(option.value)}
          />
          <span className={styles['face']}>
            {option.icon}
            {option.label}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Yes or no, with the sentence it is about. */
export const Checkbox = ({
  label,
  hint,
  checked,
  change,
  disabled = false,
}: {
  label: string
  hint?: string
  checked: boolean
  change: (checked: boolean) => void
  disabled?: boolean
}): ReactNode => {
  const id = useId()
  return (
    <div className={styles['check']}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => change(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint ? (
        <span id={`${id}-hint`} className={cx(styles['hint'], styles['checkHint'])}>
          {hint}
        </span>
      ) : null}
    </div>
  )
}
