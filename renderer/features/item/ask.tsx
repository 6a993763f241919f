import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Field, TextArea } from '../../ui/index.ts'
import styles from './item-pane.module.css'

/** A question with one field: the note that goes with a return, the reason that goes with a kill or an erasure. */
export type Question = 'return' | 'kill' | 'erase'

export const Ask = ({
  question,
  title,
  answer,
  close,
}: {
  question: Question
  title: string
  answer: (text: string) => void
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('item')
  const { t: common } = useTranslation('common')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const missing = question !== 'return' && text.trim() === ''
  const words =
    question === 'erase'
      ? {
          title: t('ask.eraseTitle', { title }),
          label: t('ask.eraseReason'),
          hint: t('ask.eraseHint'),
          act: t('ask.erase'),
        }
      : question === 'kill'
        ? {
            title: t('ask.killTitle', { title }),
            label: t('ask.killReason'),
            hint: t('ask.killHint'),
            act: t('ask.kill'),
          }
        : {
            title: t('ask.returnTitle', { title }),
            label: t('ask.returnNote'),
            hint: t('ask.returnHint'),
            act: t('ask.return'),
          }

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missing) return
    close()
    answer(text.trim())
  }
  return (
    <Dialog
      open
      close={close}
      title={words.title}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button type="submit" form="ask-about-item" look={question === 'return' ? 'ink' : 'danger'}>
            {words.act}
          </Button>
        </>
      }
    >
      <form id="ask-about-item" className={styles['ask']} onSubmit={submit}>
        {question === 'kill' ? <p>{t('ask.killText')}</p> : null}
        {question === 'erase' ? <p>{t('ask.eraseText')}</p> : null}
        <Field label={words.label} hint={words.hint} error={tried && missing ? t('ask.reasonMissing') : null}>
          {(slot) => (
            <TextArea
              {...slot}
              autoFocus
              value={text}
              maxLength={2000}
              spellCheck={false}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                // As everywhere where a note is asked for: Enter sends it, Shift with Enter begins a line.
                if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) submit(event)
              }}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
