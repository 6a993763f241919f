import { CirclePause, CirclePlay, Eye, Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/client.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { tell } from '../../lib/strip.ts'
import { Button, Dialog, EmptyState, IconButton, useNow } from '../../ui/index.ts'
import { useSayMoment } from '../times/index.ts'
import { useAttempt } from './attempt.ts'
import styles from './settings.module.css'
import type { PartProps } from './settings.tsx'
import { TargetDialog } from './target-dialog.tsx'
import type { KnownTarget } from './target-fields.ts'

/** How a target is, in a few words. */
const Standing = ({ target }: { target: KnownTarget }): ReactNode => {
  const { t } = useTranslation('targets')
  const say = useSayMoment()
  const now = useNow()
  const { fault, paused, pausedUntil, waiting, failed, rules } = target
  const everything = rules.sections === null && rules.kinds === null && rules.agencies === null
  // A folder is looked at whenever it is asked about; of what is far away only a delivery or a test tells.
  const isThere = target.kind === 'folder' && fault === null
  const out = pausedUntil !== null && pausedUntil > now
  const words = [
    t(`kind.${target.kind}`),
    ...(everything ? [] : [t('someItems')]),
    ...(paused
      ? [t('paused')]
      : out
        ? [t('pausedUntil', { when: say(pausedUntil) })]
        : isThere
          ? [t('works')]
          : []),
    ...(waiting > 0 ? [t('waits', { count: waiting })] : []),
    ...(failed > 0 ? [t('failed', { count: failed })] : []),
  ]
  return <span className={styles['hint']}>{words.join(' · ')}</span>
}

/** Where released copy goes. Admins add, change and remove; everybody else reads. */
export const TargetSettings = ({ overview, may }: PartProps): ReactNode => {
  const { t } = useTranslation('targets')
  const { attempt, fault } = useAttempt()
  const [editing, setEditing] = useState<{ target: KnownTarget | null } | null>(null)
  const [leaving, setLeaving] = useState<KnownTarget | null>(null)
  const targets = overview.targets.filter((target) => target.active)

  const remove = (target: KnownTarget): void => {
    setLeaving(null)
    void attempt(async () => {
      await call('desk', 'targets.remove', { target: target.id })
    })
  }
  const hold = ({ id, name, settings, rules, profiles }: KnownTarget, paused: boolean): void =>
    void attempt(async () => {
      const draft = { name, settings, rules, profiles, paused }
      await call('desk', 'targets.update', { target: id, draft, grant: null })
      tell(t(paused ? 'nowPaused' : 'nowGoing', { name }))
    })
  const add = may ? (
    <Button
      icon={<Plus />}
      look={targets.length === 0 ? 'ink' : 'edge'}
      onClick={() => setEditing({ target: null })}
    >
      {t('add')}
    </Button>
  ) : null

  return (
    <div className={styles['form']}>
      <p className={styles['intro']}>{t('intro')}</p>
      {fault ? <FaultBanner fault={fault} /> : null}
      {targets.length === 0 ? (
        <EmptyState title={t('empty')} action={add}>
          {t('emptyText')}
        </EmptyState>
      ) : (
        <>
          <ul className={styles['table']}>
            {targets.map((target) => (
              <li key={target.id} className={styles['entry']}>
                <span className={styles['main']}>
                  <span className={styles['strong']}>{target.name}</span>
                  <span className={styles['path']}>{target.place}</span>
                  <Standing target={target} />
                </span>
                <IconButton
                  label={t(may ? 'change' : 'look', { name: target.name })}
                  icon={may ? <Pencil /> : <Eye />}
                  onClick={() => setEditing({ target })}
                />
                {may ? (
                  <IconButton
                    label={t(target.paused ? 'resume' : 'pause', { name: target.name })}
                    icon={target.paused ? <CirclePlay /> : <CirclePause />}
                    onClick={() => hold(target, target.paused !== true)}
                  />
                ) : null}
                {may ? (
                  <IconButton
                    label={t('remove', { name: target.name })}
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
      {editing ? (
        <TargetDialog {...editing} targets={targets} may={may} close={() => setEditing(null)} />
      ) : null}
      {leaving ? <Leaving target={leaving} close={() => setLeaving(null)} remove={remove} /> : null}
    </div>
  )
}

/** Asks before a target goes: its queue goes with it, and that cannot be undone. */
const Leaving = ({
  target,
  close,
  remove,
}: {
  target: KnownTarget
  close: () => void
  remove: (target: KnownTarget) => void
}): ReactNode => {
  const { t } = useTranslation('targets')
  const { t: common } = useTranslation('common')
  return (
    <Dialog
      open
      close={close}
      title={t('removeTitle', { name: target.name })}
      actions={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button look="danger" onClick={() => remove(target)}>
            {common('remove')}
          </Button>
        </>
      }
    >
      <p>{t('removeText')}</p>
      <p>{t('removeQueue', { count: target.waiting + target.failed })}</p>
    </Dialog>
  )
}
