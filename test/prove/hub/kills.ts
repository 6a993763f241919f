/** Twenty write while hubs are killed; whatever was acknowledged has to be in the feed, where it was said to be, once. */
import { setTimeout as sleep } from 'node:timers/promises'
import type * as Y from 'yjs'
import type { Entry } from '../../../shared/sync/entry.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { type Colleague, callHub } from './colleague.ts'

export type Killed = {
  kills: number
  acknowledged: number
  /** Acknowledged, and not in the feed at its position. */
  lost: number
  /** In the feed more than once. */
  doubled: number
  /** Refused although nothing was wrong with it. */
  refused: number
  /** Positions that no entry has. */
  gaps: number
}

type Writer = { colleague: Colleague; item: string; doc: Y.Doc; pending: Entry[] }

type Arguments = {
  writers: readonly Colleague[]
  kills: number
  chance: Chance
  section: string
  /** Where a writer finds a hub at this moment. */
  where(writer: number): string
  /** Kills, and starts again; resolves when it is open again. */
  strike(kill: number): Promise<void>
  /** Harm that a proof under `--break` does after a kill; it must be found. */
  harm: ((lastAcknowledged: string) => void) | null
  log(line: string): void
}

export const killUnder = async (with_: Arguments): Promise<Killed> => {
  const { chance, kills, section, where, strike, harm, log } = with_
  const found: Killed = { kills: 0, acknowledged: 0, lost: 0, doubled: 0, refused: 0, gaps: 0 }
  const acknowledged = new Map<string, number>()
  let last = ''
  let ended = false

  const write = async (writer: Writer, at: number): Promise<void> => {
    while (!ended) {
      if (writer.pending.length === 0)
        writer.pending = Array.from({ length: 1 + chance.below(4) }, () =>
          writer.colleague.type(writer.item, writer.doc),
        )
      try {
        const rulings = await callHub(where(at), 'push', { entries: writer.pending }, writer.colleague.token)
        for (const ruling of rulings) {
          if (ruling.verdict === 'refused') {
            found.refused += 1
            log(`refused: ${ruling.fault.code}`)
            continue
          }
          acknowledged.set(ruling.id, ruling.position)
          last = ruling.id
        }
        writer.pending = []
      } catch {
        // The same entries again, at whichever hub is there: that is what an app does.
        await sleep(5 + chance.below(20))
      }
    }
  }

  const writers = await Promise.all(
    with_.writers.map(async (colleague, at): Promise<Writer> => {
      const { item, entries, doc } = colleague.begin(section)
      await callHub(where(at), 'push', { entries }, colleague.token)
      return { colleague, item, doc, pending: [] }
    }),
  )

  /** Reads the feed from a position on and holds it against what was acknowledged. Answers how far it went. */
  const check = async (from: number): Promise<number> => {
    const expected = new Map([...acknowledged].filter(([, position]) => position > from))
    const seen = new Set<string>()
    let position = from
    for (;;) {
      const token = writers[0]?.colleague.token ?? ''
      const page = await callHub(where(0), 'pull', { after: position, limit: 500 }, token)
      for (const { position: at, entry } of page.entries) {
        if (at !== position + 1) found.gaps += 1
        position = at
        if (seen.has(entry.id)) found.doubled += 1
        seen.add(entry.id)
        if (expected.get(entry.id) === at) expected.delete(entry.id)
      }
      if (!page.more) break
    }
    found.lost += expected.size
    if (expected.size > 0) log(`lost after kill ${found.kills}: ${expected.size}`)
    return position
  }

  const running = writers.map(write)
  let checked = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const enough = acknowledged.size + 40
    while (acknowledged.size < enough) await sleep(2)
    await sleep(chance.below(60))
    await strike(kill)
    found.kills += 1
    if (harm && kill === Math.floor(kills / 2)) harm(last)
    // What is acknowledged meanwhile is looked at the next time, or at the end.
    checked = await check(checked)
    if ((kill + 1) % 20 === 0) log(`${kill + 1} kills, ${acknowledged.size} entries acknowledged`)
  }
  ended = true
  await Promise.all(running)
  // From the beginning once more: what was there must not have gone since.
  await check(0)
  found.acknowledged = acknowledged.size
  return found
}
