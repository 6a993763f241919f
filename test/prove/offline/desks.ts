/**
 * Real desks around a real hub over HTTP, all in this process: text and decisions on lines that are cut and mended, even in
 * the middle of a push, and clients that are closed in order and opened again. Counted are
 * decisions that got lost or that were applied twice.
 */

import { entriesOfItem } from '../../../main/db/entries.ts'
import { stateOfItem } from '../../../main/desk/state-of-item.ts'
import { loadDocument } from '../../../main/desk/working-copy.ts'
import { stateHash } from '../../../shared/document/state-hash.ts'
import { paragraphs } from '../../support/desk.ts'
import { type Guest, joinHost, openHost } from '../../support/joined.ts'
import type { Chance } from '../../support/prove-chance.ts'

export type Desks = {
  decisions: number
  decisionsLost: number
  decisionsTwice: number
  desksUnequal: number
  cuts: number
  restarts: number
}

export const runDesks = async (turns: number, chance: Chance, lose: boolean): Promise<Desks> => {
  const host = await openHost()
  const guests: Guest[] = []
  for (const name of ['Noor', 'Bram', 'Ilse']) guests.push(await joinHost(host, name, ['editor', 'chief']))
  const result: Desks = {
    decisions: 0,
    decisionsLost: 0,
    decisionsTwice: 0,
    desksUnequal: 0,
    cuts: 0,
    restarts: 0,
  }
  const items = Array.from({ length: 3 }, (_, at) =>
    host.home.make(host.home.founder, 'lead', { headline: `Kop ${at}`, body: paragraphs('Een.', 'Twee.') }),
  )
  await host.home.settle()
  for (const guest of guests) await guest.settle()
  /** Events that a desk took, by their ids in its log: none of them may go without a ruling. */
  const made = new Map<string, { item: string; by: string }>()
  for (let turn = 0; turn < turns; turn += 1) {
    const at = chance.below(guests.length)
    const guest = guests[at]
    if (!guest) break
    const item = chance.pick(items)
    const { db, replica } = guest.joined.desk.context
    const what = chance.below(10)
    if (what < 4) guest.write(item, { body: paragraphs(`Regel ${turn}.`, `Nog een ${turn}.`) })
    else if (what < 7) {
      guest.decide(
        item,
        chance.pick([{ type: 'submit' }, { type: 'withdraw' }, { type: 'show', at: turn }] as const),
      )
      for (const { entry } of entriesOfItem(db, item, 'event'))
        if (entry.replica === replica) made.set(entry.id, { item, by: replica })
    } else if (what === 7) {
      guest.wire.cut()
      result.cuts += 1
    } else if (what === 8) guest.wire.mend()
    else {
      guests[at] = await guest.reopen()
      result.restarts += 1
    }
  }
  for (const guest of guests) guest.wire.mend()
  for (let round = 0; round < 3; round += 1) for (const guest of guests) await guest.settle()
  await host.home.settle()
  for (const guest of guests) await guest.settle()
  result.decisions = made.size
  const desks = [host.home.desk, ...guests.map(({ joined }) => joined.desk)]
  for (const item of items) {
    const hashes = desks.map(({ context }) => {
      const { doc } = loadDocument(context.db, item)
      const hash = stateHash(doc)
      doc.destroy()
      return hash + JSON.stringify(stateOfItem(context.db, item).state)
    })
    if (new Set(hashes).size > 1) result.desksUnequal += 1
  }
  const dropped = lose ? [...made.keys()][0] : undefined
  for (const [id, { item, by }] of made) {
    const owner = desks.find(({ context }) => context.replica === by)
    const own = owner
      ? entriesOfItem(owner.context.db, item, 'event').filter(({ entry }) => entry.id === id)
      : []
    const ruled = own[0]?.status
    const elsewhere = entriesOfItem(host.home.desk.context.db, item, 'event').filter(
      ({ entry }) => entry.id === id && id !== dropped,
    )
    if (ruled !== 'refused' && (ruled !== 'accepted' || elsewhere.length === 0)) result.decisionsLost += 1
    if (own.length > 1 || elsewhere.length > 1) result.decisionsTwice += 1
  }
  for (const guest of guests) await guest.remove()
  await host.remove()
  return result
}
