import { Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { asksToInvite } from '../../lib/inviting.ts'
import { readAgain, useDeskQuery } from '../../lib/queries.ts'
import { useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { tell } from '../../lib/strip.ts'
import { fullTime } from '../../lib/time.ts'
import { Button, useZone } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import { InviteDialog } from './invite-dialog.tsx'
import styles from './settings.module.css'

/** The invitations that are open, and the way to make one. */
export const Invitations = ({ shared }: { shared: boolean }): ReactNode => {
  const { t } = useTranslation('team')
  const { t: session } = useTranslation('session')
  const { person: me, session: seat, language } = useSession()
  // Whoever has no passphrase is kept out by the first colleague's: theirs comes first, and is asked for above.
  const may = seat.people.some(({ person, hasPassphrase }) => person.id === me.id && hasPassphrase)
  const zone = useZone()
  const { attempt, busy, fault } = useAttempt()
  const place = useRef<HTMLElement>(null)
  const inviting = useStore(asksToInvite)
  const { data, error } = useDeskQuery('people.invitations', {})
  const open = data ?? []
  const problem = fault ?? error?.fault ?? null
  useEffect(() => () => asksToInvite.set(false), [])
  const withdraw = async (invitation: string): Promise<void> => {
    const done = await attempt(async () => {
      await call('desk', 'people.withdraw-invitation', { invitation })
      await readAgain('people.invitations')
    })
    if (!done) return
    tell(t('withdrawn'))
    // The row is gone, and the focus with it.
    place.current?.focus()
  }
  return (
    <section ref={place} tabIndex={-1} aria-label={t('invitations')} className={styles['part']}>
      <h3 className={styles['strong']}>{t('invitations')}</h3>
      <p className={styles['intro']}>{t('invitationsText')}</p>
      {shared ? null : <p className={styles['hint']}>{t('inviteNotShared')}</p>}
      {problem ? <FaultBanner fault={problem} /> : null}
      {open.length > 0 ? (
        <ul className={styles['table']}>
          {open.map((each) => (
            <li key={each.id} className={styles['entry']}>
              <span className={styles['main']}>
                <span className={styles['strong']}>
                  {each.personName === null
                    ? each.roles.map((role) => session(`role.${role}`)).join(', ')
                    : t('inviteFor', { name: each.personName })}
                </span>
                <span className={styles['hint']}>
                  {[
                    t('inviteUntil', { until: fullTime(each.expiresAt, zone, language) }),
                    t('inviteBy', { name: each.byName }),
                  ].join(', ')}
                </span>
              </span>
              <Button aria-disabled={busy} onClick={() => (busy ? undefined : void withdraw(each.id))}>
                {t('withdraw')}
              </Button>
            </li>
          ))}
        </ul>
      ) : data ? (
        <p className={styles['hint']}>{t('inviteNone')}</p>
      ) : null}
      {may ? (
        <div>
          <Button icon={<Plus />} onClick={() => asksToInvite.set(true)}>
            {t('invite')}
          </Button>
        </div>
      ) : (
        <p className={styles['hint']}>{t('firstPassphrase')}</p>
      )}
      {inviting && may ? <InviteDialog close={() => asksToInvite.set(false)} /> : null}
    </section>
  )
}
