/** An item that has no room left: said at the desk at once, and by the hub to whoever asks it past the desk. */
import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { actorOf } from '../../../main/desk/rights.ts'
import { createItemSizes } from '../../../main/hub/item-sizes.ts'
import { LARGEST_ITEM, LARGEST_UPDATE } from '../../../shared/sync/calls.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import { openTestDesk, type TestDesk } from '../../support/desk.ts'
import { createWriter, openTestHub, type TestHub } from '../../support/hub.ts'

let hub: TestHub | null = null
let desk: TestDesk | null = null
afterEach(async () => {
  await hub?.remove()
  await desk?.remove()
  hub = null
  desk = null
})

/** Words of so many bytes, behind what is there. */
const grow = (doc: Y.Doc, bytes: number): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  const headline = doc.getXmlFragment('headline')
  headline.insert(headline.length, [new Y.XmlText(randomBytes(bytes / 2).toString('hex'))])
  return Y.encodeStateAsUpdate(doc, before)
}

describe('the hub', () => {
  test('refuses what makes an item too large, in words, and takes what still fits', async () => {
    hub = await openTestHub()
    const joris = await hub.join('Joris Baan', ['editor'])
    const writer = createWriter(joris.person, hub.clock.now)
    const item = randomUUID()
    const { entry, doc } = writer.seeded(item, hub.section)
    const push = async (...entries: Entry[]) => {
      const rulings = (await hub?.call('push', { entries }, joris.token)) ?? []
      return rulings.map((ruling) => (ruling.verdict === 'refused' ? ruling.fault.code : 'ok'))
    }
    expect(await push(writer.created(item), entry)).toEqual(['ok', 'ok'])
    let written = entry.kind === 'update' ? entry.update.length : 0
    for (let count = 0; count < 4; count += 1) {
      const update = grow(doc, 4_900_000)
      written += update.length
      expect(await push(writer.update(item, update))).toEqual(['ok'])
    }
    expect(written).toBeLessThan(LARGEST_ITEM)
    const tooMuch = grow(doc, 2_000_000)
    expect(await push(writer.update(item, tooMuch))).toEqual(['item-too-large'])
    // The hub counts anew after a start, and a new item has all the room.
    await hub.reopen()
    expect(await push(writer.update(item, grow(doc, 2_000_000)))).toEqual(['item-too-large'])
    const room = LARGEST_ITEM - written
    const last = new Y.Doc()
    Y.applyUpdate(last, Y.encodeStateAsUpdate(doc))
    expect(await push(writer.update(item, grow(last, Math.floor(room / 2) * 2 - 2000)))).toEqual(['ok'])
    const other = randomUUID()
    const begun = writer.seeded(other, hub.section)
    const large = writer.update(other, grow(begun.doc, 2_000_000))
    expect(await push(writer.created(other), begun.entry, large)).toEqual(['ok', 'ok', 'ok'])
  }, 60_000)

  test('refuses nothing on what it only remembers: erased words make room, others’ words take it', async () => {
    hub = await openTestHub()
    const { store } = hub.store
    const writer = createWriter(hub.founder, hub.clock.now)
    const item = randomUUID()
    const { entry, doc } = writer.seeded(item, hub.section)
    await hub.hub.connection.push(hub.founder, [writer.created(item), entry])
    const sizes = createItemSizes(100_000)
    let flushed = 0
    const flush = () => {
      flushed += 1
      return Promise.resolve()
    }
    await sizes.learn(store, [item])
    sizes.add(item, 500_000)
    expect(await sizes.fits(store, item, 1000, flush)).toBe(true)
    expect(flushed).toBe(1)
    // Written through another process: counted when this one has written much itself.
    await hub.hub.connection.push(hub.founder, [writer.update(item, grow(doc, 99_800))])
    expect(await sizes.fits(store, item, 1000, flush)).toBe(true)
    sizes.add(item, 1_000_000)
    await sizes.learn(store, [item])
    expect(await sizes.fits(store, item, 1000, flush)).toBe(false)
  })
})

test('the desk says so before anything is written down, and typing goes on', async () => {
  desk = await openTestDesk()
  const { context, documents } = desk.desk
  const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
  const silent = { hear: () => undefined, reload: () => undefined }
  const doc = new Y.Doc()
  Y.applyUpdate(doc, documents.open(item, silent).state)
  const push = (update: Uint8Array): string => {
    try {
      documents.push(item, actorOf(context.db, desk?.founder ?? ''), update, null, silent)
      return 'ok'
    } catch (error) {
      return (error as { fault: { code: string } }).fault.code
    }
  }
  const apart = (bytes: number): Uint8Array => {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    return grow(copy, bytes)
  }
  expect(push(apart(LARGEST_UPDATE))).toBe('message-too-large')
  for (let count = 0; count < 4; count += 1) expect(push(grow(doc, 4_900_000))).toBe('ok')
  expect(push(apart(2_000_000))).toBe('item-too-large')
  expect(push(grow(doc, 40))).toBe('ok')
  documents.close(item, silent)
}, 60_000)
