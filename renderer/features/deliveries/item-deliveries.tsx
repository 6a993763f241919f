import { Circle, CircleSlash } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { Id } from '../../../shared/ids.ts'
import { useCommands } from '../../lib/keyboard.ts'
import { go } from '../../lib/navigation.tsx'
import { useDeskQuery } from '../../lib/queries.ts'
import { useOverview } from '../../lib/session.tsx'
import { LinkButton } from '../../ui/index.ts'
import { DELIVERY_SIGNS } from './delivery-row.tsx'
import { DeliveryStory, useHeld } from './delivery-story.tsx'
import styles from './item-deliveries.module.css'
import { actionOf, type Delivery, latestByTarget } from './order.ts'
import type { KnownTarget } from './target-health.ts'
import { useDeliveryActs } from './use-delivery-acts.ts'
import { WhatLeaves } from './what-leaves.tsx'

/** What would happen to an item that a target never got. What keeps it in otherwise stands among the checks. */
const Ahead = ({ item, target }: { item: Id; target: KnownTarget }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const tried = useDeskQuery('targets.try-rules', { rules: target.rules, items: [item] })
  const keptBy = tried.data?.[0]?.keptBy ?? null
  const Sign = keptBy === null ? Circle : CircleSlash
  return (
    <>
      <Sign aria-hidden="true" />
      <p className={styles['story']}>
        <strong>{target.name}</strong>
        {tried.data ? <span>{keptBy === null ? t('item.will') : t(`item.kept.${keptBy}`)}</span> : null}
      </p>
    </>
  )
}

const Done = ({
  delivery,
  retry,
}: {
  delivery: Delivery
  retry: (delivery: Delivery) => void
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const Sign = DELIVERY_SIGNS[delivery.status]
  const held = useHeld(delivery)
  return (
    <>
      <Sign aria-hidden="true" />
      <p className={styles['story']}>
        <strong>{delivery.targetName}</strong>
        <span>{t(`status.${delivery.status}`)}</span>
        <span>{t(`action.${actionOf(delivery)}`, { version: delivery.version })}</span>
        <DeliveryStory delivery={delivery} />
        {(delivery.status === 'failed' || delivery.status === 'waiting') && !held ? (
          <LinkButton onClick={() => retry(delivery)} aria-label={`${t('retry')}: ${delivery.targetName}`}>
            {t('retry')}
          </LinkButton>
        ) : null}
      </p>
    </>
  )
}

/** A line for each target of the desk: how this item stands there, or would. Tells what the deliveries screen tells. */
export const ItemDeliveries = ({ row }: { row: Pick<ItemRow, 'id' | 'headline'> }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const heading = useId()
  const item = row.id
  const targets = (useOverview()?.targets ?? []).filter(({ active }) => active)
  const list = useDeskQuery('deliveries.list', { item, target: null, status: null, limit: 200 })
  const acts = useDeliveryActs()
  /** The target to look at; `any` begins with the first one, or with a format where there is none. */
  const [looking, setLooking] = useState<Id | 'any' | null>(null)
  useCommands([
    {
      id: 'item.what-leaves',
      title: t('commands.what'),
      group: 'item',
      run: () => setLooking('any'),
    },
  ])
  const latest = latestByTarget(list.data ?? [])
  const gone = latest.filter((delivery) => !targets.some(({ id }) => id === delivery.target))
  // Without an answer it is not known what a target has: nothing is said, rather than that it has nothing.
  const shown = list.data !== undefined && (targets.length > 0 || gone.length > 0)
  const retry = (delivery: Delivery): void => void acts.retry([delivery])
  return (
    <>
      {shown ? (
        <section className={styles['part']} aria-labelledby={heading}>
          <h2 className={styles['title']}>
            <span id={heading}>{t('item.title')}</span>
            <LinkButton onClick={() => go({ view: 'deliveries' })}>{t('item.all')}</LinkButton>
          </h2>
          <ul className={styles['lines']}>
            {targets.map((target) => {
              const delivery = latest.find((one) => one.target === target.id)
              return (
                <li key={target.id} className={styles['line']} data-status={delivery?.status ?? 'none'}>
                  {delivery ? (
                    <Done delivery={delivery} retry={retry} />
                  ) : (
                    <Ahead item={item} target={target} />
                  )}
                  <LinkButton
                    onClick={() => setLooking(target.id)}
                    aria-label={t('item.look', { target: target.name })}
                  >
                    {t('item.lookShort')}
                  </LinkButton>
                </li>
              )
            })}
            {gone.map((delivery) => (
              <li key={delivery.id} className={styles['line']} data-status={delivery.status}>
                <Done delivery={delivery} retry={retry} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {looking === null ? null : (
        <WhatLeaves
          item={item}
          headline={row.headline}
          target={looking === 'any' ? null : looking}
          close={() => setLooking(null)}
        />
      )}
    </>
  )
}
