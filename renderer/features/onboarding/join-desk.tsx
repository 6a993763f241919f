import { type ReactNode, type RefObject, type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SHORTEST_PASSPHRASE } from '../../../shared/domain/person.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { DeskInfo } from '../../../shared/ipc/desk.ts'
import { FaultBanner, faultSentences } from '../../lib/faults.tsx'
import { currentLanguage } from '../../lib/preferences.ts'
import { joinDesk, openDesk } from '../../lib/session.tsx'
import { Button, Field, Question, Segmented, TextInput } from '../../ui/index.ts'
import { RecoveryCode } from '../session/index.ts'
import { type JoinForm, joinPlaceOf, missingOf } from './join-faults.ts'
import styles from './onboarding.module.css'

type Where = 'address' | 'code' | 'name' | 'passphrase'
type MissingWhy = NonNullable<ReturnType<typeof missingOf>>['why']

/**
 * Joins a desk that lives elsewhere: its address, and an invitation or a name there. What is wrong is said at the field
 * that helps; a network without encryption is a question of its own, answered before anything secret goes over it.
 */
export const JoinDesk = ({ desks }: { desks: readonly DeskInfo[] }): ReactNode => {
  const { t } = useTranslation('team')
  const [how, setHow] = useState<'invited' | 'known'>('invited')
  const [form, setForm] = useState<JoinForm>({ address: '', code: '', name: '', passphrase: '' })
  const [error, setError] = useState<{ place: Where; why: Fault | MissingWhy } | null>(null)
  const [problem, setProblem] = useState<Fault | null>(null)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [kept, setKept] = useState<{ code: string; goOn: () => Promise<void> } | null>(null)
  const fields: Record<Where, RefObject<HTMLInputElement | null>> = {
    address: useRef<HTMLInputElement>(null),
    code: useRef<HTMLInputElement>(null),
    name: useRef<HTMLInputElement>(null),
    passphrase: useRef<HTMLInputElement>(null),
  }
  const invited = how === 'invited'

  const type = (part: Partial<JoinForm>): void => setForm((before) => ({ ...before, ...part }))
  const pointAt = (place: Where, why: Fault | MissingWhy): void => {
    setError({ place, why })
    fields[place].current?.focus()
    fields[place].current?.select()
  }
  const takeFault = (fault: Fault): void => {
    const place = joinPlaceOf(fault.code, invited)
    if (place === 'trust') setAsking(true)
    else if (place === 'form' || place === 'open') setProblem(fault)
    else pointAt(place, fault)
  }
  const join = async (trusted: boolean): Promise<void> => {
    setBusy(true)
    setAsking(false)
    setProblem(null)
    setError(null)
    try {
      const { recoveryCode, goOn } = await joinDesk({
        address: form.address.trim(),
        trusted,
        code: invited ? form.code.trim() : null,
        name: form.name.trim(),
        passphrase: form.passphrase,
      })
      if (recoveryCode === null) return await goOn()
      setKept({ code: recoveryCode, goOn })
    } catch (thrown) {
      setBusy(false)
      takeFault(faultOf(thrown))
    }
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (busy) return
    const missing = missingOf(form, invited)
    if (missing) pointAt(missing.place, missing.why)
    else void join(false)
  }
  // Kept as what it is and not as words, so that it follows the language of the window.
  const errorAt = (place: Where): string | null => {
    if (error?.place !== place) return null
    if (typeof error.why === 'string') return t(error.why, { least: SHORTEST_PASSPHRASE })
    const { what, action } = faultSentences(error.why, currentLanguage())
    return [what, action].filter(Boolean).join(' ')
  }
  const already = problem?.code === 'desk-already-here' ? problem.params['desk'] : undefined
  const here = desks.find(({ id }) => id === already)

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <header>
        <h1 className={styles['headline']}>{t('joinTitle')}</h1>
        <p className={styles['intro']}>{t('joinIntro')}</p>
      </header>
      {problem ? (
        <FaultBanner
          fault={problem}
          after={here ? <Button onClick={() => void openDesk(here.id)}>{t('openAnyway')}</Button> : undefined}
        />
      ) : null}
      <Field label={t('address')} hint={t('addressHint')} error={errorAt('address')}>
        {(slot) => (
          <TextInput
            {...slot}
            ref={fields.address}
            // The person asked for this form; this is the first thing to type.
            autoFocus
            inputMode="url"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={300}
            value={form.address}
            onChange={(event) => type({ address: event.target.value })}
          />
        )}
      </Field>
      <div className={styles['how']}>
        <Segmented
          label={t('how')}
          options={[
            { value: 'invited', label: t('invited') },
            { value: 'known', label: t('known') },
          ]}
          value={how}
          choose={(chosen) => {
            setHow(chosen)
            setError(null)
          }}
        />
      </div>
      {invited ? (
        <Field label={t('code')} hint={t('codeHint')} error={errorAt('code')}>
          {(slot) => (
            <TextInput
              {...slot}
              ref={fields.code}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={60}
              value={form.code}
              onChange={(event) => type({ code: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <div className={styles['names']}>
        <Field label={t('name')} hint={invited ? t('nameHint') : t('knownNameHint')} error={errorAt('name')}>
          {(slot) => (
            <TextInput
              {...slot}
              ref={fields.name}
              autoComplete="off"
              maxLength={80}
              value={form.name}
              onChange={(event) => type({ name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={t('passphrase')}
          hint={invited ? t('passphraseHint', { least: SHORTEST_PASSPHRASE }) : t('knownPassphraseHint')}
          error={errorAt('passphrase')}
        >
          {(slot) => (
            <TextInput
              {...slot}
              ref={fields.passphrase}
              type="password"
              autoComplete="off"
              maxLength={400}
              value={form.passphrase}
              onChange={(event) => type({ passphrase: event.target.value })}
            />
          )}
        </Field>
      </div>
      {asking ? (
        <Question
          alert
          title={t('trustTitle')}
          yes={t('trustYes')}
          no={t('trustNo')}
          agree={() => void join(true)}
          decline={() => {
            setAsking(false)
            fields.address.current?.focus()
            fields.address.current?.select()
          }}
        >
          {t('trustText', { address: form.address.trim() })}
        </Question>
      ) : (
        <div className={styles['start']}>
          <Button look="ink" tall type="submit" aria-disabled={busy}>
            {busy ? t('joining') : t('join')}
          </Button>
        </div>
      )}
      {kept ? (
        <RecoveryCode
          codes={[{ name: form.name.trim(), code: kept.code }]}
          done={() => {
            setKept(null)
            void kept.goOn()
          }}
        />
      ) : null}
    </form>
  )
}
