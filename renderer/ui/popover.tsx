import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './popover.module.css'

/** Something small on top of the page, next to what opened it. Escape closes it and gives focus back. */
export const Popover = ({
  trigger,
  label,
  children,
  open,
  change,
  align = 'start',
  side = 'bottom',
}: {
  trigger: ReactNode
  label: string
  children: ReactNode
  open?: boolean
  change?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
}): ReactNode => (
  <Radix.Root
    {...(open === undefined ? {} : { open })}
    {...(change === undefined ? {} : { onOpenChange: change })}
  >
    <Radix.Trigger asChild>{trigger}</Radix.Trigger>
    <Radix.Portal>
      <section aria-label={label}>
        <Radix.Content
          className={styles['sheet']}
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
        >
          {children}
        </Radix.Content>
      </section>
    </Radix.Portal>
  </Radix.Root>
)
