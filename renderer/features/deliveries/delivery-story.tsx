import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isTakingBack, standsOtherwise } from '../../../shared/domain/delivery.ts'
import { unreachable } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { useOverview, useSession } from '../../lib/session.tsx'
import { clockTime } from '../../lib/time.ts'
import { LinkButton, useNow, useZone } from '../../ui/index.ts'
import { useSayMoment } from '../times/index.ts'
import styles from './delivery-row.module.css'
import type { Delivery } from './order.ts'

/** Whether an admin holds its target back, so that trying again would do nothing. */
export const useHeld = ({ target, action, status }: Delivery): boolean => {
  const targets = useOverview()?.targets ?? []
  return (
    status === 'waiting' && !isTakingBack(action) && targets.some((one) => one.id === target && one.paused)
  )
}

/** Where the target shows it: a link where it is one, else words. */
const Address = ({ address }: { address: string }): ReactNode => {
  const { t } = useTranslation('deliveries')
  if (!/^https?:\/\//iu.test(address)) return <span className={styles['address']}>{address}</span>
  const view = (): void => void call('shell', 'shell.open-link', { url: address }).catch(() => undefined)
  return <LinkButton onClick={view}>{t('openAddress')}</LinkButton>
}

const STAGES = ['formatted', 'sent', 'accepted'] as const

/** How far the last attempt came, step by step. */
const Stages = ({ delivery }: { delivery: Delivery }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const zone = useZone()
  return STAGES.map((stage) => {
    const at = delivery.stages[stage]
    if (at === null) return null
    // It is sent when it arrived: before that somebody only tried.
    const word = stage === 'sent' && delivery.stages.accepted === null ? 'tried' : stage
    return <span key={stage}>{t(`stage.${word}`, { time: clockTime(at, zone, true) })}</span>
  })
}

/** What the target said when it was last asked. */
const Seen = ({
  seen,
  delivery: { action, aheadAt },
}: {
  seen: NonNullable<Delivery['seen']>
  delivery: Delivery
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const say = useSayMoment()
  const when = say(seen.at)
  // Somebody at the site brought out before its time what only lay ready there.
  const early = action === 'schedule' && seen.state === 'live' && aheadAt !== null && seen.at < aheadAt
  const asItShould =
    (seen.state === 'live' && !early) ||
    seen.state === 'scheduled' ||
    (seen.state === 'gone' && isTakingBack(action))
  return (
    <span data-odd={!asItShould} className={styles['seen']}>
      {seen.state === 'scheduled' && seen.when !== null
        ? t('seen.scheduledFor', { time: say(seen.when), when })
        : t(`seen.${seen.state}`, { when })}
    </span>
  )
}

/**
 * Of what lies ready at a target, or was to: for when; who brought it out in the end; and, where a change of mind has not
 * arrived there, when the target may bring it out by itself all the same.
 */
const Ahead = ({ delivery }: { delivery: Delivery }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const say = useSayMoment()
  const { action, status, aheadAt, standsAt, receipt } = delivery
  const by = receipt?.broughtOut
  return (
    <>
      {action === 'schedule' && aheadAt !== null ? (
        <span>{t(status === 'delivered' ? 'ahead.ready' : 'ahead.for', { when: say(aheadAt) })}</span>
      ) : null}
      {by === undefined ? null : (
        <span data-odd={action !== 'publish'} className={styles['seen']}>
          {t(action === 'publish' ? `ahead.by.${by}` : 'ahead.wasOut')}
        </span>
      )}
      {standsAt !== null && standsOtherwise(delivery) ? (
        <span data-odd="true" className={styles['seen']}>
          {t('ahead.may', { when: say(standsAt) })}
        </span>
      ) : null}
    </>
  )
}

/** That a target could not be asked whether it brought out what lay ready there. */
const NotAsked = ({ fault }: { fault: Delivery['fault'] }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { language } = useSession()
  if (fault === null) return null
  return (
    <span
      className={styles['fault']}
    >{`${t('ahead.notAsked')} ${faultSentences(fault, language).what}`}</span>
  )
}

const Delivered = ({ delivery }: { delivery: Delivery }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const say = useSayMoment()
  const { receipt, seen } = delivery
  return (
    <>
      {receipt ? <span>{t('deliveredAt', { when: say(receipt.at) })}</span> : null}
      <Stages delivery={delivery} />
      {receipt && /^https?:/iu.test(receipt.address) ? (
        <span className={styles['address']}>{t('number', { id: receipt.id })}</span>
      ) : null}
      {receipt ? <Address address={receipt.address} /> : null}
      {seen ? <Seen seen={seen} delivery={delivery} /> : null}
      {delivery.action === 'schedule' ? <NotAsked fault={delivery.fault} /> : null}
    </>
  )
}

const Waiting = ({ delivery }: { delivery: Delivery }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { language } = useSession()
  const say = useSayMoment()
  const now = useNow()
  const { nextAt, attempts, fault } = delivery
  const held = useHeld(delivery)
  if (held) return <span>{t('held')}</span>
  return (
    <>
      <span>{nextAt === null || nextAt <= now ? t('tryingNow') : t('nextAt', { when: say(nextAt) })}</span>
      {attempts > 0 ? <span>{t('attempts', { count: attempts })}</span> : null}
      <Stages delivery={delivery} />
      {fault ? <span className={styles['fault']}>{faultSentences(fault, language).what}</span> : null}
    </>
  )
}

const Failed = ({ delivery }: { delivery: Delivery }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { language } = useSession()
  const { attempts, fault } = delivery
  const said = fault ? faultSentences(fault, language) : null
  return (
    <>
      <span>{t('attempts', { count: attempts })}</span>
      <Stages delivery={delivery} />
      <span className={styles['fault']}>
        {[said?.what, said?.safe, said?.action].filter((part) => part !== undefined).join(' ')}
      </span>
    </>
  )
}

/** How a delivery stands: formatted, sent, accepted, with the target's own name for it; or why not, in words. */
export const DeliveryStory = ({ delivery }: { delivery: Delivery }): ReactNode => (
  <>
    <Ahead delivery={delivery} />
    <Standing delivery={delivery} />
  </>
)

const Standing = ({ delivery }: { delivery: Delivery }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { status } = delivery
  switch (status) {
    case 'delivered':
      return <Delivered delivery={delivery} />
    case 'waiting':
      return <Waiting delivery={delivery} />
    case 'failed':
      return <Failed delivery={delivery} />
    case 'overtaken':
      return <span>{t('overtakenText')}</span>
    case 'given-up':
      return <span>{t('givenUpText')}</span>
    default:
      return unreachable(status)
  }
}
