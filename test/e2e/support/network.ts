/** The network between one computer and the hub, which a test cuts and mends. The app knows nothing of it. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface Network {
  /** What the app is told to connect to. */
  readonly address: string
  /** Every connection breaks, and no new one comes about. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

export const openNetwork = async (port: number): Promise<Network> => {
  const sockets = new Set<Socket>()
  let whole = true
  const carry = (from: Socket, to: Socket): void => {
    sockets.add(from)
    // An end that breaks takes the other with it; that is all there is to say about an error here.
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    from.pipe(to)
  }
  const server = createServer((near) => {
    if (!whole) {
      near.resetAndDestroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    carry(near, far)
    carry(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  if (place === null || typeof place === 'string') throw new Error('no port')
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    address: `http://127.0.0.1:${place.port}`,
    cut() {
      whole = false
      breakAll()
    },
    mend() {
      whole = true
    },
    async close() {
      breakAll()
      server.close()
      await once(server, 'close')
    },
  }
}
