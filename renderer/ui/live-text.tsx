import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import type { Store } from '../lib/store.ts'

/**
 * Text that follows a store without drawing anything again: for what changes while somebody types. React renders the
 * element once and never its words.
 */
export const LiveText = <T,>({ store, text }: { store: Store<T>; text: (value: T) => string }): ReactNode => {
  const element = useRef<HTMLSpanElement>(null)
  const latest = useRef(text)
  const write = (): void => {
    const words = latest.current(store.get())
    if (element.current && element.current.textContent !== words) element.current.textContent = words
  }
  const writing = useRef(write)
  // Every render may bring other words (another language, another zone).
  useLayoutEffect(() => {
    latest.current = text
    writing.current = write
    write()
  })
  useEffect(() => store.subscribe(() => writing.current()), [store])
  return <span ref={element} />
}
