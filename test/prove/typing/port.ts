/** What of the typing goes over the window's port, seen in the preload's own world through the tools. */
import type { Page } from '@playwright/test'
import * as Y from 'yjs'

export interface Pushes {
  /** Forgets what was seen. */
  clear(): Promise<void>
  /** The updates that were pushed since, each with how many pieces of text it inserts and how many it deletes. */
  seen(): Promise<{ inserts: number; deletes: number }[]>
}

const WATCH = `(() => {
  globalThis.proofPushes = []
  const post = MessagePort.prototype.postMessage
  MessagePort.prototype.postMessage = function (message, ...rest) {
    if (message && message.name === 'document.push') globalThis.proofPushes.push([...message.input.update])
    return post.call(this, message, ...rest)
  }
})()`

export const watchPushes = async (page: Page): Promise<Pushes> => {
  const tools = await page.context().newCDPSession(page)
  let world: number | undefined
  tools.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.name === 'Electron Isolated Context') world = context.id
  })
  await tools.send('Runtime.enable')
  if (world === undefined) throw new Error("the preload's world was not found")
  const contextId = world
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result } = await tools.send('Runtime.evaluate', { expression, contextId, returnByValue: true })
    return result.value
  }
  await evaluate(WATCH)
  return {
    async clear() {
      await evaluate('globalThis.proofPushes.length = 0')
    },
    async seen() {
      const updates = (await evaluate('globalThis.proofPushes')) as number[][]
      return updates.map((update) => {
        const { structs, ds } = Y.decodeUpdate(Uint8Array.from(update))
        return { inserts: structs.length, deletes: [...ds.clients.values()].flat().length }
      })
    },
  }
}
