import { CircleCheck, CircleSlash, Clock, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/client.ts'
import { faultSentences } from '../../lib/faults.tsx'
import { go } from '../../lib/navigation.tsx'
import { useSession } from '../../lib/session.tsx'
import { Button, LinkButton, useNow } from '../../ui/index.ts'
import { useSayMoment } from '../times/index.ts'
import styles from './deliveries-view.module.css'
import type { Delivery } from './order.ts'

const SIGNS = {
  failed: TriangleAlert,
  waiting: Clock,
  delivered: CircleCheck,
  overtaken: CircleSlash,
  'given-up': CircleSlash,
} as const

/** Where the target shows it: a link where it is one, else words. */
const Address = ({ address }: { address: string }): ReactNode => {
  const { t } = useTranslation('deliveries')
  if (!/^https?:\/\//iu.test(address)) return <span className={styles['address']}>{address}</span>
  const view = (): void => void call('shell', 'shell.open-link', { url: address }).catch(() => undefined)
  return <LinkButton onClick={view}>{t('openAddress')}</LinkButton>
}

const What = ({ delivery }: { delivery: Delivery }): ReactNode => {
  const { t } = useTranslation('deliveries')
  const { language } = useSession()
  const say = useSayMoment()
  const now = useNow()
  switch (delivery.status) {
    case 'delivered':
      return delivery.receipt ? (
        <>
          <span>{t('deliveredAt', { when: say(delivery.receipt.at) })}</span>
          <Address address={delivery.receipt.address} />
        </>
      ) : null
    case 'waiting':
      return (
        <>
          <span>
            {delivery.nextAt === null || delivery.nextAt <= now
              ? t('tryingNow')
              : t('nextAt', { when: say(delivery.nextAt) })}
          </span>
          {delivery.attempts > 0 ? <span>{t('attempts', { count: delivery.attempts })}</span> : null}
          {delivery.fault ? <span>{faultSentences(delivery.fault, language).what}</span> : null}
        </>
      )
    case 'overtaken':
    case 'given-up':
      return null
    case 'failed': {
      const said = delivery.fault ? faultSentences(delivery.fault, language) : null
      return (
        <>
          <span className={styles['fault']}>
            {[said?.what, said?.safe, said?.action].filter((part) => part !== undefined).join(' ')}
          </span>
          <span>{t('attempts', { count: delivery.attempts })}</span>
        </>
      )
    }
  }
}

/** One revision, or kill, on its way to one target: how it stands, and what helps. `within`: beside its own item. */
export const DeliveryRow = ({
  delivery,
  retry,
  within = false,
}: {
  delivery: Delivery
  retry: () => void
  within?: boolean
}): ReactNode => {
  const { t } = useTranslation('deliveries')
  const Sign = SIGNS[delivery.status]
  const headline = delivery.headline || t('untitledBrief', { ns: 'common' })
  return (
    <li className={styles['row']} data-status={delivery.status}>
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
          <span>{t(`action.${delivery.action}`, { version: delivery.version })}</span>
          <span>{t('to', { target: delivery.targetName })}</span>
          <What delivery={delivery} />
        </p>
      </div>
      {delivery.status === 'delivered' || delivery.status === 'overtaken' ? null : (
        <Button onClick={retry} aria-label={`${t('retry')}: ${headline}, ${delivery.targetName}`}>
          {t('retry')}
        </Button>
      )}
    </li>
  )
}
