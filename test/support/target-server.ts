/** A backend over HTTP for tests: hands every request to a function that answers it, or does not. */
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export type Heard = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer }
/** `cut`: the connection is reset instead of an answer. `silent`: nobody ever answers. */
export type Said =
  | { status: number; headers?: Record<string, string>; body?: string | Buffer }
  | 'cut'
  | 'silent'

export type TargetServer = {
  url: string
  heard: Heard[]
  answer: (heard: Heard) => Said | Promise<Said>
  stop(): Promise<void>
}

export const startTargetServer = async (answer: TargetServer['answer']): Promise<TargetServer> => {
  const sockets = new Set<Socket>()
  const running: TargetServer = { url: '', heard: [], answer, stop: () => Promise.resolve() }
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      void (async () => {
        const heard: Heard = {
          method: request.method ?? '',
          path: request.url ?? '',
          headers: request.headers,
          body: Buffer.concat(parts),
        }
        running.heard.push(heard)
        const said = await running.answer(heard)
        if (said === 'silent') return
        if (said === 'cut') {
          request.socket.resetAndDestroy()
          return
        }
        response.writeHead(said.status, said.headers)
        response.end(said.body)
      })()
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  running.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  running.stop = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return running
}
