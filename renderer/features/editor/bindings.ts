/** The editors that are bound to a working copy, so that all of them can be unbound at once. */

export type Bindings = {
  /** Makes a binding, unless the document is shut to editors. `make` answers how to unmake it; so does this. */
  add(make: () => () => void): () => void
  /** Unmakes every binding, and makes no more. */
  shut(): void
}

export const createBindings = (): Bindings => {
  const bound = new Set<() => void>()
  let open = true
  return {
    add(make) {
      if (!open) return () => undefined
      const unmake = make()
      const once = (): void => {
        if (bound.delete(once)) unmake()
      }
      bound.add(once)
      return once
    },
    shut() {
      open = false
      for (const unmake of [...bound]) unmake()
    },
  }
}
