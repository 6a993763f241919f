import { CircleCheck, CircleSlash, Clock, Ellipsis, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openAtField } from '../../lib/at-field.ts'
import { go } from '../../lib/navigation.tsx'
import { Button, IconButton, Menu, type MenuEntry } from '../../ui/index.ts'
import styles from './delivery-row.module.css'
import { DeliveryStory, useHeld } from './delivery-story.tsx'
import { actionOf, type Delivery, refusedField } from './order.ts'
import type { DeliveryActs } from './use-delivery-acts.ts'

/** The shape of each status: never told by colour alone. */
export const DELIVERY_SIGNS = {
  failed: TriangleAlert,
  waiting: Clock,
  delivered: CircleCheck,
  overtaken: CircleSlash,
  'given-up': CircleSlash,
} as const satisfies Record<Delivery['status'], unknown>

/** Opens the item of a delivery, at the field that the target said no to where it said so. */
export const goToField = (delivery: Delivery): void => openAtField(delivery.item, refusedField(delivery))

/** Everything else that can be done about a delivery. */
const entriesOf = (
  delivery: Delivery,
  { giveUp, resend }: DeliveryActs,
  look: () => void,
  t: (key: 'what' | 'resend' | 'giveUp' | 'toItem') => string,
): MenuEntry[] => [
  { type: 'item', label: t('toItem'), run: () => go({ view: 'desk', item: delivery.item }) },
  ...(delivery.action === 'publish' ? [{ type: 'item' as const, label: t('what'), run: look }] : []),
  ...(delivery.status === 'delivered'
    ? [{ type: 'item' as const, label: t('resend'), run: () => void resend(delivery) }]
    : []),
  ...(delivery.status === 'waiting' || delivery.status === 'failed'
    ? [{ type: 'item' as const, label: t('giveUp'), run: () => void giveUp([delivery]) }]
    : []),
]

/** One revision, or kill, on its way to one target: how it stands, and what helps. `within`: beside its own item. */
export const DeliveryRow = ({
  delivery,
  acts,
  look,
  within = false,
}: {
  delivery: Delivery
  acts: DeliveryActs
  /** Shows what goes out. */
  look: () => void
  within?: boolean
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const Sign = DELIVERY_SIGNS[delivery.status]
  const headline = delivery.headline || t('untitledBrief', { ns: 'common' })
  const named = `${headline}, ${delivery.targetName}`
  const held = useHeld(delivery)
  const again = delivery.status !== 'delivered' && delivery.status !== 'overtaken' && !held
  return (
    <li className={styles['row']} data-status={delivery.status} data-delivery={delivery.id}>
      <Sign aria-hidden="true" />
      <div className={styles['text']}>
        {within ? null : (
          <button
            type="button"
            className={styles['headline']}
            onClick={() => go({ view: 'desk', item: delivery.item })}
          >
            {headline}
          </button>
        )}
        <p className={styles['meta']}>
          <strong>{t(`status.${delivery.status}`)}</strong>
          <span>{t(`action.${actionOf(delivery)}`, { version: delivery.version })}</span>
          <span>{t('to', { target: delivery.targetName })}</span>
          <DeliveryStory delivery={delivery} />
        </p>
      </div>
      <div className={styles['acts']}>
        {delivery.status === 'failed' && refusedField(delivery) !== null ? (
          <Button onClick={() => goToField(delivery)} aria-label={`${t('toField')}: ${named}`}>
            {t('toField')}
          </Button>
        ) : null}
        {again ? (
          <Button onClick={() => void acts.retry([delivery])} aria-label={`${t('retry')}: ${named}`}>
            {t('retry')}
          </Button>
        ) : null}
        <Menu entries={entriesOf(delivery, acts, look, t)} align="end">
          <IconButton label={t('more', { headline, target: delivery.targetName })} icon={<Ellipsis />} />
        </Menu>
      </div>
    </li>
  )
}
