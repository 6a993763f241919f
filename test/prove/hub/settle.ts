/** Everybody comes back at once, because the hub did: greeted, up to date, and on the line again. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Colleague, callHub, type Line, openLine } from './colleague.ts'

/** Seconds from the moment that the hub is open again until the last of them has settled. */
export const settleAll = async (
  url: string,
  colleagues: readonly Colleague[],
  strike: () => Promise<void>,
): Promise<number> => {
  const [first] = colleagues
  if (!first) throw new Error('nobody is there')
  const { length } = await callHub(url, 'pull', { after: 0, limit: 1 }, first.token)
  const before = await Promise.all(colleagues.map((one) => openLine(url, one.token, () => undefined)))
  let opened = 0
  const comeBack = async (one: Colleague, line: Line): Promise<Line> => {
    await line.closed
    for (;;) {
      try {
        await callHub(url, 'greet', {})
        // Somebody who was away for a while: the last hundred entries.
        let position = Math.max(0, length - 100)
        for (;;) {
          const page = await callHub(url, 'pull', { after: position, limit: 200 }, one.token)
          position = page.entries.at(-1)?.position ?? position
          if (!page.more) break
        }
        return await openLine(url, one.token, () => undefined)
      } catch {
        // An app waits longer; who hammers at a closed door only takes time from whoever opens it.
        await sleep(100)
      }
    }
  }
  const back = colleagues.map((one, at) => {
    const line = before[at]
    if (!line) throw new Error('no line')
    return comeBack(one, line)
  })
  await strike()
  opened = performance.now()
  const lines = await Promise.all(back)
  const seconds = (performance.now() - opened) / 1000
  for (const line of lines) line.close()
  return Math.round(seconds * 100) / 100
}
