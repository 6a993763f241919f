/**
 * What is measured: a desk with items that two computers have, and updates that one of them wrote without a network. The
 * hub, both replicas, their files and the wire are the real ones; they share one process, so that they share its core.
 */

import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { staleItems } from '../../../main/db/items.ts'
import { readCursor } from '../../../main/db/meta.ts'
import { createItems } from '../../../main/desk/create.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { loadDocument } from '../../../main/desk/working-copy.ts'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { stateHash } from '../../../shared/document/state-hash.ts'
import { idInTime } from '../../../shared/ids.ts'
import { paragraphs } from '../../support/desk.ts'
import { type Guest, type Host, joinHost, openHost } from '../../support/joined.ts'

/** Updates of an item in order. */
export type Edits = { item: string; begin: Uint8Array; updates: Uint8Array[] }

export type Stage = {
  host: Host
  train: Guest
  office: Guest
  items: string[]
}

const SENTENCE = 'De veerdienst tussen beide havens vaart sinds vanochtend weer volgens de dienstregeling. '

const PER_CALL = 100

/** The daily backup, which begins so long after the start (main/app/care.ts), is no part of sync. */
const CARE_AFTER = 15_000
const clock = {
  ...nodeClock,
  after: (delay: number, run: () => void) =>
    delay === CARE_AFTER ? () => undefined : nodeClock.after(delay, run),
}

/** A desk with so many items, whole on both computers, and its hub on its own. */
export const setStage = async (count: number): Promise<Stage> => {
  const host = await openHost()
  const { section } = host.home
  const train = await joinHost(host, 'Noor Visser', ['editor'], { clock })
  const office = await joinHost(host, 'Sam de Wit', ['editor'], { clock })
  // Without the founder's own replica: two computers and a hub are what is measured.
  await host.revive(await host.snapshot())
  const { context } = train.joined.desk
  // With ids as the app gives them (renderer/lib/item-id.ts): one begun a second after the other.
  const began = clock.now() - count * 1000
  const items = Array.from({ length: count }, (_, at) => idInTime(randomUUID(), began + at * 1000))
  const make = (at: number): void =>
    createItems(
      context,
      actorOf(context.db, train.person),
      items.slice(at, at + PER_CALL).map((id, index) => ({
        ...{ id, kind: 'lead' as const, section, shownAt: null },
        copy: {
          headline: `Veerdienst hervat, bericht ${at + index}`,
          body: paragraphs(SENTENCE.repeat(3), SENTENCE.repeat(2)),
        },
      })),
    )
  train.joined.db.transaction(() => {
    for (let at = 0; at < count; at += PER_CALL) make(at)
  })()
  await train.settle()
  await synced(train)
  await office.settle()
  await synced(office)
  // What the beginning left to do is no part of what is measured.
  await listed(train)
  await listed(office)
  return { host, train, office, items }
}

/** Resolves when a computer has sent everything and has everything. */
export const synced = (guest: Guest): Promise<void> =>
  guest.until(() => {
    const { waiting, hub } = guest.joined.desk.safety()
    return waiting === 0 && hub.state === 'connected' && hub.progress === null
  })

/** Resolves when every item of a computer stands in its lists as it is. */
export const listed = (guest: Guest): Promise<void> => guest.until(() => linesBehind(guest) === 0)

const silent = { hear: () => undefined, reload: () => undefined }

/** Writes so many updates in every item; answers them, and what each item was before. */
export const writeApart = ({ train, items }: Stage, each: number): Edits[] => {
  const { desk } = train.joined
  const actor = actorOf(desk.context.db, train.person)
  const writeOne = (item: string): Edits => {
    const doc = new Y.Doc()
    const begin = desk.documents.open(item, silent).state
    Y.applyUpdate(doc, begin)
    const headline = doc.getXmlFragment('headline')
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let number = 0; number < each; number += 1) {
      const text = headline.firstChild
      if (text instanceof Y.XmlText) text.insert(text.length, ` woord ${number}`)
      else headline.insert(0, [new Y.XmlText(`woord ${number}`)])
    }
    for (const update of updates) desk.documents.push(item, actor, update, null, silent)
    desk.documents.close(item, silent)
    doc.destroy()
    return { item, begin, updates }
  }
  // One commit for all: that they were written is not what is measured.
  return train.joined.db.transaction(() => items.map(writeOne))()
}

/** The sabotage: the last update that waits is not there any more when it would be sent. */
export const dropOne = ({ train }: Stage): void => {
  train.joined.db
    .prepare("DELETE FROM entries WHERE row = (SELECT max(row) FROM entries WHERE status = 'waiting')")
    .run()
}

/** How many items are not the same on both computers. */
export const differing = ({ train, office, items }: Stage): number => {
  const hashOf = (guest: Guest, item: string): string => {
    const { doc } = loadDocument(guest.joined.db, item)
    const hash = stateHash(doc)
    doc.destroy()
    return hash
  }
  return items.filter((item) => hashOf(train, item) !== hashOf(office, item)).length
}

export const positionOf = (guest: Guest): number => readCursor(guest.joined.db)?.position ?? 0
export const linesBehind = (guest: Guest): number => staleItems(guest.joined.db).length

export const clearStage = async ({ host, train, office }: Stage): Promise<void> => {
  await train.remove()
  await office.remove()
  await host.remove()
}
