import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { StateMark, shownState } from '../../ui/index.ts'
import { Galley } from '../preview/index.ts'
import { useSayMoment } from '../times/index.ts'
import { DeliveryRow } from './delivery-row.tsx'
import { type Delivery, deliveriesInOrder } from './order.ts'
import styles from './out-view.module.css'
import { useDeliveryActs } from './use-delivery-acts.ts'
import { WhatLeaves } from './what-leaves.tsx'

const NOTHING = '0'.repeat(64)

/** Why a killed item was killed; what readers had of it is gone from their pages. */
const Killed = ({ reason, when }: { reason: string; when: string }): ReactNode => {
  const { t } = useTranslation('deliveries')
  return (
    <p className={styles['killed']}>
      <strong>{t('out.killedAt', { when })}</strong> {reason}
    </p>
  )
}

/** What readers have of an item, word for word, and where it was delivered. */
export const OutPane = ({ row }: { row: ItemRow }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const say = useSayMoment()
  const acts = useDeliveryActs()
  const [looking, setLooking] = useState<Delivery | null>(null)
  const detail = useDeskQuery('items.get', { item: row.id })
  const live = detail.data?.state.live ?? null
  const killed = detail.data?.state.killed ?? null
  const text = useDeskQuery(
    'items.revision',
    { item: row.id, revision: live?.revision ?? NOTHING },
    { enabled: live !== null },
  )
  const deliveries = useDeskQuery('deliveries.list', { item: row.id, limit: 100 })
  const fault = detail.error?.fault ?? text.error?.fault ?? null
  return (
    <>
      <header className={styles['bar']}>
        <StateMark state={shownState(row)} waiting={row.waiting} />
        <span className={styles['quiet']}>{t('out.version', { number: row.version })}</span>
        {live ? <span className={styles['quiet']}>{t('out.since', { when: say(live.at) })}</span> : null}
      </header>
      {fault ? <FaultBanner fault={fault} item={row.id} /> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls by keys, so it has to take focus */}
      <section className={styles['text']} aria-label={t('out.text')} tabIndex={0}>
        {killed ? <Killed reason={killed.reason} when={say(killed.at)} /> : null}
        {text.data ? <Galley copy={text.data.copy} /> : null}
        {deliveries.data && deliveries.data.length > 0 ? (
          <div className={styles['deliveries']}>
            <h2>{t('title')}</h2>
            <ul>
              {deliveriesInOrder(deliveries.data).map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  acts={acts}
                  look={() => setLooking(delivery)}
                  within
                />
              ))}
            </ul>
          </div>
        ) : null}
      </section>
      {looking ? (
        <WhatLeaves
          item={row.id}
          headline={row.headline}
          target={looking.target}
          close={() => setLooking(null)}
        />
      ) : null}
    </>
  )
}
