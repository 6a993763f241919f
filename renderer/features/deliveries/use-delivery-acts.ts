import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { offerUndo, tell, tellFault } from '../../lib/strip.ts'
import type { Delivery } from './order.ts'

/** What somebody can do about deliveries, each with what it says afterwards. */
export type DeliveryActs = {
  /** Something is being asked of the desk. */
  busy: boolean
  retry: (deliveries: readonly Delivery[]) => Promise<void>
  /** Can be taken back: what was given up may be tried again. */
  giveUp: (deliveries: readonly Delivery[]) => Promise<void>
  /** Under the same key: harmless to repeat. */
  resend: (delivery: Delivery) => Promise<void>
}

/** Retry, give up and send again. */
export const useDeliveryActs = (): DeliveryActs => {
  const { t } = useTranslation('deliveries')
  const [busy, setBusy] = useState(false)
  const doing = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    try {
      await work()
    } catch (thrown) {
      tellFault(faultOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  const retry = (deliveries: readonly Delivery[]): Promise<void> =>
    doing(async () => {
      for (const { id } of deliveries) await call('desk', 'deliveries.retry', { delivery: id })
      tell(t('retried', { count: deliveries.length }))
    })
  const giveUp = (deliveries: readonly Delivery[]): Promise<void> =>
    doing(async () => {
      for (const { id } of deliveries) await call('desk', 'deliveries.give-up', { delivery: id })
      const target = [...new Set(deliveries.map(({ targetName }) => targetName))].join(', ')
      offerUndo(t('gaveUp', { target }), () => void retry(deliveries))
    })
  const resend = (delivery: Delivery): Promise<void> =>
    doing(async () => {
      await call('desk', 'deliveries.resend', { delivery: delivery.id })
      tell(t('resent', { target: delivery.targetName }))
    })
  return { busy, retry, giveUp, resend }
}
