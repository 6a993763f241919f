import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../../../shared/ipc/desk.ts'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import { faultLine } from '../../../lib/faults.tsx'
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
  const { data } = useDeskQuery('items.get', { item: row.id })
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
            <Button
              look="danger"
              onClick={() => {
                close()
                void acts.decideOnce([row.id], { type: 'lift', until, reason: asked.reason }, () =>
                  t('lift.lifted'),
                )
              }}
            >
              {t('lift.confirm')}
            </Button>
          </>
        }
      >
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
      actions={<Button onClick={close}>{common('close')}</Button>}
    >
      <p>{t('lift.not')}</p>
    </Dialog>
  )
}
