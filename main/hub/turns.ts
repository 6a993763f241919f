/** Work in turn: at most `atOnce` pieces of the same key run at a time, the others wait in order. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>

export const createTurns = (atOnce: number): Turns => {
  const lines = new Map<string, { running: number; waiting: (() => void)[] }>()
  return async (key, work) => {
    const line = lines.get(key) ?? { running: 0, waiting: [] }
    lines.set(key, line)
    // Whoever leaves hands its place to the next, so nobody gets in between.
    if (line.running >= atOnce) await new Promise<void>((resolve) => line.waiting.push(resolve))
    else line.running += 1
    try {
      return await work()
    } finally {
      const next = line.waiting.shift()
      if (next) next()
      else line.running -= 1
      if (line.running === 0) lines.delete(key)
    }
  }
}
