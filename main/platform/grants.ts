/**
 * Grants: a path that a person chose in a dialog, usable once, by the window that asked. The renderer holds the
 * grant's id and never sees the path (design: "Doors").
 */
export type Grants = {
  give(window: number, path: string): string
  /** The path, once; null for a grant that is used, foreign or unknown. */
  redeem(window: number, grant: string): string | null
  /** A closed window takes its grants along. */
  forget(window: number): void
}

export const createGrants = (newId: () => string): Grants => {
  const held = new Map<string, { window: number; path: string }>()
  return {
    give(window, path) {
      const id = newId()
      held.set(id, { window, path })
      return id
    },
    redeem(window, grant) {
      const found = held.get(grant)
      if (found?.window !== window) return null
      held.delete(grant)
      return found.path
    },
    forget(window) {
      for (const [id, grant] of held) if (grant.window === window) held.delete(id)
    },
  }
}
