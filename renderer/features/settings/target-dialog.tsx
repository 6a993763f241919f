import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../shared/ipc/contract.ts'
import type { Grant } from '../../../shared/ipc/shell.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { tell } from '../../lib/strip.ts'
import { Button, Dialog, Field, Segmented, Select, Tabs, TextInput, VisuallyHidden } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import { type KnownTarget, type PartOfTarget, useBad } from './target-fields.ts'
import {
  badFields,
  draftOf,
  EMPTY_FORM,
  formOf,
  partOf,
  TARGET_KINDS,
  type TargetForm,
  type TargetPart,
} from './target-form.ts'
import { TargetFormPart } from './target-form-part.tsx'
import { TargetPlace } from './target-place.tsx'
import { TargetProfilesPart } from './target-profiles.tsx'
import { TargetRulesPart } from './target-rules.tsx'
import { NO_WISH, TargetSecret } from './target-secret.tsx'
import { type TestAnswer, TestSays } from './target-test.tsx'
import styles from './targets.module.css'

/** Beside the name of a part in which something is not right. */
const NotRight = (): ReactNode => {
  const { t } = useTranslation('targets')
  return (
    <>
      <span aria-hidden="true">!</span>
      <VisuallyHidden>{t('notRight')}</VisuallyHidden>
    </>
  )
}

const PARTS: readonly TargetPart[] = ['place', 'form', 'rules', 'profiles']

/** As many as are looked through for an example. */
const SAMPLES = 60

/**
 * A target of any kind, new or known, in one dialog. It stays open after saving when the target does not work, with what
 * is wrong; whoever may not change it reads it here.
 */
export const TargetDialog = ({
  target,
  targets,
  may,
  close,
}: {
  /** Null: a new one. */
  target: KnownTarget | null
  targets: readonly KnownTarget[]
  may: boolean
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('targets')
  const { t: common } = useTranslation('common')
  const { attempt, busy, fault } = useAttempt()
  const formId = useId()
  const panel = useId()
  // What was saved while the dialog stood open is a known target from then on.
  const [id, setId] = useState(target?.id ?? null)
  const known = targets.find((each) => each.id === id) ?? target
  const [form, setForm] = useState<TargetForm>(target ? formOf(target) : EMPTY_FORM)
  const [wish, setWish] = useState(NO_WISH)
  const [grant, setGrant] = useState<Grant | null>(null)
  const [part, setPart] = useState<TargetPart>('place')
  const [tried, setTried] = useState(false)
  const [answer, setAnswer] = useState<TestAnswer | null>(null)
  const [testing, setTesting] = useState(false)
  const rows = useDeskQuery('items.list', {
    ...{ list: 'desk', section: null, kind: null, states: [], offset: 0, limit: SAMPLES },
  }).data?.rows
  const [chosen, setChosen] = useState<string | null>(null)
  const sample = rows?.find((row) => row.id === chosen) ?? rows?.[0] ?? null

  const change = (some: Partial<TargetForm>): void => {
    setForm((now) => ({ ...now, ...some }))
    setAnswer(null)
  }
  const hasPlace = grant !== null || known?.kind === 'folder'
  const taken = targets.filter((each) => each.id !== id).map(({ name }) => name)
  const bad = badFields(form, { taken, hasPlace })
  const badHere = PARTS.filter((each) => bad.some((field) => partOf(field) === each))
  /** Goes to what is not right; false when something is not. */
  const isWhole = (): boolean => {
    setTried(true)
    const [first] = badHere
    if (first === undefined) return true
    if (!badHere.includes(part)) setPart(first)
    // Once it is drawn, the caret stands in what has to be put right.
    requestAnimationFrame(() => {
      const field = document.getElementById(formId)?.querySelector<HTMLElement>('[aria-invalid="true"]')
      field?.focus()
    })
    return false
  }

  const test = async (): Promise<void> => {
    const draft = draftOf({ ...form, name: form.name.trim() || '-' })
    if (draft === null) return void isWhole()
    setTesting(true)
    setAnswer(null)
    await attempt(async () => {
      const secret = wish.typed === '' ? null : wish.typed
      const { fault } = await call('desk', 'targets.test', { target: id, settings: draft.settings, secret })
      setAnswer({ kind: form.kind, fault, saved: false })
    })
    setTesting(false)
  }

  const save = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!may || !isWhole()) return
    const filled = draftOf(form)
    if (filled === null) return
    const draft = { ...filled, paused: known?.paused }
    void attempt(async () => {
      const saved = await store(id, draft)
      setId(saved.target.id)
      setWish(NO_WISH)
      setGrant(null)
      if (saved.fault) return setAnswer({ kind: form.kind, fault: saved.fault, saved: true })
      tell(t('test.saved', { name: draft.name }))
      close()
    })
  }
  const store = (to: string | null, draft: Input<'desk', 'targets.add'>['draft']) => {
    const granted = grant?.id ?? null
    if (to === null) return call('desk', 'targets.add', { draft, secret: wish.typed || null, grant: granted })
    const secret = wish.forget ? { secret: null } : wish.typed === '' ? {} : { secret: wish.typed }
    return call('desk', 'targets.update', { target: to, draft, grant: granted, ...secret })
  }

  const fields: PartOfTarget = { form, change, bad: tried ? bad : [], may }
  const says = useBad(fields.bad)
  // A folder is opened by a grant that is good for once, and that one is for saving.
  const untestable = form.kind === 'folder' && (id === null || grant !== null)
  const picker = (
    <Field label={t('sample')}>
      {(slot) => (
        <Select<string>
          {...slot}
          value={sample?.id ?? ''}
          options={(rows ?? []).map((row) => ({
            value: row.id,
            label: row.headline || common(row.kind === 'lead' ? 'untitledLead' : 'untitledBrief'),
          }))}
          choose={setChosen}
        />
      )}
    </Field>
  )

  return (
    <Dialog
      open
      close={close}
      size="wide"
      title={target ? t('changeTitle', { name: target.name }) : t('addTitle')}
      actions={
        may ? (
          <>
            <span className={styles['start']}>
              <Button
                disabled={busy || untestable}
                onClick={() => void test()}
                title={untestable ? t('test.folderLater') : undefined}
              >
                {testing ? t('test.busy') : t('test.button')}
              </Button>
            </span>
            <Button onClick={close}>{id === null ? common('cancel') : common('close')}</Button>
            <Button look="ink" type="submit" form={formId} disabled={busy}>
              {id === null ? common('add') : common('save')}
            </Button>
          </>
        ) : (
          <Button onClick={close}>{common('close')}</Button>
        )
      }
    >
      <form id={formId} className={styles['form']} onSubmit={save} noValidate>
        {fault ? <FaultBanner fault={fault} /> : null}
        {answer ? <TestSays answer={answer} trust={(fingerprint) => change({ fingerprint })} /> : null}
        {target === null && id === null ? (
          <div className={styles['group']}>
            <Segmented
              label={t('kindLabel')}
              value={form.kind}
              options={TARGET_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
              choose={(kind) => change({ kind })}
            />
            <p className={styles['hint']}>{t(`kindText.${form.kind}`)}</p>
          </div>
        ) : (
          <p className={styles['hint']}>
            {t(`kind.${form.kind}`)}. {t(`kindText.${form.kind}`)}
          </p>
        )}
        <Field label={t('name')} error={says('name', 'taken')}>
          {(slot) => (
            <TextInput
              {...slot}
              maxLength={80}
              autoComplete="off"
              readOnly={!may}
              value={form.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Tabs<TargetPart>
          label={t('parts')}
          tabs={PARTS.map((value) => ({
            value,
            label: t(`part.${value}`),
            ...(tried && badHere.includes(value) ? { badge: <NotRight /> } : {}),
          }))}
          value={part}
          choose={setPart}
          controls={panel}
        />
        <div id={panel} role="tabpanel" aria-label={t(`part.${part}`)} className={styles['panel']}>
          {part === 'place' ? (
            <>
              <TargetPlace
                {...fields}
                grant={grant}
                choose={(picked) => {
                  setGrant(picked)
                  setAnswer(null)
                }}
                place={known?.place ?? ''}
              />
              {form.kind === 'folder' ? null : (
                <TargetSecret
                  kind={form.kind}
                  secret={known?.secret ?? 'none'}
                  wish={wish}
                  change={setWish}
                  may={may}
                />
              )}
            </>
          ) : null}
          {part === 'form' ? (
            <TargetFormPart {...fields} sample={sample?.id ?? null} picker={picker} />
          ) : null}
          {part === 'rules' ? <TargetRulesPart {...fields} sample={sample} picker={picker} /> : null}
          {part === 'profiles' ? <TargetProfilesPart {...fields} /> : null}
        </div>
      </form>
    </Dialog>
  )
}
