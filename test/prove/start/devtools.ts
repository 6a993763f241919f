/**
 * A thin hand on Chromium's own tools port. Playwright would hold the app's start up until it has attached; this
 * attaches to what is already on its way, the same for the desk and for the floor.
 */
export interface Tools {
  send(method: string, params?: Record<string, unknown>, session?: string): Promise<Record<string, unknown>>
  /** Hears an event; the answer stops it. */
  on(event: string, hear: (params: Record<string, unknown>, session: string | undefined) => void): () => void
  close(): void
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: Record<string, unknown>
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

export const connectTools = async (address: string): Promise<Tools> => {
  const socket = new WebSocket(address)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error(`no tools at ${address}`)), { once: true })
  })
  const asked = new Map<
    number,
    { method: string; resolve: (r: Record<string, unknown>) => void; reject: (e: Error) => void }
  >()
  const hearers = new Map<
    string,
    Set<(params: Record<string, unknown>, session: string | undefined) => void>
  >()
  let next = 0
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    if (message.id !== undefined) {
      const one = asked.get(message.id)
      asked.delete(message.id)
      if (message.error) one?.reject(new Error(`${one.method}: ${message.error.message}`))
      else one?.resolve(message.result ?? {})
    } else if (message.method !== undefined) {
      for (const hear of hearers.get(message.method) ?? []) hear(message.params ?? {}, message.sessionId)
    }
  })
  socket.addEventListener('close', () => {
    for (const { method, reject } of asked.values()) reject(new Error(`${method}: the app is gone`))
    asked.clear()
  })
  return {
    send(method, params = {}, session) {
      next += 1
      const id = next
      return new Promise((resolve, reject) => {
        asked.set(id, { method, resolve, reject })
        socket.send(
          JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) }),
        )
      })
    },
    on(event, hear) {
      const all = hearers.get(event) ?? new Set()
      hearers.set(event, all.add(hear))
      return () => all.delete(hear)
    },
    close: () => socket.close(),
  }
}
