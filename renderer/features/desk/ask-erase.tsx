import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { createStore, useStore } from '../../lib/store.ts'
import { Button, Dialog, Field, TextInput } from '../../ui/index.ts'
import { rowTitle, shortTitle } from './row-title.ts'

type Question = { rows: readonly ItemRow[]; yes: (reason: string) => void }
const question = createStore<Question | null>(null)

/** Asks for certainty and a reason before these items are erased; `yes` is what happens then. */
export const askErase = (rows: readonly ItemRow[], yes: (reason: string) => void): void =>
  question.set({ rows, yes })

/** Where the question stands; once in the desk. */
export const EraseQuestion = (): ReactNode => {
  const asked = useStore(question)
  return asked ? <Ask {...asked} close={() => question.set(null)} /> : null
}

const Ask = ({ rows, yes, close }: Question & { close: () => void }): ReactNode => {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation('common')
  const form = useId()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''
  const first = rows[0]
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (missing) return
    close()
    yes(reason.trim())
  }
  return (
    <Dialog
      open
      close={close}
      title={t('eraseTitle', {
        count: rows.length,
        title: first ? `"${shortTitle(rowTitle(first, common))}"` : '',
      })}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button look="danger" type="submit" form={form}>
            {t('eraseNow')}
          </Button>
        </>
      }
    >
      <p>{t('eraseBody')}</p>
      <form id={form} onSubmit={submit}>
        <Field
          label={t('eraseReason')}
          hint={t('eraseHint')}
          error={tried && missing ? t('eraseMissing') : null}
        >
          {(slot) => (
            <TextInput
              {...slot}
              autoFocus
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
