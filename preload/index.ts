/**
 * Two functions in the page's world, nothing else: no Electron object, no channel name and no event ever reaches the
 * page (Electron's checklist, item 20).
 */
import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, Server } from '../shared/ipc/contract.ts'

type Hear = (event: string, payload: unknown) => void

const hearers: Record<Server, Set<Hear>> = { desk: new Set(), shell: new Set() }
const pending = new Map<string, (reply: unknown) => void>()
let port: MessagePort | null = null

const tell = (server: Server, event: string, payload: unknown): void => {
  for (const hear of hearers[server]) hear(event, payload)
}

/** There are two servers; any other word, and whatever the page's prototypes hold, is none. */
const REFUSED = { ok: false, fault: { code: 'bad-request', params: {} } } as const
const isServer = (server: unknown): server is Server => server === 'desk' || server === 'shell'

/** What was asked over a port that is gone gets this answer: it was no answer, ask again. */
const GONE = { ok: false, fault: { code: 'desk-process-gone', params: {} } } as const

const closed = (which: MessagePort): void => {
  if (port !== which) return
  port = null
  for (const settle of pending.values()) settle(GONE)
  pending.clear()
  tell('desk', 'port-closed', null)
}

const hearPort = (message: unknown): void => {
  if (typeof message !== 'object' || message === null) return
  if ('event' in message && typeof message.event === 'string')
    tell('desk', message.event, 'payload' in message ? message.payload : null)
  else if ('id' in message && typeof message.id === 'string') {
    pending.get(message.id)?.(message)
    pending.delete(message.id)
  }
}

ipcRenderer.on('port', (event) => {
  const [opened] = event.ports
  if (!opened) return
  if (port) {
    const old = port
    old.close()
    closed(old)
  }
  port = opened
  opened.addEventListener('message', ({ data }) => hearPort(data))
  opened.addEventListener('close', () => closed(opened))
  opened.start()
  tell('desk', 'port-open', null)
})
ipcRenderer.on('port-gone', () => {
  if (port) closed(port)
})
ipcRenderer.on('shell-event', (_event, name: unknown, payload: unknown) => {
  if (typeof name === 'string') tell('shell', name, payload)
})

const bridge: Bridge = {
  async call(server, id, name, input) {
    if (!isServer(server)) return REFUSED
    if (server === 'shell') return await ipcRenderer.invoke('shell', { id, name, input })
    if (!port) return GONE
    const open = port
    return await new Promise((settle) => {
      pending.set(id, settle)
      open.postMessage({ id, name, input })
    })
  },
  subscribe(server, hear) {
    // One that cannot be called would keep the others from hearing.
    if (!isServer(server) || typeof hear !== 'function') throw new TypeError('not a server and a listener')
    hearers[server].add(hear)
    return () => {
      hearers[server].delete(hear)
    }
  },
}

contextBridge.exposeInMainWorld('kopij', bridge)
