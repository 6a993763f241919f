import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTooShort, type Person, type Role, SHORTEST_PASSPHRASE } from '../../../shared/domain/person.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { Button, Dialog, Field, TextInput } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import type { Code } from './people-settings.tsx'
import { RolesField } from './roles-field.tsx'
import styles from './settings.module.css'

/**
 * Adds somebody, or changes name and tasks. Adding gives them a passphrase and a recovery code, and asks for one's
 * own passphrase where one had none: from the second person on, everybody has one.
 */
export const PersonDialog = ({
  person,
  me,
  needsOwn,
  close,
  keep,
}: {
  /** Null: somebody new. */
  person: Person | null
  me: Person
  needsOwn: boolean
  close: () => void
  keep: (codes: readonly Code[]) => void
}): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { t: session } = useTranslation('session')
  const { attempt, busy, fault } = useAttempt()
  const form = useId()
  const [name, setName] = useState(person?.name ?? '')
  const [roles, setRoles] = useState<readonly Role[]>(person?.roles ?? ['editor'])
  const [passphrase, setPassphrase] = useState('')
  const [own, setOwn] = useState('')
  const [tried, setTried] = useState(false)
  const adding = person === null

  const nameError = name.trim() === '' ? t('people.needName') : null
  const roleError = roles.length === 0 ? t('people.needRole') : null
  const passError =
    adding && isTooShort(passphrase) ? t('people.tooShort', { least: SHORTEST_PASSPHRASE }) : null
  const ownError =
    adding && needsOwn && isTooShort(own) ? t('people.tooShort', { least: SHORTEST_PASSPHRASE }) : null

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (nameError ?? roleError ?? passError ?? ownError) return
    void attempt(async () => {
      if (person) {
        await call('desk', 'people.change', {
          person: person.id,
          name: name.trim(),
          roles: [...roles],
          active: person.active,
        })
        return close()
      }
      const made = await call('desk', 'people.add', {
        name: name.trim(),
        roles: [...roles],
        passphrase,
        ownPassphrase: needsOwn ? own : null,
      })
      keep([
        { name: made.person.name, code: made.recoveryCode },
        ...(made.ownRecoveryCode === null ? [] : [{ name: me.name, code: made.ownRecoveryCode }]),
      ])
    })
  }

  return (
    <Dialog
      open
      close={close}
      title={person ? t('people.change', { name: person.name }) : t('people.addTitle')}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button look="ink" type="submit" form={form} disabled={busy}>
            {adding ? common('add') : common('save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit} noValidate>
        {fault ? <FaultBanner fault={fault} /> : null}
        <Field label={t('people.name')} error={tried ? nameError : null}>
          {(slot) => (
            <TextInput
              {...slot}
              maxLength={80}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <RolesField roles={roles} change={setRoles} error={tried ? roleError : null} />
        {adding ? (
          <Field
            label={name.trim() === '' ? t('people.theirsNew') : t('people.theirs', { name: name.trim() })}
            hint={session('newPassphraseHint', { least: SHORTEST_PASSPHRASE })}
            error={tried ? passError : null}
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
        ) : null}
        {adding && needsOwn ? (
          <Field label={t('people.own')} hint={t('people.ownHint')} error={tried ? ownError : null}>
            {(slot) => (
              <TextInput
                {...slot}
                type="password"
                autoComplete="new-password"
                value={own}
                onChange={(event) => setOwn(event.target.value)}
              />
            )}
          </Field>
        ) : null}
      </form>
    </Dialog>
  )
}
