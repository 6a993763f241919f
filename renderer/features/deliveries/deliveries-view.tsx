import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mayManageDesk } from '../../../shared/domain/permissions.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { runCommand, useCommands, useKeyCaps } from '../../lib/keyboard.ts'
import { listNames } from '../../lib/names.ts'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview, useSession } from '../../lib/session.tsx'
import { Button, EmptyState } from '../../ui/index.ts'
import styles from './deliveries-view.module.css'
import { DeliveryRow } from './delivery-row.tsx'
import { deliveriesInOrder } from './order.ts'
import { useRetry } from './use-retry.ts'

const SHOWN = 500

/** What is on its way out, per target: what failed first, because it needs somebody. */
export const DeliveriesView = (): ReactNode => {
  const { t, i18n } = useTranslation('deliveries')
  const caps = useKeyCaps()
  const overview = useOverview()
  const { person } = useSession()
  const list = useDeskQuery('deliveries.list', { item: null, limit: SHOWN })
  const { busy, retry } = useRetry()
  const deliveries = deliveriesInOrder(list.data ?? [])
  const failed = deliveries.filter(({ status }) => status === 'failed')
  const hasTarget = overview?.targets.some(({ active }) => active) ?? true
  const may = mayManageDesk(person)
  const admins = (overview?.people ?? []).filter((one) => one.active && mayManageDesk(one))
  const askWhom = t('empty.askAdmin', {
    count: admins.length,
    names: listNames(
      admins.map(({ name }) => name),
      i18n.language,
    ),
  })

  useCommands([
    {
      id: 'deliveries.retry',
      title: t('commands.retry'),
      group: 'desk',
      keys: ['R'],
      when: () => failed.length > 0 && !busy,
      run: () => void retry(failed),
    },
  ])

  return (
    <div className={styles['view']}>
      <header className={styles['bar']}>
        <h1>{t('title')}</h1>
        <span className={styles['sum']} role="status">
          {list.data && deliveries.length > 0
            ? failed.length > 0
              ? t('failedCount', { count: failed.length })
              : deliveries.every(({ status }) => status === 'delivered')
                ? t('allWell')
                : ''
            : ''}
        </span>
        {failed.length > 0 ? (
          <Button look="ink" keys={caps('R')} disabled={busy} onClick={() => void retry(failed)}>
            {t('retryAll', { count: failed.length })}
          </Button>
        ) : null}
      </header>
      {list.error ? <FaultBanner fault={list.error.fault} /> : null}
      {list.data && deliveries.length === 0 ? (
        <EmptyState
          title={t('empty.title')}
          action={
            hasTarget || !may ? undefined : (
              <Button look="ink" onClick={() => void runCommand('settings.targets')}>
                {t('empty.addTarget')}
              </Button>
            )
          }
        >
          {hasTarget ? t('empty.text') : may ? t('empty.noTarget') : askWhom}
        </EmptyState>
      ) : null}
      <ul className={styles['rows']} aria-label={t('list')}>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} retry={() => void retry([delivery])} />
        ))}
      </ul>
    </div>
  )
}
