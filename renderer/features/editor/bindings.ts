/** The editors that are bound to a working copy, so that all of them can be unbound at once. */

export type Bindings = {
  /** Makes a binding, unless the document is shut to editors. `make` answers how to unmake it; so does this. */
  add(make: () => () => void): () => void
  /** Unmakes every binding and makes it anew. */
  renew(): void
  /** Unmakes every binding, and makes no more. */
  shut(): void
}

export const createBindings = (): Bindings => {
  const bound = new Set<{ unmake: () => void; make: () => () => void }>()
  let open = true
  return {
    add(make) {
      if (!open) return () => undefined
      const one = { unmake: make(), make }
      bound.add(one)
      return () => {
        if (bound.delete(one)) one.unmake()
      }
    },
    renew() {
      for (const one of bound) {
        try {
          one.unmake()
        } finally {
          one.unmake = () => undefined
          one.unmake = one.make()
        }
      }
    },
    shut() {
      open = false
      const all = [...bound]
      bound.clear()
      for (const one of all) one.unmake()
    },
  }
}
