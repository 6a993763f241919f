/** Copy out of the desk by hand: to a folder, or to the clipboard. */
import { faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { call } from '../../lib/client.ts'
import { tell, tellFault } from '../../lib/strip.ts'
import { whenSaved } from '../../lib/unsaved.ts'

/** Asks for a folder and writes the items there. `said` makes the sentence from the number of files. */
export const exportItems = async (items: Id[], said: (files: number) => string): Promise<void> => {
  try {
    await whenSaved()
    const grant = await call('shell', 'shell.pick-folder', {})
    if (!grant) return
    const { files } = await call('desk', 'export.selection', { items, grant: grant.id })
    tell(said(files))
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}

/** Puts the items on the clipboard, with markup for those who take it and as text for the others. */
export const copyItems = async (items: Id[], said: string): Promise<void> => {
  try {
    await whenSaved()
    const { html, text } = await call('desk', 'export.clipboard', { items: items.slice(0, 50) })
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': new Blob([html], { type: 'text/html' }),
        'text/plain': new Blob([text], { type: 'text/plain' }),
      }),
    ])
    tell(said)
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}
