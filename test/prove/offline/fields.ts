/** Who set a register to what, knowing what: by hand, so that it says the same without Yjs. */
export type Fields = {
  /** Somebody who saw one value in the field set another. */
  set(writer: string, seen: string, value: string): void
  /** Somebody got what the others had, and they what he had. */
  sync(writer: string): void
  /** Everybody agreed on a value. */
  settle(value: string): void
  /** The values that nobody who had them has replaced. */
  heads(): string[]
}

export const createFields = (): Fields => {
  const sets = new Map<string, ReadonlySet<string>>()
  const known = new Map<string, Set<string>>()
  const feed = new Set<string>()
  const of = (writer: string): Set<string> => {
    const own = known.get(writer) ?? new Set<string>()
    known.set(writer, own)
    return own
  }
  return {
    set(writer, seen, value) {
      const own = of(writer)
      for (const one of [seen, ...(sets.get(seen) ?? [])]) own.add(one)
      sets.set(value, new Set(own))
      own.add(value)
    },
    sync(writer) {
      for (const value of of(writer)) feed.add(value)
      for (const value of feed) of(writer).add(value)
    },
    settle(value) {
      sets.clear()
      sets.set(value, new Set())
    },
    heads: () => {
      const replaced = new Set([...sets.values()].flatMap((knew) => [...knew]))
      return [...sets.keys()].filter((value) => !replaced.has(value))
    },
  }
}
