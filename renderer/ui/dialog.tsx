import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import styles from './dialog.module.css'
import { FocusBack, stayThere } from './focus-back.tsx'

const CAN_ACT = 'a[href],button,input,select,textarea,[tabindex]'

/** Focus begins at what the dialog is about: its first field or choice, or else its first button, and not at the X. */
const beginInside = (event: Event): void => {
  const sheet = event.currentTarget
  if (!(sheet instanceof HTMLElement)) return
  const places = [...sheet.querySelectorAll<HTMLElement>(CAN_ACT)].filter(
    (place) => place.closest('header') === null && place.tabIndex >= 0 && !place.matches(':disabled'),
  )
  const [first] = places
  if (!first) return
  event.preventDefault()
  first.focus()
}

/**
 * A dialog: only for what cannot be undone, and for small forms. Escape and the veil close it, focus stays in it and
 * returns. The veil is ours: Radix's own locks scrolling with a <style> element, which the CSP rightly refuses.
 */
export const Dialog = ({
  open,
  close,
  title,
  children,
  actions,
  size = 'small',
  firm = false,
  reading = false,
}: {
  open: boolean
  close: () => void
  title: string
  children: ReactNode
  actions?: ReactNode
  /** `full`: as wide as the window, for what is looked at as it will be somewhere else. */
  size?: 'small' | 'wide' | 'full'
  /** Only its own buttons close it: what it shows is shown once. */
  firm?: boolean
  /** It holds nothing to act on, only something to read that may be longer than the window. */
  reading?: boolean
}): ReactNode => {
  const { t } = useTranslation('common')
  return (
    <Radix.Root open={open} onOpenChange={(next) => (next || firm ? undefined : close())}>
      <Radix.Portal>
        <div className={styles['veil']}>
          <Radix.Content
            className={cx(styles['sheet'], styles[size])}
            aria-describedby={undefined}
            onOpenAutoFocus={beginInside}
            onCloseAutoFocus={stayThere}
          >
            <header className={styles['head']}>
              <Radix.Title className={styles['title']}>{title}</Radix.Title>
              {firm ? null : <IconButton label={t('close')} icon={<X />} onClick={close} />}
            </header>
            {reading ? (
              // What only can be read must be reached by keys, or nobody without a mouse gets to its end.
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
              <section className={styles['body']} aria-label={title} tabIndex={0}>
                {children}
              </section>
            ) : (
              <div className={styles['body']}>{children}</div>
            )}
            {actions ? <footer className={styles['actions']}>{actions}</footer> : null}
            <FocusBack />
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}
