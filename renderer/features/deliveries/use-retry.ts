import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../lib/client.ts'
import { tell, tellFault } from '../../lib/strip.ts'
import type { Delivery } from './order.ts'

/** Tries deliveries again, now, and says so. `busy` while it asks. */
export const useRetry = (): { busy: boolean; retry: (deliveries: readonly Delivery[]) => Promise<void> } => {
  const { t } = useTranslation('deliveries')
  const [busy, setBusy] = useState(false)
  const retry = async (deliveries: readonly Delivery[]): Promise<void> => {
    setBusy(true)
    try {
      for (const { id } of deliveries) await call('desk', 'deliveries.retry', { delivery: id })
      tell(t('retried', { count: deliveries.length }))
    } catch (thrown) {
      tellFault(faultOf(thrown))
    } finally {
      setBusy(false)
    }
  }
  return { busy, retry }
}
