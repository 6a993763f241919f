import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, TextInput, useNow, useZone } from '../../ui/index.ts'
import styles from './time-field.module.css'
import { ReadingWords, WhichOne } from './time-reading.tsx'
import { type ChosenTime, readTypedTime } from './typed-time.ts'

/** The words for taking each kind of time away. */
const CLEAR = { publish: 'time.clear', embargo: 'time.clearEmbargo', shown: 'time.clearShown' } as const

/**
 * A time, typed where it stands. What was understood is said while typing; Enter sets it, Escape leaves it as it
 * was. A time that the clock jumps over is refused with the reason, one that comes twice is asked about.
 */
export const TimeField = ({
  kind,
  label,
  zone: given,
  from,
  set,
  clear,
  cancel,
}: {
  /** `shown`: what ages count from; it lies in the past as a rule. */
  kind: 'publish' | 'embargo' | 'shown'
  /** What it is called, where it is for more than the time of one thing. */
  label?: string
  /** The zone in which the words are meant, when it is not the desk's. */
  zone?: string | undefined
  /** The time that it has, ms UTC, which `+15` counts from; undefined: from now. */
  from?: number | undefined
  set: (time: ChosenTime) => void
  /** Takes the time away; null where there is none. */
  clear: (() => void) | null
  cancel: () => void
}): ReactNode => {
  const { t } = useTranslation('queue')
  const deskZone = useZone()
  const zone = given ?? deskZone
  const now = useNow()
  const id = useId()
  const firstAnswer = useRef<HTMLButtonElement>(null)
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const reading = readTypedTime(typed, {
    now,
    zone,
    from,
    ...(kind === 'shown' ? { past: 'fine', lean: 'past' } : { past: 'refused' }),
  })
  const wrong = reading.kind === 'gap' || reading.kind === 'past' || (tried && reading.kind === 'none')

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (reading.kind === 'moment') set(reading.time)
    else if (reading.kind === 'question') firstAnswer.current?.focus()
  }
  return (
    <form
      className={styles['form']}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') cancel()
        // The keys of the list behind (T, S, J, ...) are letters here.
        event.stopPropagation()
      }}
    >
      <label className={styles['label']} htmlFor={id}>
        {label ?? t(`time.${kind}`)}
      </label>
      <span className={styles['input']}>
        <TextInput
          id={id}
          value={typed}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          placeholder={t('time.placeholder')}
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong}
          onChange={(event) => {
            setTyped(event.target.value)
            setTried(false)
          }}
        />
      </span>
      {reading.kind === 'question' ? (
        <WhichOne question={reading} choose={set} first={firstAnswer} />
      ) : (
        <Button type="submit" look="ink" keys={['↵']}>
          {t('time.set')}
        </Button>
      )}
      {clear ? (
        <Button look="quiet" onClick={clear}>
          {t(CLEAR[kind])}
        </Button>
      ) : null}
      <p id={`${id}-hint`} className={styles['reading']} data-wrong={wrong} aria-live="polite">
        <ReadingWords reading={reading} empty={typed.trim() === ''} />
      </p>
    </form>
  )
}
