import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaultError, faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { tell, tellFault } from '../../lib/strip.ts'
import { CLIPBOARD_LIMIT, copyOut, exportTo } from '../../lib/take-out.ts'

/** Export and copy with what they say afterwards. `busy`: an export is being written. */
export const useTakeOut = (): {
  busy: boolean
  exportItems: (items: readonly Id[]) => Promise<void>
  copyItems: (items: readonly Id[]) => Promise<void>
} => {
  const { t } = useTranslation('deliveries')
  const [busy, setBusy] = useState(false)

  const exportItems = async (items: readonly Id[]): Promise<void> => {
    setBusy(true)
    try {
      const written = await exportTo(items)
      if (written) tell(t('export.done', { count: written.files, folder: written.folder }))
    } catch (thrown) {
      tellFault(faultOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  const copyItems = async (items: readonly Id[]): Promise<void> => {
    if (items.length > CLIPBOARD_LIMIT) return tell(t('copyOut.tooMany', { count: CLIPBOARD_LIMIT }))
    try {
      await copyOut(items)
      tell(t('copyOut.done', { count: items.length }))
    } catch (thrown) {
      // What the browser refuses is no fault of the desk: it wants the window to have focus.
      if (thrown instanceof FaultError) tellFault(thrown.fault)
      else tell(t('copyOut.failed'))
    }
  }
  return { busy, exportItems, copyItems }
}
