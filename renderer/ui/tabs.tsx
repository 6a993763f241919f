import { type ReactNode, useRef } from 'react'
import { cx } from './cx.ts'
import styles from './tabs.module.css'

/**
 * Tabs in a row. Arrows, Home and End move and choose at once. `controls` is the id of the panel that they fill;
 * give it `role="tabpanel"`. `badge` is a count or a mark after the word.
 */
export const Tabs = <T extends string>({
  label,
  tabs,
  value,
  choose,
  controls,
  upright = false,
}: {
  label: string
  tabs: readonly { value: T; label: string; badge?: ReactNode }[]
  value: T
  choose: (value: T) => void
  controls: string
  upright?: boolean
}): ReactNode => {
  const row = useRef<HTMLDivElement>(null)
  const go = (index: number): void => {
    const tab = tabs[(index + tabs.length) % tabs.length]
    if (!tab) return
    choose(tab.value)
    row.current?.querySelector<HTMLElement>(`[data-tab="${tab.value}"]`)?.focus()
  }
  return (
    <div
      ref={row}
      role="tablist"
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      className={cx(styles['tabs'], upright && styles['upright'])}
    >
      {tabs.map((tab, index) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          data-tab={tab.value}
          aria-selected={tab.value === value}
          aria-controls={controls}
          tabIndex={tab.value === value ? 0 : -1}
          className={styles['tab']}
          onClick={() => choose(tab.value)}
          onKeyDown={(event) => {
            const step = STEPS[event.key]
            if (step === undefined) return
            event.preventDefault()
            go(step === 'first' ? 0 : step === 'last' ? -1 : index + step)
          }}
        >
          {tab.label}
          {tab.badge === undefined ? null : <span className={styles['badge']}>{tab.badge}</span>}
        </button>
      ))}
    </div>
  )
}

const STEPS: Readonly<Record<string, number | 'first' | 'last'>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
  Home: 'first',
  End: 'last',
}
