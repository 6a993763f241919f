/** Copy out of the desk by hand: into a folder, or onto the clipboard. */
import type { Id } from '../../shared/ids.ts'
import { call } from './client.ts'
import { whenSaved } from './unsaved.ts'

/** How many items fit on the clipboard at once (the contract's limit). */
export const CLIPBOARD_LIMIT = 50

/** Asks for a folder and writes the items there; null when nobody chose one. Rejects with a `FaultError`. */
export const exportTo = async (items: readonly Id[]): Promise<{ files: number; folder: string } | null> => {
  await whenSaved()
  const grant = await call('shell', 'shell.pick-folder', {})
  if (!grant) return null
  const { files } = await call('desk', 'export.selection', { items: [...items], grant: grant.id })
  return { files, folder: grant.label }
}

/**
 * Puts items on the clipboard: as HTML for whoever takes formatting, as text for everybody else. Rejects with a
 * `FaultError` of the desk, or with the browser's `NotAllowedError` when the window has no focus.
 */
export const copyOut = async (items: readonly Id[]): Promise<void> => {
  await whenSaved()
  const { html, text } = await call('desk', 'export.clipboard', { items: [...items] })
  await navigator.clipboard.write([
    new ClipboardItem({
      'text/html': new Blob([html], { type: 'text/html' }),
      'text/plain': new Blob([text], { type: 'text/plain' }),
    }),
  ])
}
