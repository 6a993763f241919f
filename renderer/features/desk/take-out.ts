/** Copy out of the desk by hand, with what is said afterwards: to a folder, or to the clipboard. */
import { FaultError, faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { i18n } from '../../lib/preferences.ts'
import { tell, tellFault } from '../../lib/strip.ts'
import { CLIPBOARD_LIMIT, copyOut, exportTo } from '../../lib/take-out.ts'

/** Asks for a folder and writes the items there. */
export const exportItems = async (items: readonly Id[]): Promise<void> => {
  try {
    const written = await exportTo(items)
    if (written) tell(i18n.t('desk:exported', { count: written.files }))
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}

/** Puts the items on the clipboard, with markup for those who take it and as text for the others. */
export const copyItems = async (items: readonly Id[]): Promise<void> => {
  if (items.length > CLIPBOARD_LIMIT) return tell(i18n.t('desk:copyTooMany', { count: CLIPBOARD_LIMIT }))
  try {
    await copyOut(items)
    tell(i18n.t('desk:copiedItems', { count: items.length }))
  } catch (thrown) {
    // What the browser refuses is no fault of the desk: it wants the window to have focus.
    if (thrown instanceof FaultError) tellFault(thrown.fault)
    else tell(i18n.t('desk:copyFailed'))
  }
}
