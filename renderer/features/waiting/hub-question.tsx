import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { SyncChoice } from '../../../shared/ipc/syncing.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner, faultSentences } from '../../lib/faults.tsx'
import { hub, safety } from '../../lib/safety.ts'
import { signIn, useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { Button, Dialog, Field, TextInput } from '../../ui/index.ts'
import { choiceWords } from './choices.ts'
import styles from './hub-question.module.css'
import { stopOf } from './hub-story.ts'

/**
 * Why nothing goes to or from the hub any more, what is safe, and what can be done about it. It compares and asks: no
 * choice is made beforehand, and closing it changes nothing.
 */
export const HubQuestion = ({ close }: { close: () => void }): ReactNode => {
  const { t } = useTranslation('waiting')
  const { language, person } = useSession()
  const now = useStore(hub)
  const count = useStore(safety, (told) => told?.waiting ?? 0)
  const [choice, setChoice] = useState<SyncChoice | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Fault | null>(null)
  const form = useId()
  if (!now?.fault) return null
  const { what, safe, action } = faultSentences(now.fault, language)
  const stop = stopOf(now)
  const signsIn = stop === 'signIn' || stop === 'left'
  // One answer besides leaving it is a button with its name; only several are chosen from.
  const only = now.choices.length === 1 ? now.choices[0] : undefined
  const chosen = only ?? choice
  const { count: many, of } = now.fault.params

  const answer = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setProblem(null)
    try {
      if (signsIn) await signIn(person.id, passphrase)
      else if (stop === 'choose' && chosen !== null) await call('desk', 'sync.choose', { choice: chosen })
      else await call('desk', 'sync.now', {})
      close()
    } catch (thrown) {
      setProblem(faultOf(thrown))
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      close={close}
      title={what}
      actions={
        <>
          <Button onClick={close}>{t('ask.later')}</Button>
          <Button
            look="ink"
            type="submit"
            form={form}
            disabled={busy || (stop === 'choose' && chosen === null) || (signsIn && passphrase === '')}
          >
            {signsIn
              ? t('ask.signIn')
              : stop !== 'choose'
                ? t('ask.again')
                : only === undefined
                  ? t('ask.go')
                  : t(`ask.${choiceWords(only).title}`)}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={(event) => void answer(event)}>
        <p>{[safe, action].filter(Boolean).join(' ')}</p>
        {typeof many === 'number' && typeof of === 'number' ? (
          <p>{t('ask.many', { count: many, of })}</p>
        ) : null}
        {count > 0 ? <p>{t('ask.waiting')}</p> : null}
        {stop === 'choose' && only !== undefined ? <p>{t(`ask.${choiceWords(only).text}`)}</p> : null}
        {stop === 'choose' && only === undefined ? (
          <fieldset className={styles['choices']}>
            <legend className={styles['label']}>{t('ask.choices')}</legend>
            {now.choices.map((each) => {
              const words = choiceWords(each)
              return (
                <label key={each} className={styles['choice']}>
                  <input
                    type="radio"
                    name={`${form}-choice`}
                    checked={choice === each}
                    aria-describedby={`${form}-${each}`}
                    onChange={() => setChoice(each)}
                  />
                  <span className={styles['name']}>{t(`ask.${words.title}`)}</span>
                  <span id={`${form}-${each}`} className={styles['then']}>
                    {t(`ask.${words.text}`)}
                  </span>
                </label>
              )
            })}
          </fieldset>
        ) : null}
        {signsIn ? (
          <SignInAgain
            hint={stop === 'left' ? t('ask.leftText') : t('ask.signInText')}
            passphrase={passphrase}
            type={setPassphrase}
            fault={problem}
          />
        ) : null}
        {problem && !signsIn ? <FaultBanner fault={problem} /> : null}
        <p className={styles['later']}>{stop === 'choose' ? t('ask.laterText') : t('ask.laterPlain')}</p>
      </form>
    </Dialog>
  )
}

const SignInAgain = ({
  hint,
  passphrase,
  type,
  fault,
}: {
  hint: string
  passphrase: string
  type: (passphrase: string) => void
  fault: Fault | null
}): ReactNode => {
  const { t: session } = useTranslation('session')
  const { language, person } = useSession()
  const sentences = fault ? faultSentences(fault, language) : null
  return (
    <Field
      label={session('passphraseOf', { name: person.name })}
      hint={hint}
      error={sentences ? [sentences.what, sentences.action].filter(Boolean).join(' ') : null}
    >
      {(slot) => (
        <TextInput
          {...slot}
          type="password"
          // The person asked for this; it is the next thing to type.
          autoFocus
          autoComplete="off"
          value={passphrase}
          onChange={(event) => type(event.target.value)}
        />
      )}
    </Field>
  )
}
