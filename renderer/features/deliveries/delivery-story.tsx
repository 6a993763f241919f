import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
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
  return status === 'waiting' && action !== 'kill' && targets.some((one) => one.id === target && one.paused)
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
const Seen = ({ seen }: { seen: NonNullable<Delivery['seen']> }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const say = useSayMoment()
  const when = say(seen.at)
  return (
    <span data-odd={seen.state !== 'live' && seen.state !== 'scheduled'} className={styles['seen']}>
      {seen.state === 'scheduled' && seen.when !== null
        ? t('seen.scheduledFor', { time: say(seen.when), when })
        : t(`seen.${seen.state}`, { when })}
    </span>
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
      {seen ? <Seen seen={seen} /> : null}
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
export const DeliveryStory = ({ delivery }: { delivery: Delivery }): ReactNode => {
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
