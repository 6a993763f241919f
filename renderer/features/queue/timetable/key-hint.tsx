import type { ReactNode } from 'react'
import { useKeyCaps } from '../../../lib/keyboard.ts'
import { Keys } from '../../../ui/index.ts'

/** The key that does the same, for those who see. */
export const KeyHint = ({ keys }: { keys: string }): ReactNode => {
  const caps = useKeyCaps()
  return (
    <span aria-hidden="true">
      <Keys keys={caps(keys)} />
    </span>
  )
}
