import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../../../shared/errors.ts'
import type { Decision } from '../../../../shared/ipc/desk.ts'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import { FaultBanner, faultLine } from '../../../lib/faults.tsx'
import { useDeskQuery } from '../../../lib/queries.ts'
import { useOverview, useSession } from '../../../lib/session.tsx'
import { Button, Dialog, ReasonDialog } from '../../../ui/index.ts'
import type { ChosenTime } from '../../times/index.ts'
import type { Acts } from './acts.ts'

/**
 * Ending an embargo before its time. It was promised to somebody, so one asks and another chief confirms; alone, where
 * nobody else may approve, it goes with a reason that is listed. Which of these it is, the item says.
 */
export const LiftDialog = ({
  row,
  until: wanted,
  acts,
  close,
}: {
  row: QueueSlot
  /** When it is to end; null is at once. */
  until: ChosenTime | null
  acts: Acts
  close: () => void
}): ReactNode => {
  const { t } = useTranslation('timetable')
  const { t: common } = useTranslation('common')
  const { language } = useSession()
  const people = useOverview()?.people
  const { data, error } = useDeskQuery('items.get', { item: row.id })
  const [refused, setRefused] = useState<Fault | null>(null)
  const [busy, setBusy] = useState(false)
  if (error) {
    return (
      <Dialog open close={close} title={t('lift.confirmTitle')}>
        <FaultBanner fault={error.fault} item={row.id} />
      </Dialog>
    )
  }
  if (!data) return null
  const { actions, state } = data
  const asked = state.liftAsked ?? null
  // What is confirmed is what was asked.
  const until = asked ? asked.until : wanted
  /** A reason that is refused stays in its dialog, with why beside it. */
  const attempt = async (decision: Decision, said: string): Promise<string | null> => {
    const wrong = await acts.decideOnce([row.id], decision, () => said, true)
    return wrong && faultLine(wrong, language)
  }
  /** Closes once it went through; a refusal is read where it was asked. */
  const settle = async (decision: Decision, said: string): Promise<void> => {
    if (busy) return
    setBusy(true)
    const wrong = await acts.decideOnce([row.id], decision, () => said, true)
    setBusy(false)
    setRefused(wrong)
    if (!wrong) close()
  }
  // Who asked may think better of it, and a chief may say no. Not the first button: Enter is struck before it is read.
  const drop =
    asked && actions['drop-lift'] === null ? (
      <Button
        look="quiet"
        disabled={busy}
        onClick={() => void settle({ type: 'drop-lift' }, t('lift.dropped'))}
      >
        {t('lift.drop')}
      </Button>
    ) : null
  const refusal = refused ? <FaultBanner fault={refused} item={row.id} /> : null
  const same = { label: t('lift.reason'), hint: t('lift.reasonHint'), missing: t('lift.missing'), close }

  if (asked && actions.lift === null) {
    const name = people?.find(({ id }) => id === asked.by)?.name ?? ''
    return (
      <Dialog
        open
        close={close}
        title={t('lift.confirmTitle')}
        actions={
          <>
            <Button onClick={close}>{common('cancel')}</Button>
            {drop}
            <Button
              look="danger"
              disabled={busy}
              onClick={() => void settle({ type: 'lift', until, reason: asked.reason }, t('lift.lifted'))}
            >
              {t('lift.confirm')}
            </Button>
          </>
        }
      >
        {refusal}
        <p>{t('lift.confirmText', { name, reason: asked.reason })}</p>
      </Dialog>
    )
  }
  if (actions['lift-alone'] === null)
    return (
      <ReasonDialog
        {...same}
        title={t('lift.aloneTitle')}
        act={t('lift.confirm')}
        danger
        attempt={(reason) => attempt({ type: 'lift', until, reason, bypass: reason }, t('lift.lifted'))}
      >
        <p>{t('lift.aloneText')}</p>
      </ReasonDialog>
    )
  if (actions['ask-lift'] === null)
    return (
      <ReasonDialog
        {...same}
        title={t('lift.askTitle')}
        act={t('lift.ask')}
        danger={false}
        attempt={(reason) => attempt({ type: 'ask-lift', until, reason }, t('lift.asked'))}
      >
        <p>{t('lift.askText')}</p>
      </ReasonDialog>
    )
  return (
    <Dialog
      open
      close={close}
      title={t('lift.confirmTitle')}
      actions={
        <>
          <Button onClick={close}>{common('close')}</Button>
          {drop}
        </>
      }
    >
      {refusal}
      <p>{t(asked ? 'lift.waits' : 'lift.not')}</p>
    </Dialog>
  )
}
