import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTooShort, SHORTEST_PASSPHRASE } from '../../../shared/domain/person.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { Button, Dialog, Field, TextInput } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import styles from './settings.module.css'

/** Sets a passphrase: one's own (with the old one, where there is one) or, as an admin, somebody else's. */
export const PassphraseDialog = ({
  title,
  asksOld,
  close,
  set,
}: {
  title: string
  asksOld: boolean
  close: () => void
  set: (passphrase: string, old: string | null) => Promise<void>
}): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { t: session } = useTranslation('session')
  const { attempt, busy, fault } = useAttempt()
  const form = useId()
  const [old, setOld] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [tried, setTried] = useState(false)
  const short = isTooShort(passphrase) ? t('people.tooShort', { least: SHORTEST_PASSPHRASE }) : null
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!short) void attempt(() => set(passphrase, asksOld ? old : null))
  }
  return (
    <Dialog
      open
      close={close}
      title={title}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button look="ink" type="submit" form={form} disabled={busy || (asksOld && old === '')}>
            {common('save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit} noValidate>
        {fault ? <FaultBanner fault={fault} /> : null}
        {asksOld ? (
          <Field label={t('people.old')}>
            {(slot) => (
              <TextInput
                {...slot}
                type="password"
                autoComplete="current-password"
                value={old}
                onChange={(event) => setOld(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <Field
          label={t('people.new')}
          hint={session('newPassphraseHint', { least: SHORTEST_PASSPHRASE })}
          error={tried ? short : null}
        >
          {(slot) => (
            <TextInput
              {...slot}
              type="password"
              autoComplete="new-password"
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
