/** A key in the last open item, as soon as that item can take one. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Launched } from './launch.ts'

export interface Accepted {
  /** When the frame with the letter was drawn, ms since 1970. */
  readonly shown: number
  /** When the desk process had flushed it to disk, ms since 1970. */
  readonly flushed: number
  /** Whether the desk process, asked anew, has the letter where it was typed. */
  readonly kept: boolean
}

/** Waits for the text of the open item, puts the caret at its end and answers how long it is. */
const CARET = `new Promise((resolve) => {
  const look = () => {
    const text = document.querySelector('[data-pane="item"] [contenteditable="true"][aria-multiline="true"]')
    if (!text || text.textContent.length < 100) return false
    watch.disconnect()
    text.focus()
    getSelection().selectAllChildren(text)
    getSelection().collapseToEnd()
    const before = text.textContent.length
    globalThis.proofShown = new Promise((shown) => {
      const change = new MutationObserver(() => {
        if (text.textContent.length !== before + 1) return
        change.disconnect()
        requestAnimationFrame(() => {
          const drawn = new MessageChannel()
          drawn.port1.onmessage = () => shown(performance.timeOrigin + performance.now())
          drawn.port2.postMessage(null)
        })
      })
      change.observe(text, { subtree: true, childList: true, characterData: true })
    })
    resolve(before)
    return true
  }
  const watch = new MutationObserver(look)
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['contenteditable'] })
  look()
})`

const ask = (name: string, input: unknown): string =>
  `kopij.call('desk', crypto.randomUUID(), ${JSON.stringify(name)}, ${JSON.stringify(input)})`

interface Answer<T> {
  readonly ok: boolean
  readonly output: T
}

/** `letter` has to differ from the last letter of the item. */
export const acceptKey = async (desk: Launched, item: string, letter: string): Promise<Accepted> => {
  await desk.evaluate(CARET)
  const page = await desk.page()
  const typed = { key: letter, text: letter, code: `Key${letter.toUpperCase()}` }
  const asked = Date.now()
  await desk.tools.send('Input.dispatchKeyEvent', { type: 'keyDown', ...typed }, page)
  await desk.tools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...typed }, page)
  const shown = Number(await desk.evaluate('globalThis.proofShown'))
  let flushed = Number.NaN
  for (let tries = 0; Number.isNaN(flushed) && tries < 200; tries += 1) {
    const safety = (await desk.evaluate(ask('desk.safety', {}))) as Answer<{ onComputer: number | null }>
    if ((safety.output.onComputer ?? 0) >= asked) flushed = safety.output.onComputer ?? Number.NaN
    else await sleep(10)
  }
  const copy = (await desk.evaluate(ask('items.copy', { item }))) as Answer<{
    body: { line?: { text: string }[] }[]
  }>
  const end = copy.output.body.at(-1)?.line?.at(-1)?.text ?? ''
  return { shown, flushed, kept: end.endsWith(letter) }
}
