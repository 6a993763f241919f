import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { Button, Dialog, Field, TextInput } from '../../ui/index.ts'
import { decide, tellDecided } from '../decisions/index.ts'
import styles from './kill-dialog.module.css'

/** Asks for the reason and for certainty before items are killed: every target is told, and nothing undoes it. */
export const KillDialog = ({ rows, close }: { rows: readonly ItemRow[]; close: () => void }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const form = useId()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''

  const kill = async (): Promise<void> => {
    close()
    const decided = await decide(
      rows.map(({ id }) => id),
      { type: 'kill', reason: reason.trim() },
    )
    tellDecided(
      decided,
      {
        done: t('kill.done', { count: decided.done.length }),
        partly: t('done.partly', { ns: 'queue', count: decided.failed.length }),
      },
      null,
    )
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!missing) void kill()
  }
  return (
    <Dialog
      open
      close={close}
      title={t('kill.title', { count: rows.length })}
      actions={
        <>
          <Button onClick={close}>{t('cancel', { ns: 'common' })}</Button>
          <Button look="danger" type="submit" form={form}>
            {t('kill.confirm')}
          </Button>
        </>
      }
    >
      <ul className={styles['what']}>
        {rows.map((row) => (
          <li key={row.id}>{row.headline || t('untitledBrief', { ns: 'common' })}</li>
        ))}
      </ul>
      <p>{t('kill.text')}</p>
      <form id={form} onSubmit={submit} className={styles['form']}>
        <Field
          label={t('kill.reason')}
          hint={t('kill.reasonHint')}
          error={tried && missing ? t('kill.reasonMissing') : null}
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
