/**
 * The item as plain copy, for counts, checks and everything else that may lag behind a key. Read again when typing
 * rests, in a task of its own, so that it never falls into the frame of a keystroke.
 */
import { readCopy } from '../../../shared/document/read-copy.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { createStore, type Store, useStore } from '../../lib/store.ts'
import type { WorkingCopy } from './working-copy.ts'

/** After the last key, ms. Counts are promised within 300. */
const REST_MS = 200

const stores = new WeakMap<WorkingCopy, Store<Copy>>()

/** The copy of an open item as it stood when typing last rested. */
export const restedCopy = (copy: WorkingCopy): Store<Copy> => {
  const known = stores.get(copy)
  if (known) return known
  const store = createStore(readCopy(copy.doc))
  let timer: ReturnType<typeof setTimeout> | undefined
  copy.doc.on('update', () => {
    clearTimeout(timer)
    timer = setTimeout(() => store.set(readCopy(copy.doc)), REST_MS)
  })
  copy.doc.on('destroy', () => clearTimeout(timer))
  stores.set(copy, store)
  return store
}

/** The same, followed. */
export const useRestedCopy = (copy: WorkingCopy): Copy => useStore(restedCopy(copy))
