import { type ReactNode, useEffect, useRef } from 'react'
import { go } from '../../lib/navigation.tsx'
import { focusPane } from '../../lib/panes.ts'

/** A pane that lies over the item. Focus goes in, Escape closes it, and focus goes back to where it was. */
export const Drawer = ({
  name,
  label,
  className,
  children,
}: {
  name: 'list' | 'inspector'
  label: string
  className: string
  children: ReactNode
}): ReactNode => {
  const before = useRef<Element | null>(null)
  useEffect(() => {
    before.current = document.activeElement
    focusPane(name)
    return () => {
      const back = before.current
      if (back instanceof HTMLElement && back.isConnected) back.focus()
    }
  }, [name])
  return (
    <aside
      data-pane={name}
      tabIndex={-1}
      aria-label={label}
      className={className}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        go({ drawer: 'none' })
      }}
    >
      {children}
    </aside>
  )
}
