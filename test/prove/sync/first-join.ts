/**
 * Somebody joins a desk that has been worked at for years: how long, how many calls and how many bytes until the items
 * touched last stand in the list, and the first of them can be opened and typed in. The rest follows behind that.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type ItemLine, listItems } from '../../../main/db/items.ts'
import { enterHost, type Guest } from '../../support/joined.ts'
import { listed, type Stage, synced } from './stage.ts'

export type FirstJoin = {
  /** From the moment at which the hub let them in, ms. */
  usableMs: number
  wholeMs: number
  /** Calls and bytes of answers before it was usable. */
  calls: number
  bytes: number
  /** The longest that this process, which is the hub as well, did not look at anything else, ms. */
  longestBlockMs: number
  /** Whether what was typed before the rest was there is at the hub afterwards, once. */
  typed: boolean
}

/** Lines that fill a window. */
const SCREENFUL = 15
const BYLINE = 'Iris Kuipers'

const linesOf = ({ joined, person }: Guest): ItemLine[] =>
  listItems(joined.db, { list: 'desk', person, section: null, kind: null, states: [] }, 0, SCREENFUL)

export const joinFirst = async ({ host, office }: Stage): Promise<FirstJoin> => {
  // Items that were touched in the same millisecond may stand in any order.
  const since = Math.min(...linesOf(office).map(({ touchedAt }) => touchedAt))
  const isFull = (lines: readonly ItemLine[]): boolean =>
    lines.length === SCREENFUL && lines.every(({ touchedAt }) => touchedAt >= since)
  let [calls, bytes, answering] = [0, 0, true]
  const guest = await enterHost(host, 'Iris Kuipers', ['editor'], {
    async fetch(url, init) {
      const answer = await fetch(url, init)
      if (answering) {
        calls += 1
        bytes += Number(answer.headers.get('content-length') ?? 0)
      }
      return answer
    },
  })
  const began = performance.now()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  try {
    await guest.until(() => isFull(linesOf(guest)))
    const newest = linesOf(guest)[0]?.id ?? ''
    guest.write(newest, { byline: BYLINE })
    const usableMs = performance.now() - began
    answering = false
    await synced(guest)
    await listed(guest)
    const wholeMs = performance.now() - began
    delay.disable()
    await office.settle()
    return {
      usableMs,
      wholeMs,
      calls,
      bytes,
      longestBlockMs: delay.max / 1e6,
      typed: office.copy(newest).byline === BYLINE,
    }
  } finally {
    delay.disable()
    await guest.remove()
  }
}
