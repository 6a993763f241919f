import { ClipboardCopy } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Role } from '../../../shared/domain/person.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { readAgain, useDeskQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { fullTime } from '../../lib/time.ts'
import { Announce, Button, Checkbox, Dialog, useZone } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import styles from './settings.module.css'

/** Makes an invitation with the tasks that go with it, and shows its code this once, large enough to read out. */
export const InviteDialog = ({ close }: { close: () => void }): ReactNode => {
  const { t } = useTranslation('team')
  const { t: settings } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { t: session } = useTranslation('session')
  const { attempt, busy, fault } = useAttempt()
  const form = useId()
  const [roles, setRoles] = useState<readonly Role[]>(['editor'])
  const [tried, setTried] = useState(false)
  const [made, setMade] = useState<{ code: string; expiresAt: number } | null>(null)
  const roleError = roles.length === 0 ? t('needRole') : null

  if (made) return <MadeCode {...made} done={close} />
  return (
    <Dialog
      open
      close={close}
      title={t('inviteTitle')}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button look="ink" type="submit" form={form} disabled={busy}>
            {t('inviteMake')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles['form']}
        noValidate
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault()
          setTried(true)
          if (roleError) return
          void attempt(async () => {
            setMade(await call('desk', 'people.invite', { roles: [...roles], person: null }))
            await readAgain('people.invitations')
          })
        }}
      >
        {fault ? <FaultBanner fault={fault} /> : null}
        <p className={styles['intro']}>{t('inviteText')}</p>
        <fieldset>
          <legend className={styles['label']}>{settings('people.roles')}</legend>
          {Role.options.map((role) => (
            <Checkbox
              key={role}
              label={session(`role.${role}`)}
              hint={settings(`people.roleHint.${role}`)}
              checked={roles.includes(role)}
              change={(on) => setRoles(on ? [...roles, role] : roles.filter((each) => each !== role))}
            />
          ))}
          {tried && roleError ? (
            <p className={styles['error']} role="alert">
              {roleError}
            </p>
          ) : null}
        </fieldset>
      </form>
    </Dialog>
  )
}

/** The code, once. It closes only with the button that says it was passed on. */
const MadeCode = ({
  code,
  expiresAt,
  done,
}: {
  code: string
  expiresAt: number
  done: () => void
}): ReactNode => {
  const { t } = useTranslation('team')
  const { language } = useSession()
  const zone = useZone()
  const hosting = useDeskQuery('hosting.get', {}).data
  const [copied, setCopied] = useState(false)
  const address = hosting?.where === 'elsewhere' ? hosting.address : (hosting?.addresses[0] ?? null)
  const text = [address, code].filter((part) => part !== null).join('\n')
  return (
    <Dialog
      open
      close={done}
      title={t('inviteCode')}
      firm
      actions={
        <Button look="ink" onClick={done}>
          {t('inviteGiven')}
        </Button>
      }
    >
      <output className={styles['code']} data-testid="invitation-code">
        {code}
      </output>
      {address === null ? null : (
        <dl className={styles['facts']}>
          <dt>{t('address')}</dt>
          <dd className={styles['address']}>{address}</dd>
        </dl>
      )}
      <p>{t('inviteOnce', { until: fullTime(expiresAt, zone, language) })}</p>
      <div>
        <Button
          icon={<ClipboardCopy />}
          onClick={() => {
            navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }}
        >
          {address === null ? t('copyCode') : t('copyBoth')}
        </Button>
      </div>
      {copied ? <p className={styles['hint']}>{t('copied')}</p> : null}
      <Announce>{copied ? t('copied') : ''}</Announce>
    </Dialog>
  )
}
