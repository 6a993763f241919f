import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field, TextArea } from './field.tsx'
import styles from './reason-dialog.module.css'

/** Longer than any reason, characters. */
const LONGEST = 2000

/**
 * A question that is answered with words: the reason of something that cannot be undone, or a note. Enter answers,
 * Shift with Enter begins a line. `missing` is what is said about an answer without words; null: they are not needed.
 * `attempt` gets the words trimmed, is waited for, and says what went wrong in a sentence, or null: only then it closes, so
 * that words that were refused stay. The children say what will happen.
 */
export const ReasonDialog = ({
  title,
  label,
  hint,
  missing,
  act,
  danger,
  attempt,
  close,
  children,
}: {
  title: string
  label: string
  hint: string
  missing: string | null
  act: string
  danger: boolean
  attempt: (words: string) => Promise<string | null>
  close: () => void
  children?: ReactNode
}): ReactNode => {
  const { t } = useTranslation('common')
  const form = useId()
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const [waiting, setWaiting] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const error = words.trim() === '' ? missing : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (error !== null || waiting) return
    setWaiting(true)
    void attempt(words.trim()).then((wrong) => {
      setWaiting(false)
      setRefused(wrong)
      if (wrong === null) close()
    })
  }
  return (
    <Dialog
      open
      close={close}
      title={title}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button look={danger ? 'danger' : 'ink'} type="submit" form={form} aria-disabled={waiting}>
            {act}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit}>
        {children}
        <Field label={label} hint={hint} error={tried ? (error ?? refused) : null}>
          {(slot) => (
            <TextArea
              {...slot}
              autoFocus
              value={words}
              maxLength={LONGEST}
              spellCheck={false}
              readOnly={waiting}
              onChange={(event) => setWords(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event)
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
