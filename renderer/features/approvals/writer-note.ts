import { useEffect, useState } from 'react'
import { applyUpdate } from 'yjs'
import { newDocument, readField } from '../../../shared/document/layout.ts'
import type { Id } from '../../../shared/ids.ts'
import { call } from '../../lib/client.ts'

/**
 * The internal note of an item, or an empty text. It lives in the working copy only, because it is never published;
 * so it is read from there, and the working copy is closed again at once. `touchedAt` makes it read anew.
 */
export const useWriterNote = (item: Id, touchedAt: number): string => {
  const [note, setNote] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: touchedAt says that the working copy has changed
  useEffect(() => {
    let gone = false
    call('desk', 'document.open', { item })
      .then(({ state }) => {
        const doc = newDocument()
        applyUpdate(doc, state)
        if (!gone) setNote(readField(doc, 'note').trim())
        doc.destroy()
        return call('desk', 'document.close', { item })
      })
      // Without its note an item can still be judged; what is wrong shows where the item itself is read.
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [item, touchedAt])
  return note
}
