import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DeliveryStatus } from '../../../shared/domain/delivery.ts'
import { mayManageDesk } from '../../../shared/domain/permissions.ts'
import { FaultBanner } from '../../lib/faults.tsx'
import { runCommand, useKeyCaps } from '../../lib/keyboard.ts'
import { listNames } from '../../lib/names.ts'
import { useOverview, useSession } from '../../lib/session.tsx'
import { clockTime } from '../../lib/time.ts'
import { Banner, Button, EmptyState, Select, useZone } from '../../ui/index.ts'
import styles from './deliveries-view.module.css'
import { DeliveryRow } from './delivery-row.tsx'
import { DELIVERY_PARTS, type Delivery, type DeliveryPart, partOfDelivery } from './order.ts'
import { TargetLines } from './target-lines.tsx'
import { NO_FILTER, useDeliveries } from './use-deliveries.ts'
import { type DeliveryActs, useDeliveryActs } from './use-delivery-acts.ts'
import { useDeliveryKeys } from './use-delivery-keys.ts'
import { WhatLeaves } from './what-leaves.tsx'

/** As many of a part as are drawn before somebody asks for more. */
const DRAWN = 100
/** How long reading may take before it is said, ms. */
const PATIENCE = 300

const Reading = (): ReactNode => {
  const { t } = useTranslation('deliveries')
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [])
  return long ? (
    <p role="status" className={styles['reading']}>
      {t('reading')}
    </p>
  ) : null
}

const Nothing = (): ReactNode => {
  const { t, i18n } = useTranslation('deliveries')
  const overview = useOverview()
  const { person } = useSession()
  const hasTarget = overview?.targets.some(({ active }) => active) ?? true
  const may = mayManageDesk(person)
  const admins = (overview?.people ?? []).filter((one) => one.active && mayManageDesk(one))
  const names = listNames(
    admins.map(({ name }) => name),
    i18n.language,
  )
  return (
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
      {hasTarget
        ? t('empty.text')
        : may
          ? t('empty.noTarget')
          : t('empty.askAdmin', { count: admins.length, names })}
    </EmptyState>
  )
}

const Part = ({
  part,
  deliveries,
  acts,
  look,
}: {
  part: DeliveryPart
  deliveries: readonly Delivery[]
  acts: DeliveryActs
  look: (delivery: Delivery) => void
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const [drawn, setDrawn] = useState(DRAWN)
  if (deliveries.length === 0) return null
  return (
    <section aria-label={t(`part.${part}`)}>
      <h2 className={styles['part']} data-part={part}>
        {t(`part.${part}`)}
        <span>{deliveries.length}</span>
      </h2>
      <ul>
        {deliveries.slice(0, drawn).map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} acts={acts} look={() => look(delivery)} />
        ))}
      </ul>
      {deliveries.length > drawn ? (
        <div className={styles['more']}>
          <Button onClick={() => setDrawn(drawn + DRAWN)}>{t('showMore')}</Button>
        </div>
      ) : null}
    </section>
  )
}

/** Whether there is anything to worry about, in a few words. */
const sumOf = (deliveries: readonly Delivery[], t: (key: 'allWell') => string): string =>
  deliveries.length > 0 && deliveries.every((one) => partOfDelivery(one) === 'past') ? t('allWell') : ''

/** What is on its way out, per target: what failed first, because it needs somebody. */
export const DeliveriesView = (): ReactNode => {
  const { t } = useTranslation('deliveries')
  const caps = useKeyCaps()
  const zone = useZone()
  const overview = useOverview()
  const [filter, setFilter] = useState(NO_FILTER)
  const [looking, setLooking] = useState<Delivery | null>(null)
  const rows = useRef<HTMLDivElement>(null)
  const { deliveries, seenAt, offline, fault } = useDeliveries(filter)
  const acts = useDeliveryActs()
  const list = deliveries ?? []
  const failed = list.filter(({ status }) => status === 'failed')
  const filtered = filter.target !== null || filter.status !== null
  const targets = overview?.targets ?? []
  useDeliveryKeys({ rows, deliveries: list, failed, acts, look: setLooking })

  return (
    <div className={styles['view']}>
      <header className={styles['bar']}>
        <h1>{t('title')}</h1>
        <span className={styles['sum']} role="status">
          {failed.length > 0 ? t('failedCount', { count: failed.length }) : sumOf(list, t)}
        </span>
        <span className={styles['filter']}>
          <Select<string>
            aria-label={t('filter.target')}
            value={filter.target ?? ''}
            options={[
              { value: '', label: t('filter.allTargets') },
              ...targets.map(({ id, name, active }) => ({
                value: id,
                label: active ? name : t('filter.gone', { name }),
              })),
            ]}
            choose={(value) => setFilter({ ...filter, target: value === '' ? null : value })}
          />
        </span>
        <span className={styles['filter']}>
          <Select<Delivery['status'] | ''>
            aria-label={t('filter.status')}
            value={filter.status ?? ''}
            options={[
              { value: '', label: t('filter.allStatuses') },
              ...DeliveryStatus.options.map((value) => ({ value, label: t(`status.${value}`) })),
            ]}
            choose={(value) => setFilter({ ...filter, status: value === '' ? null : value })}
          />
        </span>
        {failed.length > 0 ? (
          <Button look="ink" keys={caps('R')} disabled={acts.busy} onClick={() => void acts.retry(failed)}>
            {t('retryAll', { count: failed.length })}
          </Button>
        ) : null}
      </header>
      {fault ? <FaultBanner fault={fault} /> : null}
      {offline ? (
        <Banner look="note" title={t('offline')}>
          {deliveries === null ? t('offlineNone') : t('offlineSeen', { time: clockTime(seenAt, zone) })}
        </Banner>
      ) : null}
      <div ref={rows} className={styles['body']}>
        <TargetLines
          targets={targets.filter(({ active }) => active)}
          chosen={filter.target}
          choose={(target) => setFilter({ ...filter, target })}
        />
        {deliveries === null && !offline && !fault ? <Reading /> : null}
        {deliveries?.length === 0 && !filtered ? <Nothing /> : null}
        {deliveries?.length === 0 && filtered ? (
          <EmptyState
            title={t('filter.none')}
            action={<Button onClick={() => setFilter(NO_FILTER)}>{t('filter.clear')}</Button>}
          />
        ) : null}
        {DELIVERY_PARTS.map((part) => (
          <Part
            key={part}
            part={part}
            deliveries={list.filter((delivery) => partOfDelivery(delivery) === part)}
            acts={acts}
            look={setLooking}
          />
        ))}
      </div>
      {list.length > 0 ? <p className={styles['hint']}>{t('hint')}</p> : null}
      {looking ? (
        <WhatLeaves
          item={looking.item}
          headline={looking.headline}
          target={looking.target}
          close={() => setLooking(null)}
        />
      ) : null}
    </div>
  )
}
