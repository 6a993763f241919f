import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, TextInput } from '../../ui/index.ts'
import styles from './decide-bar.module.css'

/**
 * A line of text that a decision needs: the note of a return, the reason of a bypass. Enter sends, Escape takes it
 * back; an empty one is refused with a sentence.
 */
export const ReasonField = ({
  label,
  hint,
  missing,
  send,
  sendLabel,
  cancel,
}: {
  label: string
  hint: string
  missing: string
  send: (text: string) => void
  sendLabel: string
  cancel: () => void
}): ReactNode => {
  const { t } = useTranslation('common')
  const id = useId()
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = tried && text.trim() === ''
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (text.trim() !== '') send(text.trim())
  }
  return (
    <form
      className={styles['reason']}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        cancel()
      }}
    >
      <label htmlFor={id}>{label}</label>
      <div className={styles['line']}>
        <TextInput
          id={id}
          autoFocus
          value={text}
          maxLength={2000}
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" look="ink" tall keys={['↵']}>
          {sendLabel}
        </Button>
        <Button tall look="quiet" onClick={cancel}>
          {t('cancel')}
        </Button>
      </div>
      <p id={`${id}-hint`} className={styles['hint']} role={wrong ? 'alert' : undefined} data-wrong={wrong}>
        {wrong ? missing : hint}
      </p>
    </form>
  )
}

/** The decisions of a reader who may take them, and the keys to walk. Not `ready`: nothing is decided at this moment. */
export const DecideBar = ({
  ready,
  approve,
  askNote,
  open,
  previous,
  next,
}: {
  ready: boolean
  approve: () => void
  askNote: () => void
  open: () => void
  previous: () => void
  next: () => void
}): ReactNode => {
  const { t } = useTranslation('approvals')
  return (
    <div className={styles['bar']} role="toolbar" aria-label={t('decision')}>
      <Button tall look="ink" keys={['A']} aria-disabled={!ready} onClick={ready ? approve : undefined}>
        {t('approve')}
      </Button>
      <Button tall keys={['R']} aria-disabled={!ready} onClick={ready ? askNote : undefined}>
        {t('return')}
      </Button>
      <Button tall look="quiet" keys={['O']} onClick={open}>
        {t('open')}
      </Button>
      <span className={styles['walk']}>
        <Button look="quiet" keys={['K']} onClick={previous}>
          {t('previous')}
        </Button>
        <Button look="quiet" keys={['J']} onClick={next}>
          {t('next')}
        </Button>
      </span>
    </div>
  )
}
