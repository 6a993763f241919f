import { Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agency } from '../../../shared/domain/agency.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { offerUndo } from '../../lib/strip.ts'
import { Button, Checkbox, Chip, Dialog, EmptyState, Field, IconButton, TextInput } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import styles from './settings.module.css'
import type { PartProps } from './settings.tsx'

const fresh: Agency = { code: '', name: '', home: false }

/** The register of credits: codes as they are printed, names, and the desk's own agency. */
export const AgencySettings = ({ overview, may }: PartProps): ReactNode => {
  const { t } = useTranslation('settings')
  const { attempt, fault } = useAttempt()
  const [editing, setEditing] = useState<{ agency: Agency; isNew: boolean } | null>(null)
  const agencies = [...overview.agencies].sort((a, b) => a.code.localeCompare(b.code))

  const save = (agency: Agency, removed: boolean): Promise<boolean> =>
    attempt(async () => {
      await call('desk', 'desk.save-agency', { agency, removed })
    })
  const remove = async (agency: Agency): Promise<void> => {
    if (await save(agency, true)) {
      offerUndo(t('agencies.removed', { code: agency.code }), () => void save(agency, false))
    }
  }
  const add = may ? (
    <Button icon={<Plus />} onClick={() => setEditing({ agency: fresh, isNew: true })}>
      {t('agencies.add')}
    </Button>
  ) : null

  return (
    <div className={styles['form']}>
      <p className={styles['intro']}>{t('agencies.intro')}</p>
      {fault ? <FaultBanner fault={fault} /> : null}
      {agencies.length === 0 ? (
        <EmptyState title={t('agencies.empty')} action={add}>
          {t('agencies.emptyText')}
        </EmptyState>
      ) : (
        <>
          <ul className={styles['table']}>
            {agencies.map((agency) => (
              <li key={agency.code} className={styles['entry']}>
                <span className={styles['codes']}>
                  <Chip>{agency.code}</Chip>
                </span>
                <span className={styles['main']}>
                  <span>{agency.name}</span>
                  {agency.home ? <span className={styles['hint']}>{t('agencies.home')}</span> : null}
                </span>
                {may ? (
                  <>
                    <IconButton
                      label={t('agencies.change', { code: agency.code })}
                      icon={<Pencil />}
                      onClick={() => setEditing({ agency, isNew: false })}
                    />
                    <IconButton
                      label={t('agencies.remove', { code: agency.code })}
                      icon={<Trash2 />}
                      onClick={() => void remove(agency)}
                    />
                  </>
                ) : null}
              </li>
            ))}
          </ul>
          <div>{add}</div>
        </>
      )}
      {editing ? (
        <AgencyDialog
          {...editing}
          taken={overview.agencies.map(({ code }) => code.toUpperCase())}
          close={() => setEditing(null)}
        />
      ) : null}
    </div>
  )
}

const AgencyDialog = ({
  agency,
  isNew,
  taken,
  close,
}: {
  agency: Agency
  isNew: boolean
  /** Codes in use, in capitals: codes are matched without case. */
  taken: readonly string[]
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { attempt, busy, fault } = useAttempt()
  const form = useId()
  const [draft, setDraft] = useState(agency)
  const [tried, setTried] = useState(false)
  const code = draft.code.trim()
  const error =
    code === ''
      ? t('agencies.needCode')
      : isNew && taken.includes(code.toUpperCase())
        ? t('agencies.taken')
        : null
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (error) return
    void attempt(async () => {
      await call('desk', 'desk.save-agency', {
        agency: { ...draft, code, name: draft.name.trim() },
        removed: false,
      })
      close()
    })
  }
  return (
    <Dialog
      open
      close={close}
      title={isNew ? t('agencies.add') : t('agencies.change', { code: agency.code })}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button look="ink" type="submit" form={form} disabled={busy}>
            {common('save')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit} noValidate>
        {fault ? <FaultBanner fault={fault} /> : null}
        <Field label={t('agencies.code')} error={tried ? error : null}>
          {(slot) => (
            <TextInput
              {...slot}
              maxLength={24}
              spellCheck={false}
              // The code is what an agency is known by: another code is another agency.
              readOnly={!isNew}
              value={draft.code}
              onChange={(event) => setDraft({ ...draft, code: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('agencies.name')}>
          {(slot) => (
            <TextInput
              {...slot}
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
        <Checkbox
          label={t('agencies.home')}
          hint={t('agencies.homeHint')}
          checked={draft.home}
          change={(home) => setDraft({ ...draft, home })}
        />
      </form>
    </Dialog>
  )
}
