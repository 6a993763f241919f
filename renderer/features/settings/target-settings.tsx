import { FolderPlus, Trash2 } from 'lucide-react'
import { type ReactNode, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/ipc/desk.ts'
import type { Grant } from '../../../shared/ipc/shell.ts'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { Button, Dialog, EmptyState, Field, IconButton, TextInput } from '../../ui/index.ts'
import { useAttempt } from './attempt.ts'
import styles from './settings.module.css'
import type { PartProps } from './settings.tsx'

type Target = Overview['targets'][number]

/** Where released copy goes. */
export const TargetSettings = ({ overview, may }: PartProps): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { attempt, busy, fault } = useAttempt()
  const [chosen, setChosen] = useState<Grant | null>(null)
  const [leaving, setLeaving] = useState<Target | null>(null)
  const targets = overview.targets.filter((target) => target.active)

  const add = may ? (
    <Button
      icon={<FolderPlus />}
      look={targets.length === 0 ? 'ink' : 'edge'}
      disabled={busy}
      onClick={() =>
        void attempt(async () => {
          setChosen(await call('shell', 'shell.pick-folder', {}))
        })
      }
    >
      {t('targets.add')}
    </Button>
  ) : null

  return (
    <div className={styles['form']}>
      <p className={styles['intro']}>{t('targets.intro')}</p>
      {fault ? <FaultBanner fault={fault} /> : null}
      {targets.length === 0 ? (
        <EmptyState title={t('targets.empty')} action={add}>
          {t('targets.emptyText')}
        </EmptyState>
      ) : (
        <>
          <ul className={styles['table']}>
            {targets.map((target) => (
              <li key={target.id} className={styles['entry']}>
                <span className={styles['main']}>
                  <span className={styles['strong']}>{target.name}</span>
                  <span className={styles['path']}>{target.place}</span>
                  {target.fault ? null : <span className={styles['hint']}>{t('targets.works')}</span>}
                </span>
                {may ? (
                  <IconButton
                    label={t('targets.remove', { name: target.name })}
                    icon={<Trash2 />}
                    onClick={() => setLeaving(target)}
                  />
                ) : null}
                {target.fault ? (
                  <div className={styles['below']}>
                    <FaultBanner fault={target.fault} />
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
          <div>{add}</div>
        </>
      )}
      {chosen ? <TargetDialog grant={chosen} close={() => setChosen(null)} /> : null}
      {/* Its queue of deliveries goes with it, and that cannot be undone. */}
      <Dialog
        open={leaving !== null}
        close={() => setLeaving(null)}
        title={t('targets.removeTitle', { name: leaving?.name ?? '' })}
        actions={
          <>
            <Button onClick={() => setLeaving(null)}>{common('cancel')}</Button>
            <Button
              look="danger"
              onClick={() => {
                const target = leaving
                setLeaving(null)
                if (target) {
                  void attempt(async () => {
                    await call('desk', 'targets.remove', { target: target.id })
                  })
                }
              }}
            >
              {common('remove')}
            </Button>
          </>
        }
      >
        <p>{t('targets.removeText')}</p>
      </Dialog>
    </div>
  )
}

const TargetDialog = ({ grant, close }: { grant: Grant; close: () => void }): ReactNode => {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { attempt, busy, fault } = useAttempt()
  const form = useId()
  const [name, setName] = useState(grant.label.split(/[\\/]/u).filter(Boolean).at(-1) ?? grant.label)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (name.trim() === '') return
    void attempt(async () => {
      await call('desk', 'targets.add-folder', { grant: grant.id, name: name.trim() })
      close()
    })
  }
  return (
    <Dialog
      open
      close={close}
      title={t('targets.addTitle')}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button look="ink" type="submit" form={form} disabled={busy || name.trim() === ''}>
            {common('add')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles['form']} onSubmit={submit} noValidate>
        {fault ? <FaultBanner fault={fault} /> : null}
        <p className={styles['intro']}>{t('targets.addText', { folder: grant.label })}</p>
        <Field label={t('targets.name')}>
          {(slot) => (
            <TextInput
              {...slot}
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  )
}
