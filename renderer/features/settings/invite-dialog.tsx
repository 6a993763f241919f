import { ClipboardCopy } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person, Role } from '../../../shared/domain/person.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { readAgain, useDeskQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { fullTime } from '../../lib/time.ts'
import { Announce, Button, Dialog, useZone } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import { RolesField } from './roles-field.tsx'
import styles from './settings.module.css'

/**
 * Makes an invitation with the tasks that go with it, or for another computer of somebody who is at the desk already,
 * and shows its code this once, large enough to read out.
 */
export const InviteDialog = ({
  person = null,
  close,
}: {
  person?: Person | null
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('team')
  const { t: common } = useTranslation('common')
  const { attempt, busy, fault } = useAttempt()
  const form = useId()
  const [roles, setRoles] = useState<readonly Role[]>(['editor'])
  const [tried, setTried] = useState(false)
  const [made, setMade] = useState<{ code: string; expiresAt: number } | null>(null)
  const { person: me } = useSession()
  const roleError = person === null && roles.length === 0 ? t('needRole') : null
  const own = person?.id === me.id

  if (made) return <MadeCode {...made} own={own} done={close} />
  return (
    <Dialog
      open
      close={close}
      title={person === null ? t('inviteTitle') : t('inviteComputerTitle', { name: person.name })}
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
            setMade(
              await call(
                'desk',
                'people.invite',
                person === null ? { roles: [...roles], person: null } : { roles: [], person: person.id },
              ),
            )
            await readAgain('people.invitations')
          })
        }}
      >
        {fault ? <FaultBanner fault={fault} /> : null}
        <p className={styles['intro']}>
          {person === null
            ? t('inviteText')
            : own
              ? t('inviteComputerOwn')
              : t('inviteComputerText', { name: person.name })}
        </p>
        {person === null ? (
          <RolesField roles={roles} change={setRoles} error={tried ? roleError : null} />
        ) : null}
      </form>
    </Dialog>
  )
}

/** The code, once. It closes only with the button that says it was passed on. */
const MadeCode = ({
  code,
  expiresAt,
  own,
  done,
}: {
  code: string
  expiresAt: number
  /** For another computer of whoever made it, who has nobody to give it to. */
  own: boolean
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
          {own ? t('inviteNoted') : t('inviteGiven')}
        </Button>
      }
    >
      <output className={styles['code']} data-testid="invitation-code">
        {code}
      </output>
      {hosting?.where === 'here' && !hosting.open ? (
        <p className={styles['hint']}>{t('inviteNotShared')}</p>
      ) : null}
      {address === null ? null : (
        <dl className={styles['facts']}>
          <dt>{t('address')}</dt>
          <dd className={styles['address']}>{address}</dd>
        </dl>
      )}
      <p>{t(own ? 'inviteOnceOwn' : 'inviteOnce', { until: fullTime(expiresAt, zone, language) })}</p>
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
