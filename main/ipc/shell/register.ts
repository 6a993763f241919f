/**
 * Main's side of the contract: one channel. Every message has its sender checked (a known window, its top frame, our
 * origin) and its payload parsed before a handler sees it; the answer is an envelope.
 */
import {
  type BrowserWindow,
  type IpcMainInvokeEvent,
  ipcMain,
  type MessagePortMain,
  type WebContents,
} from 'electron'
import type { z } from 'zod'
import { type Fault, FaultError, faultOf, reasonOf } from '../../../shared/errors.ts'
import type { EventName, EventPayload, Output, RequestName } from '../../../shared/ipc/contract.ts'
import { RequestMessage } from '../../../shared/ipc/message.ts'
import { parseAtDoor } from '../../../shared/ipc/parse.ts'
import { SHELL_EVENTS, SHELL_REQUESTS } from '../../../shared/ipc/shell.ts'

type Name = RequestName<'shell'>
type Parsed<N extends Name> = z.output<(typeof SHELL_REQUESTS)[N]['input']>

/** A handler for every request that main answers. */
export type ShellHandlers = {
  [N in Name]: (input: Parsed<N>, window: BrowserWindow) => Promise<Output<'shell', N>> | Output<'shell', N>
}

type Arguments = {
  origin: string
  /** The app's window behind these contents, or null for anything else. */
  windowOf(contents: WebContents): BrowserWindow | null
  handlers: ShellHandlers
  log(event: string, facts: Record<string, string | number>): void
}

type Envelope = { ok: true; output: unknown } | { ok: false; fault: Fault }

const isName = (name: string): name is Name => Object.hasOwn(SHELL_REQUESTS, name)

/** Whether a message comes from the top frame of one of our pages. An empty or odd sender is refused. */
const comesFromUs = ({ senderFrame, sender }: IpcMainInvokeEvent, origin: string): boolean => {
  if (!senderFrame || senderFrame !== sender.mainFrame) return false
  try {
    const url = new URL(senderFrame.url)
    return `${url.protocol}//${url.host}` === origin
  } catch {
    return false
  }
}

export const registerShell = ({ origin, windowOf, handlers, log }: Arguments): void => {
  ipcMain.handle('shell', async (event, raw: unknown): Promise<Envelope> => {
    try {
      const window = windowOf(event.sender)
      if (!window || !comesFromUs(event, origin)) {
        log('shell-sender-refused', {})
        throw new FaultError('not-allowed-here')
      }
      const request = parseAtDoor(RequestMessage, raw)
      if (!request.ok || !isName(request.value.name)) throw new FaultError('bad-request')
      const { name } = request.value
      const input = parseAtDoor<unknown>(SHELL_REQUESTS[name].input, request.value.input)
      if (!input.ok) throw new FaultError('bad-request', { name })
      const handle = handlers[name] as (input: unknown, window: BrowserWindow) => unknown
      return { ok: true, output: await handle(input.value, window) }
    } catch (error) {
      const fault = faultOf(error)
      if (fault.code === 'internal') log('shell-request-failed', { reason: reasonOf(error) })
      return { ok: false, fault }
    }
  })
}

/** Sends an event of the shell to a window. */
export const tellWindow = <N extends EventName<'shell'>>(
  window: BrowserWindow,
  event: N,
  payload: EventPayload<'shell', N>,
): void => {
  SHELL_EVENTS[event].parse(payload)
  if (!window.isDestroyed()) window.webContents.send('shell-event', event, payload)
}

/** Hands a port to a window's page. */
export const handPort = (window: BrowserWindow, port: MessagePortMain): void => {
  if (!window.isDestroyed()) window.webContents.postMessage('port', null, [port])
}

/** Tells a window that the process behind its port is gone. */
export const tellPortGone = (window: BrowserWindow): void => {
  if (!window.isDestroyed()) window.webContents.send('port-gone')
}
