import type { ReactNode } from 'react'
import { unreachable } from '../../../shared/errors.ts'
import { making } from '../../lib/making.ts'
import { useStore } from '../../lib/store.ts'
import { BriefOfDialog } from './brief-of-dialog.tsx'
import { TemplatesDialog } from './templates-dialog.tsx'

/** What stands open; once in the desk. */
export const MakingDialog = (): ReactNode => {
  const wanted = useStore(making)
  const close = (): void => making.set(null)
  if (wanted === null) return null
  switch (wanted.type) {
    case 'brief-of':
      return <BriefOfDialog key={wanted.item} item={wanted.item} close={close} />
    case 'templates':
      return <TemplatesDialog close={close} />
    default:
      return unreachable(wanted)
  }
}
