import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../lib/keyboard.ts'
import type { Delivery } from './order.ts'
import type { DeliveryActs } from './use-delivery-acts.ts'

/** The row that has the focus somewhere in it. */
const rowInHand = (rows: HTMLElement | null): HTMLElement | null => {
  const row = document.activeElement?.closest('[data-delivery]')
  return row instanceof HTMLElement && rows?.contains(row) === true ? row : null
}

/** Puts the focus on the row that lies `step` further; without one in hand on the first, or the last. */
const walk = (rows: HTMLElement | null, step: 1 | -1): void => {
  const all = [...(rows?.querySelectorAll<HTMLElement>('[data-delivery]') ?? [])]
  const at = all.findIndex((row) => row.contains(document.activeElement))
  const next = at === -1 ? (step === 1 ? all[0] : all.at(-1)) : all[at + step]
  next?.querySelector<HTMLElement>('button')?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** The keys of the deliveries: J and K walk, R retries, X gives up, V shows what goes out. */
export const useDeliveryKeys = ({
  rows,
  deliveries,
  failed,
  acts,
  look,
}: {
  rows: RefObject<HTMLElement | null>
  deliveries: readonly Delivery[]
  failed: readonly Delivery[]
  acts: DeliveryActs
  look: (delivery: Delivery) => void
}): void => {
  const { t } = useTranslation('deliveries')
  const inHand = (): Delivery | undefined => {
    const id = rowInHand(rows.current)?.dataset['delivery']
    return deliveries.find((delivery) => delivery.id === id)
  }
  /** Undelivered: the one in hand, else all that failed. */
  const toRetry = (): readonly Delivery[] => {
    const delivery = inHand()
    if (!delivery) return failed
    return delivery.status === 'delivered' || delivery.status === 'overtaken' ? [] : [delivery]
  }
  const open = (): Delivery | undefined => {
    const delivery = inHand()
    return delivery?.status === 'failed' || delivery?.status === 'waiting' ? delivery : undefined
  }
  useCommands([
    {
      id: 'deliveries.retry',
      title: t('commands.retry'),
      group: 'desk',
      keys: ['R'],
      when: () => toRetry().length > 0 && !acts.busy,
      run: () => void acts.retry(toRetry()),
    },
    {
      id: 'deliveries.give-up',
      title: t('commands.giveUp'),
      group: 'desk',
      keys: ['X'],
      when: () => open() !== undefined && !acts.busy,
      run: () => {
        const delivery = open()
        if (delivery) void acts.giveUp([delivery])
      },
    },
    {
      id: 'deliveries.what',
      title: t('commands.what'),
      group: 'desk',
      keys: ['V'],
      when: () => inHand() !== undefined,
      run: () => {
        const delivery = inHand()
        if (delivery) look(delivery)
      },
    },
    {
      id: 'deliveries.next',
      title: t('commands.nextDelivery'),
      group: 'list',
      keys: ['J'],
      keyOnly: true,
      repeats: true,
      when: () => deliveries.length > 0,
      run: () => walk(rows.current, 1),
    },
    {
      id: 'deliveries.previous',
      title: t('commands.previousDelivery'),
      group: 'list',
      keys: ['K'],
      keyOnly: true,
      repeats: true,
      when: () => deliveries.length > 0,
      run: () => walk(rows.current, -1),
    },
  ])
}
