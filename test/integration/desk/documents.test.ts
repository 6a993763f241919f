/** Working copies: long ones fold, refused words do not stay, restored words keep their authors. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { entriesOfItem, recordRuling } from '../../../main/db/entries.ts'
import { readFold } from '../../../main/db/folds.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { loadDocument } from '../../../main/desk/working-copy.ts'
import { readCopy } from '../../../shared/document/read-copy.ts'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(async () => {
  await desk.remove()
})

/** An open window on an item. */
const openWindow = (item: string, person = desk.founder, at = desk) => {
  const { documents, context } = at.desk
  const heard: Uint8Array[] = []
  const watcher = { hear: (update: Uint8Array) => void heard.push(update), reload: () => undefined }
  const doc = new Y.Doc()
  Y.applyUpdate(doc, documents.open(item, watcher).state)
  return {
    ...{ doc, heard },
    write(copy: Partial<Copy>, restores: string | null = null): number {
      const before = Y.encodeStateVector(doc)
      writeCopy(doc, copy, 'test')
      return documents.push(
        item,
        actorOf(context.db, person),
        Y.encodeStateAsUpdate(doc, before),
        restores,
        watcher,
      )
    },
    close: () => documents.close(item, watcher),
  }
}
const working = (item: string, at = desk): Copy => readCopy(loadDocument(at.db, item).doc)

describe('a long working copy', () => {
  test('is folded when it is closed, and opens to the same words, with what came after', async () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop 0' })
    const window = openWindow(item)
    for (let step = 1; step <= 230; step += 1) window.write({ headline: `Kop ${step}` })
    expect(readFold(desk.db, item)).toBeNull()
    window.close()
    const fold = readFold(desk.db, item)
    expect(fold).not.toBeNull()
    expect(working(item).headline).toBe('Kop 230')
    await desk.settle()
    const again = await desk.reopen()
    const later = openWindow(item, desk.founder, again)
    later.write({ kicker: 'Na de vouw' })
    later.close()
    expect(readFold(again.db, item)).toEqual(fold)
    expect(working(item, again)).toMatchObject({ headline: 'Kop 230', kicker: 'Na de vouw' })
    // A fold is derived: without it everything is still there.
    again.db.exec('DELETE FROM folds')
    expect(working(item, again)).toMatchObject({ headline: 'Kop 230', kicker: 'Na de vouw' })
    const revision = again.decide(desk.founder, item, { type: 'submit' })
    expect(revision.fault).toBeNull()
    await again.settle()
    expect(again.detail(item).history[0]).toMatchObject({ type: 'submitted', status: 'accepted' })
    await again.stop()
  })

  test('is not folded for a few words, however much else was written at the desk', () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
    for (let other = 0; other < 120; other += 1)
      desk.make(desk.founder, 'brief', { headline: `Kortje ${other}` })
    const window = openWindow(item)
    window.write({ headline: 'Nieuwe kop' })
    window.close()
    expect(readFold(desk.db, item)).toBeNull()
  })
})

describe('words that the hub refused', () => {
  test('are gone from the working copy, and no fold brings them back', async () => {
    const editor = await desk.add('Joris Baan', ['editor'])
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
    await desk.settle()
    const window = openWindow(item)
    for (let step = 1; step <= 230; step += 1) window.write({ slug: `stap-${step}` })
    await desk.settle()
    window.close()
    expect(readFold(desk.db, item)).not.toBeNull()
    // The editor leaves, and this computer does not know it yet.
    const person = { id: editor, name: 'Joris Baan', roles: ['editor' as const], active: false }
    const elsewhere = { replica: randomUUID(), seq: 1, at: 0, id: randomUUID(), author: desk.founder }
    await desk.hub.connection.push(desk.founder, [
      { ...elsewhere, kind: 'desk-event', item: null, event: { type: 'person', person } },
    ])
    const theirs = openWindow(item, editor)
    for (let step = 1; step <= 210; step += 1) theirs.write({ headline: `Te laat ${step}` })
    await desk.settle()
    expect(readFold(desk.db, item)).toBeNull()
    expect(working(item)).toMatchObject({ headline: 'Kop', slug: 'stap-230' })
    // The window still shows them; closing it must not fold them in.
    theirs.close()
    expect(working(item).headline).toBe('Kop')
    expect(desk.desk.safety().waiting).toBe(0)
    expect(desk.decide(desk.founder, item, { type: 'submit' }).fault).toBeNull()
    await desk.settle()
    expect(desk.detail(item).history[0]).toMatchObject({ type: 'submitted', status: 'accepted' })
  })

  test('a ruling that comes twice changes nothing, and an accepted entry is never refused', async () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
    await desk.settle()
    const [update] = entriesOfItem(desk.db, item, 'update')
    const id = update?.entry.id ?? ''
    recordRuling(desk.db, { verdict: 'refused', id, fault: { code: 'refused-role', params: {} } }, 0)
    expect(entriesOfItem(desk.db, item, 'update')).toEqual([update])
  })
})

describe('bringing a revision back', () => {
  test('carries its authors: who restores it is not alone in having written it', async () => {
    const editor = await desk.add('Joris Baan', ['editor'])
    const chief = await desk.add('Hanneke de Wit', ['chief'])
    const item = desk.make(chief, 'lead', { headline: 'Van de chef', body: paragraphs('Oud.') })
    desk.decide(chief, item, { type: 'submit' })
    const first = desk.detail(item).state.submitted ?? ''
    expect(
      desk.decide(desk.founder, item, { type: 'approve', revision: first, bypass: null }).fault,
    ).toBeNull()
    desk.write(editor, item, { headline: 'Van Joris' })
    desk.decide(editor, item, { type: 'submit' })
    const second = desk.detail(item).state.submitted ?? ''
    desk.decide(desk.founder, item, { type: 'approve', revision: second, bypass: null })

    const window = openWindow(item, editor)
    window.write({ headline: 'Van de chef' }, first)
    window.close()
    desk.decide(editor, item, { type: 'submit' })
    const detail = desk.detail(item, chief)
    expect(detail.authors.map((author) => author.id).toSorted()).toEqual([editor, chief].toSorted())
    expect(detail.actions.approve).toBe('refused-own-copy')
    await desk.settle()
    expect(desk.detail(item).chain).toBe('intact')
    // Restoring is a step like any other: the item's revisions are all still there.
    expect(detail.revisions.length).toBeGreaterThanOrEqual(2)
  })
})

describe('windows', () => {
  test('hear the others and not themselves, and nothing after they closed', () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
    const [left, right] = [openWindow(item), openWindow(item)]
    left.write({ headline: 'Links' })
    expect([left.heard.length, right.heard.length]).toEqual([0, 1])
    for (const update of right.heard) Y.applyUpdate(right.doc, update)
    expect(readCopy(right.doc).headline).toBe('Links')
    right.close()
    left.write({ headline: 'Weer links' })
    expect(right.heard).toHaveLength(1)
    left.close()
  })

  test('an update that is none is refused before it is written down', () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
    const { documents, context } = desk.desk
    const waiting = desk.desk.safety().waiting
    for (const bytes of [[], [255, 1, 2, 3], [0], [1, 1, 1, 1, 1, 1]])
      expect(() =>
        documents.push(item, actorOf(context.db, desk.founder), new Uint8Array(bytes), null, {
          hear: () => undefined,
          reload: () => undefined,
        }),
      ).toThrow('bad-request')
    expect(desk.desk.safety().waiting).toBe(waiting)
  })

  test('an item that is spiked takes no more words', () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
    desk.decide(desk.founder, item, { type: 'spike' })
    expect(() => desk.write(desk.founder, item, { headline: 'Toch' })).toThrow('refused-state')
    expect(working(item).headline).toBe('Kop')
  })
})
