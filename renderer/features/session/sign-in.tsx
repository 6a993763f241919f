import { type ReactNode, type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTooShort, type Person, SHORTEST_PASSPHRASE } from '../../../shared/domain/person.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import type { Session } from '../../../shared/ipc/desk.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { currentLanguage } from '../../lib/preferences.ts'
import { hub } from '../../lib/safety.ts'
import { chooseDesk, type GotUp, recover, signIn } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { Avatar, Button, Field, LinkButton, TextInput } from '../../ui/index.ts'
import { RecoveryCode } from './recovery-code.tsx'
import styles from './session.module.css'

type Step = { at: 'people' } | { at: 'passphrase'; person: Person } | { at: 'recover'; person: Person }

const WHY = { idle: 'whyIdle', removed: 'whyRemoved', 'signed-out': 'whySignedOut' } as const

/** Who sits at this place: choose yourself, say your passphrase. It tells people apart and keeps nobody out. */
export const SignIn = ({
  session,
  why,
  who,
}: {
  session: Session
  why: GotUp | null
  /** Who sat here a moment ago: asked first, and only for the passphrase. */
  who: Id | null
}): ReactNode => {
  const { t } = useTranslation('session')
  const people = session.people.filter(({ person }) => person.active)
  const [step, setStep] = useState<Step>(() => {
    const last = people.find(({ person, hasPassphrase }) => person.id === who && hasPassphrase)?.person
    return last ? { at: 'passphrase', person: last } : { at: 'people' }
  })
  const [fault, setFault] = useState<Fault | null>(null)
  const [busy, setBusy] = useState(false)
  const [kept, setKept] = useState<{ name: string; code: string; goOn: () => void } | null>(null)

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setFault(null)
    try {
      await work()
    } catch (thrown) {
      setFault(faultOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  const choose = (person: Person, hasPassphrase: boolean): void => {
    setFault(null)
    if (hasPassphrase) setStep({ at: 'passphrase', person })
    else void attempt(() => signIn(person.id, null))
  }
  const offline = useStore(hub, (now) => now?.where === 'elsewhere' && now.state === 'offline')
  const sentences = fault ? faultSentences(fault, currentLanguage()) : null
  // Here the general words ("go on working") would send somebody in circles who cannot get in.
  const error =
    fault?.code === 'hub-unreachable' && step.at !== 'people'
      ? step.at === 'recover'
        ? t('cannotRecover')
        : t('cannotCheck', { name: step.person.name })
      : sentences
        ? [sentences.what, sentences.action].filter(Boolean).join(' ')
        : null

  return (
    <main className={styles['page']} data-pane="view" tabIndex={-1}>
      <div className={styles['sheet']}>
        <header>
          <p className={styles['desk']}>{session.settings.name}</p>
          <h1 className={styles['title']}>{step.at === 'recover' ? t('recoverTitle') : t('title')}</h1>
        </header>
        {why && step.at !== 'recover' ? (
          <p className={styles['hint']} role="status">
            {t(WHY[why])}
          </p>
        ) : null}
        {offline ? (
          <p className={styles['hint']} role="status">
            {t('offline')}
          </p>
        ) : null}
        {step.at === 'people' ? (
          <>
            <ul className={styles['people']} aria-label={t('people')}>
              {people.map(({ person, hasPassphrase }, index) => (
                <li key={person.id}>
                  <button
                    type="button"
                    className={styles['person']}
                    // biome-ignore lint/a11y/noAutofocus: the first thing to do here is to choose.
                    autoFocus={index === 0}
                    disabled={busy}
                    onClick={() => choose(person, hasPassphrase)}
                  >
                    <Avatar name={person.name} />
                    <span className={styles['name']}>{person.name}</span>
                    <span className={styles['roles']}>
                      {[
                        ...person.roles.map((role) => t(`role.${role}`)),
                        ...(hasPassphrase ? [] : [t('noPassphrase')]),
                      ].join(', ')}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            {error ? (
              <p className={styles['error']} role="alert">
                {error}
              </p>
            ) : null}
          </>
        ) : step.at === 'passphrase' ? (
          <Passphrase
            key={step.person.id}
            person={step.person}
            busy={busy}
            error={error}
            submit={(passphrase) => void attempt(() => signIn(step.person.id, passphrase))}
            forgot={() => {
              setFault(null)
              setStep({ at: 'recover', person: step.person })
            }}
          />
        ) : (
          <Recover
            busy={busy}
            error={error}
            submit={(code, passphrase) =>
              void attempt(async () => {
                const { recoveryCode, goOn } = await recover(step.person.id, code, passphrase)
                setKept({ name: step.person.name, code: recoveryCode, goOn })
              })
            }
          />
        )}
        <footer className={styles['foot']}>
          {step.at === 'people' ? null : (
            <LinkButton
              onClick={() => {
                setFault(null)
                setStep({ at: 'people' })
              }}
            >
              {t('backToPeople')}
            </LinkButton>
          )}
          <LinkButton onClick={() => void chooseDesk()}>{t('otherDesk')}</LinkButton>
        </footer>
        <p className={styles['identifies']}>{t('identifies')}</p>
      </div>
      {kept ? <RecoveryCode codes={[kept]} done={kept.goOn} /> : null}
    </main>
  )
}

const Passphrase = ({
  person,
  busy,
  error,
  submit,
  forgot,
}: {
  person: Person
  busy: boolean
  error: string | null
  submit: (passphrase: string) => void
  forgot: () => void
}): ReactNode => {
  const { t } = useTranslation('session')
  const [passphrase, setPassphrase] = useState('')
  const field = useRef<HTMLInputElement>(null)
  // What was wrong is typed anew.
  useEffect(() => {
    if (error) field.current?.select()
  }, [error])
  return (
    <form
      className={styles['form']}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        submit(passphrase)
      }}
    >
      <Field label={t('passphraseOf', { name: person.name })} error={error}>
        {(slot) => (
          <TextInput
            {...slot}
            ref={field}
            type="password"
            // The person just chose who they are; this is the next thing to type.
            autoFocus
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      <div className={styles['acts']}>
        <Button look="ink" tall type="submit" disabled={busy || passphrase === ''}>
          {busy ? t('signingIn') : t('signIn')}
        </Button>
        <LinkButton onClick={forgot}>{t('forgot')}</LinkButton>
      </div>
    </form>
  )
}

const Recover = ({
  busy,
  error,
  submit,
}: {
  busy: boolean
  error: string | null
  submit: (code: string, passphrase: string) => void
}): ReactNode => {
  const { t } = useTranslation('session')
  const [code, setCode] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const intro = useId()
  const first = useRef<HTMLInputElement>(null)
  return (
    <form
      className={styles['form']}
      aria-describedby={intro}
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        submit(code.trim(), passphrase)
      }}
    >
      <p id={intro} className={styles['hint']}>
        {t('recoverText')}
      </p>
      <Field label={t('code')} error={error}>
        {(slot) => (
          <TextInput
            {...slot}
            ref={first}
            // The person asked for this field.
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('newPassphrase')} hint={t('newPassphraseHint', { least: SHORTEST_PASSPHRASE })}>
        {(slot) => (
          <TextInput
            {...slot}
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      <div className={styles['acts']}>
        <Button look="ink" tall type="submit" disabled={busy || code.trim() === '' || isTooShort(passphrase)}>
          {busy ? t('signingIn') : t('recover')}
        </Button>
      </div>
    </form>
  )
}
