import { MonitorSmartphone, Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { DeviceLine } from '../../../shared/ipc/team.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { prefer, usePreferences } from '../../lib/preferences.ts'
import { readAgain, useDeskQuery } from '../../lib/queries.ts'
import { signOutHere, useSession } from '../../lib/session.tsx'
import { tell } from '../../lib/strip.ts'
import { Button, Checkbox, Dialog, Field, Select, useNow, useZone } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import { agoWords, sortDevices } from './device-lines.ts'
import { InviteDialog } from './invite-dialog.tsx'
import styles from './settings.module.css'
import type { PartProps } from './settings.tsx'

/** How often who is connected is read while somebody looks at it, ms. */
const LOOKING = 3000
/** What may be chosen, minutes. */
const AFTER = [5, 10, 15, 30, 60] as const

/** This computer (locking, secrets), and on which computers people are signed in at the desk. */
export const ComputerSettings = ({ may }: PartProps): ReactNode => {
  const { t } = useTranslation('team')
  const { t: common } = useTranslation('common')
  const { person: me, session, language } = useSession()
  const zone = useZone()
  const now = useNow()
  const ago = (at: number): string => agoWords(at, now, zone, language)
  const { attempt, busy, fault } = useAttempt()
  const { data, error } = useDeskQuery('devices.list', {}, { every: LOOKING })
  const place = useRef<HTMLElement>(null)
  const [inviting, setInviting] = useState(false)
  const [leaving, setLeaving] = useState<DeviceLine | null>(null)
  const { mine, others } = sortDevices(data ?? [], me.id)
  const problem = fault ?? error?.fault ?? null

  const signOut = (device: DeviceLine): void =>
    void attempt(async () => {
      if (device.here && device.person === me.id) return await signOutHere(device.id)
      await call('desk', 'devices.revoke', { device: device.id })
      await readAgain('devices.list')
      tell(t('signedOut', { name: device.name }))
      // The row is gone, and the focus with it.
      place.current?.focus()
    })
  const list = (devices: readonly DeviceLine[], names: boolean): ReactNode => (
    <ul className={styles['table']}>
      {devices.map((device) => (
        <li key={device.id} className={styles['entry']}>
          <span className={styles['glyph']} aria-hidden="true">
            <MonitorSmartphone />
          </span>
          <span className={styles['main']}>
            <span className={styles['strong']}>
              {names ? `${device.personName}, ${device.name}` : device.name}
              {device.here ? <span className={styles['weak']}> ({t('hereMark')})</span> : null}
            </span>
            <span className={styles['hint']}>
              {device.connected ? t('connectedNow') : t('seen', { when: ago(device.seenAt) })}
              {', '}
              {t('since', { when: ago(device.signedInAt) })}
            </span>
          </span>
          <Button
            aria-disabled={busy}
            aria-label={t('signOutOf', { name: device.name })}
            onClick={() => {
              if (busy) return
              if (device.here && device.person === me.id) setLeaving(device)
              else signOut(device)
            }}
          >
            {t('signOut')}
          </Button>
        </li>
      ))}
    </ul>
  )

  return (
    <div className={styles['form']}>
      <ThisComputer />
      {problem ? <FaultBanner fault={problem} /> : null}
      <section ref={place} tabIndex={-1} aria-label={t('mine')} className={styles['part']}>
        <h3 className={styles['strong']}>{t('mine')}</h3>
        {mine.length > 0 ? list(mine, false) : data ? <p className={styles['hint']}>{t('none')}</p> : null}
        {session.people.some(({ person, hasPassphrase }) => person.id === me.id && hasPassphrase) ? (
          <div>
            <Button icon={<Plus />} onClick={() => setInviting(true)}>
              {t('anotherComputer')}
            </Button>
          </div>
        ) : null}
      </section>
      {may ? (
        <section className={styles['part']}>
          <h3 className={styles['strong']}>{t('everybody')}</h3>
          {others.length > 0 ? (
            list(others, true)
          ) : data ? (
            <p className={styles['hint']}>{t('nobody')}</p>
          ) : null}
        </section>
      ) : null}
      {inviting ? <InviteDialog person={me} close={() => setInviting(false)} /> : null}
      {/* Getting back in takes the passphrase, so this is not an undo away. */}
      <Dialog
        open={leaving !== null}
        close={() => setLeaving(null)}
        title={t('signOutTitle')}
        actions={
          <>
            <Button onClick={() => setLeaving(null)}>{common('cancel')}</Button>
            <Button
              look="danger"
              onClick={() => {
                const device = leaving
                setLeaving(null)
                if (device) signOut(device)
              }}
            >
              {t('signOut')}
            </Button>
          </>
        }
      >
        <p>{t('signOutHere')}</p>
      </Dialog>
    </div>
  )
}

/** What holds for this computer, whoever sits at it. */
const ThisComputer = (): ReactNode => {
  const { t } = useTranslation('team')
  const { session } = useSession()
  const { lockAfter, notify, notifySlots } = usePreferences()
  const [kept, setKept] = useState<Output<'shell', 'shell.secrets'>['kept'] | null>(null)
  useEffect(() => {
    let here = true
    call('shell', 'shell.secrets', {}).then(
      (told) => {
        if (here) setKept(told.kept)
      },
      () => undefined,
    )
    return () => {
      here = false
    }
  }, [])
  const lockable = session.people.some(({ hasPassphrase }) => hasPassphrase)
  const choices = [...new Set([...AFTER, ...(lockAfter === null ? [] : [lockAfter])])].sort((a, b) => a - b)
  return (
    <section className={styles['part']}>
      <h3 className={styles['strong']}>{t('thisComputer')}</h3>
      <div className={styles['short']}>
        <Field label={t('lockAfter')} hint={lockable ? t('lockHint') : t('lockNeedsPassphrase')}>
          {(slot) => (
            <Select
              {...slot}
              options={[
                { value: 'never', label: t('lockNever') },
                ...choices.map((minutes) => ({
                  value: String(minutes),
                  label: t('lockMinutes', { count: minutes }),
                })),
              ]}
              value={lockAfter === null ? 'never' : String(lockAfter)}
              choose={(value) => void prefer({ lockAfter: value === 'never' ? null : Number(value) })}
            />
          )}
        </Field>
      </div>
      <Checkbox
        label={t('notify')}
        hint={t('notifyHint')}
        checked={notify}
        change={(wanted) => void prefer({ notify: wanted })}
      />
      <Checkbox
        label={t('notifySlots')}
        hint={t('notifySlotsHint')}
        checked={notify && notifySlots}
        disabled={!notify}
        change={(wanted) => void prefer({ notifySlots: wanted })}
      />
      <h4 className={styles['label']}>{t('secrets')}</h4>
      <p className={styles['intro']}>
        {kept === null ? '' : `${kept === 'keychain' ? t('secretsKeychain') : t('secretsMemory')} `}
        {t('secretsFiles')}
      </p>
    </section>
  )
}
