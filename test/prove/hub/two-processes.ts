/** Two processes of one hub on a real PostgreSQL, of which one is killed, and again, while twenty write through both. */

import { startPostgres } from '../../support/postgres.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { callHub, gather } from './colleague.ts'
import { type Killed, killUnder } from './kills.ts'
import { freePort, type HubProcess, startHub } from './process.ts'

type Arguments = { kills: number; writers: number; chance: Chance; log(line: string): void }

export const killOneOfTwo = async ({ kills, writers, chance, log }: Arguments): Promise<Killed> => {
  const postgres = await startPostgres({ durable: true })
  const ports = [await freePort(), await freePort()]
  const hubs: HubProcess[] = []
  try {
    const place = { database: postgres.url }
    for (const port of ports) hubs.push(await startHub(place, port))
    const url = hubs[0]?.url ?? ''
    const colleagues = await gather(url, hubs[0]?.code ?? '', writers)
    const { entries } = await callHub(url, 'pull', { after: 0, limit: 500 }, colleagues[0]?.token ?? null)
    const section = entries.flatMap(({ entry }) =>
      entry.kind === 'desk-event' && entry.event.type === 'section' ? [entry.event.section.id] : [],
    )[0]
    if (section === undefined) throw new Error('the desk has no section')
    return await killUnder({
      writers: colleagues,
      kills,
      chance,
      section,
      // Whoever finds one gone tries the other the next time, as a proxy before them would.
      where: () => hubs[chance.below(2)]?.url ?? url,
      async strike() {
        const at = chance.below(2)
        await hubs[at]?.kill()
        hubs[at] = await startHub(place, ports[at] ?? 0)
      },
      harm: null,
      log,
    })
  } finally {
    await Promise.all(hubs.map((hub) => hub.kill()))
    await postgres.remove()
  }
}
