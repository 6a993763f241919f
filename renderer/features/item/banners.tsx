import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemDetail } from '../../../shared/domain/view.ts'
import { TRASH_KEEPS } from '../../../shared/domain/workflow.ts'
import type { Fault } from '../../../shared/errors.ts'
import { FaultBanner, faultSentences } from '../../lib/faults.tsx'
import { openItem } from '../../lib/navigation.tsx'
import { hub } from '../../lib/safety.ts'
import { useSession } from '../../lib/session.tsx'
import { useStore } from '../../lib/store.ts'
import { dayInWords } from '../../lib/time.ts'
import { Banner, Button, useZone } from '../../ui/index.ts'
import { askAfter } from '../after/index.ts'
import { useSayMoment } from '../times/index.ts'
import type { Step } from './next-step.ts'
import { showMode } from './pane-mode.ts'
import { openRefusal } from './refusal.ts'
import { liveNumber } from './still-out.ts'

const DIVERGED: Fault = { code: 'diverged', params: {} }

/** What an editor has to know of an item before he writes: the sentences between its bar and its text. */
export const Banners = ({
  detail,
  step,
  take,
  unsaved,
  retry,
}: {
  detail: ItemDetail
  step: Step | null
  take: (step: Step) => void
  /** Why what was typed is not on disk; null when it is, or is on its way. */
  unsaved: Fault | null
  retry: () => void
}): ReactNode => {
  const { t } = useTranslation('item')
  const { language } = useSession()
  const [seen, setSeen] = useState<string | null>(null)
  const { row, state, actions } = detail
  const when = useSayMoment()
  const zone = useZone()
  const nameOf = (id: string): string => detail.history.find(({ by }) => by === id)?.byName ?? id
  const diverged = useStore(hub, (now) => now?.diverged.includes(row.id) ?? false)
  const refusal = openRefusal(detail.history)
  const followed = state.follows
  const difference = <Button onClick={() => showMode(row.id, 'difference')}>{t('banner.difference')}</Button>
  const button = step ? <Button onClick={() => take(step)}>{t(`step.${step}`)}</Button> : null

  const changed = (): ReactNode => {
    if (!row.changed || state.killed) return null
    if (row.state === 'submitted') {
      return (
        <Banner
          title={t('banner.changedSubmitted')}
          actions={
            <>
              {difference}
              {step === 'resubmit' ? button : null}
            </>
          }
        >
          {t('banner.changedSubmittedText')}
        </Banner>
      )
    }
    if (state.approved) {
      return (
        <Banner
          title={t('banner.changedApproved')}
          actions={
            <>
              {difference}
              {button}
            </>
          }
        >
          {t('banner.changedApprovedText')}
        </Banner>
      )
    }
    const number = liveNumber(detail)
    if (number === null) return null
    return (
      <Banner
        title={t('banner.changedLive')}
        actions={
          <>
            {difference}
            {button}
          </>
        }
      >
        {t('banner.changedLiveText', { number })}
      </Banner>
    )
  }
  return (
    <>
      {unsaved ? (
        <FaultBanner
          fault={unsaved}
          item={row.id}
          after={<Button onClick={retry}>{t('banner.retry')}</Button>}
        />
      ) : null}
      {diverged ? <FaultBanner fault={DIVERGED} /> : null}
      {refusal?.fault && refusal.id !== seen ? (
        <Banner
          look="stop"
          title={t('banner.refused', { what: faultSentences(refusal.fault, language).what })}
          actions={<Button onClick={() => setSeen(refusal.id)}>{t('banner.dismiss')}</Button>}
        >
          {[faultSentences(refusal.fault, language).safe, faultSentences(refusal.fault, language).action]
            .filter((part) => part !== undefined)
            .join(' ')}
        </Banner>
      ) : null}
      {state.killed ? (
        <Banner
          look="stop"
          title={t('banner.killed', { name: nameOf(state.killed.by), time: when(state.killed.at) })}
        >
          {state.killed.reason}
        </Banner>
      ) : null}
      {state.killAsked ? (
        <Banner
          look="stop"
          title={t('banner.killAsked', {
            name: nameOf(state.killAsked.by),
            time: when(state.killAsked.at),
          })}
          actions={<Button onClick={() => askAfter(row.id, 'kill')}>{t('banner.judgeKill')}</Button>}
        >
          {state.killAsked.reason}
        </Banner>
      ) : null}
      {row.state === 'unpublished' && state.unpublished ? (
        <Banner
          look="note"
          title={t('banner.unpublished', {
            name: nameOf(state.unpublished.by),
            time: when(state.unpublished.at),
          })}
        >
          {[state.unpublished.reason, t('banner.unpublishedText')].filter((part) => part !== '').join(' ')}
        </Banner>
      ) : null}
      {followed === null || state.live ? null : (
        <Banner
          look="note"
          actions={<Button onClick={() => openItem(followed)}>{t('banner.openFollowed')}</Button>}
        >
          {t('banner.follows')}
        </Banner>
      )}
      {row.state === 'spiked' ? (
        <Banner look="note" actions={button}>
          {t('banner.spiked')}
        </Banner>
      ) : null}
      {state.deleted ? (
        <Banner look="note" actions={button}>
          {t('banner.deleted', {
            name: nameOf(state.deleted.by),
            date: dayInWords(state.deleted.at + TRASH_KEEPS, zone, language),
          })}
        </Banner>
      ) : null}
      {state.returned ? (
        <Banner
          title={t('banner.returned', { name: nameOf(state.returned.by), time: when(state.returned.at) })}
        >
          {state.returned.note === '' ? t('banner.returnedWithout') : `"${state.returned.note}"`}
        </Banner>
      ) : null}
      {changed()}
      {state.bypass === null ? null : (
        <Banner look="note">{t('banner.bypass', { reason: state.bypass })}</Banner>
      )}
      {state.themselves && state.approvedBy !== null ? (
        <Banner look="note">{t('banner.themselves', { name: nameOf(state.approvedBy) })}</Banner>
      ) : null}
      {state.liftAsked ? (
        <Banner
          title={t('banner.liftAsked', {
            name: nameOf(state.liftAsked.by),
            time: when(state.liftAsked.at),
          })}
        >{`"${state.liftAsked.reason}"`}</Banner>
      ) : null}
      {state.lifted?.bypass === undefined ? null : (
        <Banner look="note">
          {t('banner.liftedAlone', { name: nameOf(state.lifted.by), reason: state.lifted.bypass })}
        </Banner>
      )}
      {actions.write === 'refused-role' ? <Banner look="note">{t('banner.readOnly')}</Banner> : null}
    </>
  )
}
