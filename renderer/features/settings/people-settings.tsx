import { Ellipsis, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../shared/domain/person.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { readSession, useSession } from '../../lib/session.tsx'
import { offerUndo } from '../../lib/strip.ts'
import { Avatar, Button, IconButton, Menu, useNow, useZone } from '../../ui/index.ts'
import { RecoveryCode } from '../session/index.ts'
import { useAttempt } from './attempt.ts'
import { agoWords, type Joined, joinedOf } from './device-lines.ts'
import { InviteDialog } from './invite-dialog.tsx'
import { PassphraseDialog } from './passphrase-dialog.tsx'
import { PersonDialog } from './person-dialog.tsx'
import styles from './settings.module.css'
import type { PartProps } from './settings.tsx'

type Doing =
  | { what: 'nothing' }
  | { what: 'add' }
  | { what: 'change'; person: Person }
  | { what: 'reset'; person: Person }
  | { what: 'own' }
  | { what: 'invite'; person: Person }

/** A code that has to be kept, with the name of who it is for. */
export type Code = { name: string; code: string }

/** Who is on the desk and what they do there. */
export const PeopleSettings = ({ overview, may }: PartProps): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: session } = useTranslation('session')
  const { t: team } = useTranslation('team')
  const { person: me, session: seat } = useSession()
  const { attempt, fault } = useAttempt()
  const [doing, setDoing] = useState<Doing>({ what: 'nothing' })
  const [codes, setCodes] = useState<readonly Code[]>([])
  // A desk that nobody reaches from elsewhere has nothing to say about computers.
  const devices = useDeskQuery('devices.list', {}, { enabled: may }).data ?? []
  const done = (): void => setDoing({ what: 'nothing' })
  const hasPassphrase = (id: string): boolean =>
    seat.people.find(({ person }) => person.id === id)?.hasPassphrase ?? false

  const setActive = async (person: Person, active: boolean): Promise<void> => {
    const { id, name, roles } = person
    const ok = await attempt(async () => {
      await call('desk', 'people.change', { person: id, name, roles, active })
    })
    if (ok && !active) offerUndo(t('people.removed', { name }), () => void setActive(person, true))
  }

  const people = [...overview.people].sort(
    (a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name),
  )
  return (
    <div className={styles['form']}>
      <p className={styles['intro']}>{t('people.intro')}</p>
      {fault ? <FaultBanner fault={fault} /> : null}
      <ul className={styles['table']}>
        {people.map((person) => (
          <li key={person.id} className={styles['entry']} data-gone={!person.active}>
            <Avatar name={person.name} />
            <span className={styles['main']}>
              <span className={styles['strong']}>
                {person.name}
                {person.id === me.id ? <span className={styles['weak']}> ({t('people.you')})</span> : null}
              </span>
              <span className={styles['hint']}>
                {person.active
                  ? person.roles.map((role) => session(`role.${role}`)).join(', ')
                  : t('people.gone')}
                {person.active && devices.length > 0 ? (
                  <JoinState joined={joinedOf(devices, person.id)} here={person.id === me.id} />
                ) : null}
              </span>
            </span>
            {person.id === me.id ? (
              <Button onClick={() => setDoing({ what: 'own' })}>
                {hasPassphrase(me.id) ? t('people.changeOwn') : t('people.setOwn')}
              </Button>
            ) : null}
            {may ? (
              <Menu
                align="end"
                entries={[
                  {
                    type: 'item',
                    label: t('people.change', { name: person.name }),
                    run: () => setDoing({ what: 'change', person }),
                  },
                  ...(person.active && hasPassphrase(person.id) && hasPassphrase(me.id)
                    ? [
                        {
                          type: 'item' as const,
                          label: team('inviteComputer'),
                          run: () => setDoing({ what: 'invite', person }),
                        },
                      ]
                    : []),
                  ...(person.id === me.id
                    ? []
                    : [
                        {
                          type: 'item' as const,
                          label: t('people.resetShort'),
                          run: () => setDoing({ what: 'reset', person }),
                        },
                        person.active
                          ? {
                              type: 'item' as const,
                              label: t('people.remove', { name: person.name }),
                              run: () => void setActive(person, false),
                            }
                          : {
                              type: 'item' as const,
                              label: t('people.back'),
                              run: () => void setActive(person, true),
                            },
                      ]),
                ]}
              >
                <IconButton label={t('people.menu', { name: person.name })} icon={<Ellipsis />} />
              </Menu>
            ) : null}
          </li>
        ))}
      </ul>
      {may ? (
        <div>
          <Button icon={<Plus />} onClick={() => setDoing({ what: 'add' })}>
            {t('people.add')}
          </Button>
        </div>
      ) : null}

      {doing.what === 'add' || doing.what === 'change' ? (
        <PersonDialog
          person={doing.what === 'change' ? doing.person : null}
          me={me}
          needsOwn={!hasPassphrase(me.id)}
          close={done}
          keep={(kept) => {
            done()
            setCodes(kept)
          }}
        />
      ) : null}
      {doing.what === 'invite' ? <InviteDialog person={doing.person} close={done} /> : null}
      {doing.what === 'own' ? (
        <PassphraseDialog
          title={hasPassphrase(me.id) ? t('people.changeOwn') : t('people.setOwn')}
          asksOld={hasPassphrase(me.id)}
          close={done}
          set={async (passphrase, old) => {
            const { recoveryCode } = await call('desk', 'people.change-passphrase', { old, passphrase })
            await readSession()
            done()
            setCodes([{ name: me.name, code: recoveryCode }])
          }}
        />
      ) : null}
      {doing.what === 'reset' ? (
        <PassphraseDialog
          title={t('people.reset', { name: doing.person.name })}
          asksOld={false}
          close={done}
          set={async (passphrase) => {
            const { recoveryCode } = await call('desk', 'people.reset', {
              person: doing.person.id,
              passphrase,
            })
            done()
            setCodes([{ name: doing.person.name, code: recoveryCode }])
          }}
        />
      ) : null}
      {codes.length > 0 ? <RecoveryCode codes={codes} done={() => setCodes([])} /> : null}
    </div>
  )
}

/** On how many computers somebody is signed in, and when they were last there. */
const JoinState = ({ joined, here }: { joined: Joined; here: boolean }): ReactNode => {
  const { t } = useTranslation('team')
  const { language } = useSession()
  const zone = useZone()
  const now = useNow()
  // Whoever reads this sits here, whatever the hub calls a computer.
  if (joined.seenAt === null) return here ? null : `; ${t('notJoined')}`
  const seen = joined.connected
    ? t('connectedNow')
    : t('seen', { when: agoWords(joined.seenAt, now, zone, language) })
  return `; ${t('onComputers', { count: joined.computers })}, ${seen}`
}
