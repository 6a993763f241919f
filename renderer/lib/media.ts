import { useSyncExternalStore } from 'react'

/** Widths, px, at which panes become drawers (ui.md, "The window"). Media queries cannot read tokens. */
const NARROW = matchMedia('(max-width: 1099px)')
const TINY = matchMedia('(max-width: 799px)')

const useMedia = (query: MediaQueryList): boolean =>
  useSyncExternalStore(
    (hear) => {
      query.addEventListener('change', hear)
      return () => query.removeEventListener('change', hear)
    },
    () => query.matches,
  )

/** `wide`: all panes; `narrow`: the details are a drawer; `tiny`: the list too. */
export const useRoom = (): 'wide' | 'narrow' | 'tiny' => {
  const narrow = useMedia(NARROW)
  const tiny = useMedia(TINY)
  return tiny ? 'tiny' : narrow ? 'narrow' : 'wide'
}
