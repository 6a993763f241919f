/** Who set a register to what, knowing what: by hand, so that it says the same without Yjs. */
export type Fields = {
  /** Somebody who saw one value in the field set another; by then he had written so many entries. */
  set(writer: string, seen: string, value: string, entries: number): void
  /** The hub took so many of somebody's entries, and he got nothing. */
  pushed(writer: string, entries: number): void
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
  const own = new Map<string, { writer: string; entries: number }>()
  const of = (writer: string): Set<string> => {
    const all = known.get(writer) ?? new Set<string>()
    known.set(writer, all)
    return all
  }
  return {
    set(writer, seen, value, entries) {
      const all = of(writer)
      for (const one of [seen, ...(sets.get(seen) ?? [])]) all.add(one)
      sets.set(value, new Set(all))
      all.add(value)
      own.set(value, { writer, entries })
    },
    pushed(writer, entries) {
      for (const [value, one] of own) if (one.writer === writer && one.entries <= entries) feed.add(value)
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
