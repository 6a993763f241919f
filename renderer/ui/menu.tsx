import { Check, ChevronRight } from 'lucide-react'
import { DropdownMenu as Radix, ContextMenu as RadixContext } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { unlessTaken } from './focus-back.tsx'
import { Keys } from './kbd.tsx'
import styles from './menu.module.css'

/** A line of a menu. */
export type MenuEntry =
  | {
      type: 'item'
      label: string
      run: () => void
      icon?: ReactNode
      keys?: readonly string[]
      disabled?: boolean
      /** Why it cannot be done now, as a hint. */
      why?: string
      danger?: boolean
    }
  | { type: 'check'; label: string; checked: boolean; change: (checked: boolean) => void }
  | {
      type: 'choice'
      label: string
      value: string
      options: readonly { value: string; label: string }[]
      choose: (value: string) => void
    }
  | { type: 'sub'; label: string; icon?: ReactNode; entries: readonly MenuEntry[] }
  | { type: 'heading'; label: string }
  | { type: 'line' }

/**
 * Menus never lock the page's scrolling (`modal={false}`): that needs a <style> element, which the CSP refuses.
 * Both kinds share their lines, because Radix gives both the same parts.
 */
type Parts = typeof Radix | typeof RadixContext

/** Whether any line has something in front of its word; if none has, no room is kept for it. */
const hasMarks = (entries: readonly MenuEntry[]): boolean =>
  entries.some(
    (entry) => entry.type === 'check' || entry.type === 'choice' || ('icon' in entry && entry.icon),
  )

const Lines = ({ entries, parts: Part }: { entries: readonly MenuEntry[]; parts: Parts }): ReactNode => {
  const marks = hasMarks(entries)
  return entries.map((entry, index) => {
    const key = `${index}-${'label' in entry ? entry.label : ''}`
    switch (entry.type) {
      case 'item':
        return (
          <Part.Item
            key={key}
            className={styles['line']}
            disabled={entry.disabled === true}
            data-danger={entry.danger === true}
            title={entry.why}
            onSelect={entry.run}
          >
            {marks ? <span className={styles['icon']}>{entry.icon}</span> : null}
            <span className={styles['label']}>{entry.label}</span>
            {entry.keys ? <Keys keys={entry.keys} /> : null}
          </Part.Item>
        )
      case 'check':
        return (
          <Part.CheckboxItem
            key={key}
            className={styles['line']}
            checked={entry.checked}
            onCheckedChange={(checked) => entry.change(checked === true)}
            onSelect={(event) => event.preventDefault()}
          >
            <span className={styles['icon']}>{entry.checked ? <Check /> : null}</span>
            <span className={styles['label']}>{entry.label}</span>
          </Part.CheckboxItem>
        )
      case 'choice':
        return (
          <Part.RadioGroup
            key={key}
            value={entry.value}
            onValueChange={entry.choose}
            aria-label={entry.label}
          >
            <Part.Label className={styles['heading']}>{entry.label}</Part.Label>
            {entry.options.map((option) => (
              <Part.RadioItem key={option.value} className={styles['line']} value={option.value}>
                <span className={styles['icon']}>{option.value === entry.value ? <Check /> : null}</span>
                <span className={styles['label']}>{option.label}</span>
              </Part.RadioItem>
            ))}
          </Part.RadioGroup>
        )
      case 'sub':
        return (
          <Part.Sub key={key}>
            <Part.SubTrigger className={styles['line']}>
              {marks ? <span className={styles['icon']}>{entry.icon}</span> : null}
              <span className={styles['label']}>{entry.label}</span>
              <ChevronRight className={styles['arrow']} aria-hidden="true" />
            </Part.SubTrigger>
            <Part.Portal>
              <Part.SubContent className={styles['menu']} collisionPadding={8}>
                <Lines entries={entry.entries} parts={Part} />
              </Part.SubContent>
            </Part.Portal>
          </Part.Sub>
        )
      case 'heading':
        return (
          <Part.Label key={key} className={styles['heading']}>
            {entry.label}
          </Part.Label>
        )
      default:
        return <Part.Separator key={key} className={styles['rule']} />
    }
  })
}

/** What lies on top is part of the page too: a landmark for as long as the menu is open. */
const Landmark = ({ children }: { children: ReactNode }): ReactNode => {
  const { t } = useTranslation('common')
  return <section aria-label={t('menu')}>{children}</section>
}

/** A menu under a button. `children` is the button; it must take a ref and props (all of ours do). */
export const Menu = ({
  children,
  entries,
  align = 'start',
  side = 'bottom',
  open,
  change,
}: {
  children: ReactNode
  entries: readonly MenuEntry[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
  open?: boolean
  change?: (open: boolean) => void
}): ReactNode => (
  <Radix.Root
    modal={false}
    {...(open === undefined ? {} : { open })}
    {...(change === undefined ? {} : { onOpenChange: change })}
  >
    <Radix.Trigger asChild>{children}</Radix.Trigger>
    <Radix.Portal>
      <Landmark>
        <Radix.Content
          className={styles['menu']}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={unlessTaken}
        >
          <Lines entries={entries} parts={Radix} />
        </Radix.Content>
      </Landmark>
    </Radix.Portal>
  </Radix.Root>
)

/** A menu where the pointer is, or on the row with Shift+F10. `children` is what it belongs to. */
export const ContextMenu = ({
  children,
  entries,
  change,
}: {
  children: ReactNode
  entries: readonly MenuEntry[]
  change?: (open: boolean) => void
}): ReactNode => (
  <RadixContext.Root modal={false} {...(change === undefined ? {} : { onOpenChange: change })}>
    <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
    <RadixContext.Portal>
      <Landmark>
        <RadixContext.Content className={styles['menu']} collisionPadding={8} onCloseAutoFocus={unlessTaken}>
          <Lines entries={entries} parts={RadixContext} />
        </RadixContext.Content>
      </Landmark>
    </RadixContext.Portal>
  </RadixContext.Root>
)
