import { type ReactNode, useId } from 'react'
import styles from './composer.module.css'

/** One short question, with answers of which the arrows pick one. */
export const Choices = <T extends string>({
  question,
  options,
  value,
  choose,
  autoFocus = false,
}: {
  question: string
  options: readonly { value: T; label: string; leads: string }[]
  value: T | null
  choose: (value: T) => void
  autoFocus?: boolean
}): ReactNode => {
  const name = useId()
  return (
    <fieldset className={styles['choices']}>
      <legend className={styles['label']}>{question}</legend>
      {options.map((option, index) => (
        <label key={option.value} className={styles['choice']}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            // biome-ignore lint/a11y/noAutofocus: the dialog begins at its first question.
            autoFocus={autoFocus && index === 0}
            onChange={() => choose(option.value)}
          />
          <span className={styles['name']}>{option.label}</span>
          <span className={styles['leads']}>{option.leads}</span>
        </label>
      ))}
    </fieldset>
  )
}
