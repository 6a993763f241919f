/** The least that a message can cost: a WebSocket server that sends back what it gets, and nothing else. */
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
server.on('connection', (socket) => {
  socket.on('message', (data) => socket.send(data))
})
server.on('listening', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'string' || address === null ? '' : address.port}\n`)
})
