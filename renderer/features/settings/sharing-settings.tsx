import { ClipboardCopy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hosting } from '../../../shared/ipc/team.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner, faultSentences } from '../../lib/faults.tsx'
import { listNames } from '../../lib/names.ts'
import { readAgain, useDeskQuery } from '../../lib/queries.ts'
import { readSession, useSession } from '../../lib/session.tsx'
import { tell } from '../../lib/strip.ts'
import { Avatar, Banner, Button, Checkbox, Field, IconButton, Question, TextInput } from '../../ui/index.ts'
import { RecoveryCode } from '../session/index.ts'
import { useAttempt } from './attempt.ts'
import { copyText } from './copy-text.ts'
import { Invitations } from './invitations.tsx'
import { PassphraseDialog } from './passphrase-dialog.tsx'
import type { Code } from './people-settings.tsx'
import styles from './settings.module.css'
import type { PartProps } from './settings.tsx'

/** How often who is connected is read while somebody looks at it, ms. */
const LOOKING = 3000

/** Where the desk lives, and how colleagues get to it: sharing it from here, and the invitations that are open. */
export const SharingSettings = ({ overview, may }: PartProps): ReactNode => {
  const { data: hosting, error } = useDeskQuery('hosting.get', {}, { every: LOOKING })
  return (
    <div className={styles['form']}>
      {error ? <FaultBanner fault={error.fault} /> : null}
      {hosting?.where === 'elsewhere' ? <Elsewhere hosting={hosting} overview={overview} /> : null}
      {hosting?.where === 'here' ? <Here key={hosting.port} hosting={hosting} may={may} /> : null}
      {hosting && may ? <Invitations shared={hosting.where === 'elsewhere' || hosting.open} /> : null}
    </div>
  )
}

/** A desk that lives on another computer: which one, and whom to ask. */
const Elsewhere = ({
  hosting,
  overview,
}: {
  hosting: Hosting
  overview: PartProps['overview']
}): ReactNode => {
  const { t } = useTranslation('team')
  const { language } = useSession()
  const admins = overview.people.filter(({ active, roles }) => active && roles.includes('admin'))
  return (
    <section className={styles['part']}>
      <h3 className={styles['strong']}>{t('elsewhere')}</h3>
      <dl className={styles['facts']}>
        <dt>{t('elsewhereAt')}</dt>
        <dd className={styles['address']}>{hosting.address}</dd>
        <dt>{t('lookedAfterBy')}</dt>
        <dd>
          {admins.length === 0
            ? t('noAdmin')
            : listNames(
                admins.map(({ name }) => name),
                language,
              )}
        </dd>
      </dl>
      <p className={styles['intro']}>{t('elsewhereText')}</p>
    </section>
  )
}

/** A desk of this computer: open to others or not, on which port, and over what kind of network. */
const Here = ({ hosting, may }: { hosting: Hosting; may: boolean }): ReactNode => {
  const { t } = useTranslation('team')
  const { person: me, session, language } = useSession()
  const { attempt, busy, fault } = useAttempt()
  const [port, setPort] = useState(String(hosting.port))
  const [badPort, setBadPort] = useState(false)
  const [asking, setAsking] = useState(false)
  const [trusting, setTrusting] = useState(false)
  const [codes, setCodes] = useState<readonly Code[]>([])
  const named = session.people.find(({ person }) => person.id === me.id)?.hasPassphrase ?? false

  const change = (part: Partial<Pick<Hosting, 'open' | 'port' | 'trusted'>>): Promise<boolean> =>
    attempt(async () => {
      const { open, port: now, trusted } = { ...hosting, ...part }
      await call('desk', 'hosting.change', { open, port: now, trusted })
      await readAgain('hosting.get')
    })
  // Trust was in the network of that moment: whoever shares again is asked again.
  const stop = (): void =>
    void change({ open: false, trusted: false }).then((ok) => {
      if (ok) tell(t('stop'))
    })
  const leavePort = (): void => {
    const wanted = Number(port)
    const good = Number.isInteger(wanted) && wanted >= 1024 && wanted <= 65535
    setBadPort(!good)
    if (good && wanted !== hosting.port) void change({ port: wanted })
  }
  const problem = fault ?? hosting.fault
  const taken = problem?.code === 'address-in-use' ? faultSentences(problem, language) : null

  return (
    <section className={styles['roomy']}>
      <h3 className={styles['strong']}>{t('here')}</h3>
      <p className={styles['intro']}>{t('hereText')}</p>
      {problem && !taken ? <FaultBanner fault={problem} /> : null}
      {may && !named ? (
        <Banner
          look="note"
          title={t('firstPassphrase')}
          actions={<Button onClick={() => setAsking(true)}>{t('setPassphrase')}</Button>}
        >
          {t('firstPassphraseText')}
        </Banner>
      ) : null}
      <Checkbox
        label={t('open')}
        hint={hosting.open ? t('openTrusted') : t('openHint')}
        checked={hosting.open}
        // Not while it is busy: a control that is disabled loses the focus.
        disabled={!may || !named}
        change={(open) => {
          if (busy) return
          if (open) setTrusting(true)
          else stop()
        }}
      />
      {trusting ? (
        <Question
          title={t('trustTitle')}
          yes={t('trustShare')}
          no={t('trustKeep')}
          agree={() => {
            setTrusting(false)
            void change({ open: true, trusted: true })
          }}
          decline={() => setTrusting(false)}
        >
          {t('trustHint')}
        </Question>
      ) : null}
      <div className={styles['short']}>
        <Field
          label={t('port')}
          hint={t('portHint')}
          error={badPort ? t('portBad') : taken ? [taken.what, taken.action].filter(Boolean).join(' ') : null}
        >
          {(slot) => (
            <TextInput
              {...slot}
              inputMode="numeric"
              disabled={!may}
              maxLength={5}
              value={port}
              onChange={(event) => setPort(event.target.value)}
              onBlur={leavePort}
              onKeyDown={(event) => {
                if (event.key === 'Enter') leavePort()
              }}
            />
          )}
        </Field>
      </div>
      {hosting.open && !problem ? (
        <>
          <div className={styles['part']}>
            <h4 className={styles['label']}>{t('addresses')}</h4>
            {hosting.addresses.length === 0 ? (
              <p className={styles['hint']}>{t('addressesNone')}</p>
            ) : (
              <ul className={styles['table']}>
                {hosting.addresses.map((address) => (
                  <li key={address} className={styles['entry']}>
                    <span className={styles['main']}>
                      <span className={styles['address']}>{address}</span>
                    </span>
                    <IconButton
                      label={t('copy', { what: address })}
                      icon={<ClipboardCopy />}
                      onClick={() => copyText(address, t('copied'))}
                    />
                  </li>
                ))}
              </ul>
            )}
          </div>
          <Connected />
        </>
      ) : null}
      {asking ? (
        <PassphraseDialog
          title={t('setPassphrase')}
          asksOld={false}
          close={() => setAsking(false)}
          set={async (passphrase) => {
            const { recoveryCode } = await call('desk', 'people.change-passphrase', { old: null, passphrase })
            await readSession()
            setAsking(false)
            setCodes([{ name: me.name, code: recoveryCode }])
          }}
        />
      ) : null}
      {codes.length > 0 ? <RecoveryCode codes={codes} done={() => setCodes([])} /> : null}
    </section>
  )
}

/** Who of the desk is connected from another computer. */
const Connected = (): ReactNode => {
  const { t } = useTranslation('team')
  const devices = useDeskQuery('devices.list', {}, { every: LOOKING }).data ?? []
  const connected = devices.filter((each) => each.connected && !each.here)
  return (
    <div className={styles['part']}>
      <h4 className={styles['label']}>{t('connected')}</h4>
      {connected.length === 0 ? (
        <p className={styles['hint']}>{t('connectedNone')}</p>
      ) : (
        <ul className={styles['table']}>
          {connected.map((each) => (
            <li key={each.id} className={styles['entry']}>
              <Avatar name={each.personName} />
              <span className={styles['main']}>
                <span className={styles['strong']}>{each.personName}</span>
                <span className={styles['hint']}>{each.name}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
