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
 * It closes before it answers, with the words trimmed. The children say what will happen.
 */
export const ReasonDialog = ({
  title,
  label,
  hint,
  missing,
  act,
  danger,
  answer,
  close,
  children,
}: {
  title: string
  label: string
  hint: string
  missing: string | null
  act: string
  danger: boolean
  answer: (words: string) => void
  close: () => void
  children?: ReactNode
}): ReactNode => {
  const { t } = useTranslation('common')
  const form = useId()
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const error = words.trim() === '' ? missing : null
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (error !== null) return
    close()
    answer(words.trim())
  }
  return (
    <Dialog
      open
      close={close}
      title={title}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button look={danger ? 'danger' : 'ink'} type="submit" form={form}>
            {act}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit}>
        {children}
        <Field label={label} hint={hint} error={tried ? error : null}>
          {(slot) => (
            <TextArea
              {...slot}
              autoFocus
              value={words}
              maxLength={LONGEST}
              spellCheck={false}
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
