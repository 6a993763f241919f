/** An app below an item's schema epoch, and words that the hub refused: at the desk process. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordRuling, takeIn } from '../../../main/db/entries.ts'
import { exportClipboard, exportFiles } from '../../../main/desk/export.ts'
import { list, search } from '../../../main/desk/lists.ts'
import { pageAt } from '../../../main/desk/page.ts'
import { projectItem } from '../../../main/desk/project.ts'
import { refusedWords } from '../../../main/desk/refused-words.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { bodyOf, newDocument } from '../../../shared/document/layout.ts'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(async () => {
  await desk.remove()
})

const open = (item: string) => {
  const heard: { update: Uint8Array; epoch: number }[] = []
  let reloads = 0
  const watcher = {
    hear: (update: Uint8Array, epoch: number) => void heard.push({ update, epoch }),
    reload: () => {
      reloads += 1
    },
  }
  const { documents, context } = desk.desk
  const read = () => documents.open(item, watcher)
  const first = read()
  const doc = newDocument()
  Y.applyUpdate(doc, first.state)
  const push = (change: () => void, person = desk.founder): void => {
    const before = Y.encodeStateVector(doc)
    change()
    documents.push(item, actorOf(context.db, person), Y.encodeStateAsUpdate(doc, before), null, watcher)
  }
  return { doc, heard, read, push, epoch: first.epoch, reloads: () => reloads }
}

/** A colleague with a newer Kopij puts a box into the item; the hub took it in, and so does the replica. */
const newer = (item: string, position = 1_000_000): void => {
  const doc = newDocument()
  Y.applyUpdate(doc, desk.desk.documents.open(item, { hear: () => undefined, reload: () => undefined }).state)
  const before = Y.encodeStateVector(doc)
  const box = new Y.XmlElement('factbox')
  const text = new Y.XmlText()
  text.insert(0, 'Kort en nieuw')
  box.insert(0, [text])
  bodyOf(doc).insert(1, [box])
  const update = Y.encodeStateAsUpdate(doc, before)
  const entry = {
    id: randomUUID(),
    kind: 'update' as const,
    item,
    author: desk.founder,
    replica: randomUUID(),
    seq: 1,
    at: desk.clock.now(),
    epoch: 2,
    seen: 0,
    update,
    carries: [],
  }
  takeIn(desk.desk.context.db, { entry, position, acceptedAt: desk.clock.now(), chain: null })
  desk.desk.documents.relay(item, update)
}

describe('an item in which a newer Kopij wrote', () => {
  test('says so to the window before the update, and takes no more words of this build', () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop', body: paragraphs('Een.') })
    const window = open(item)
    expect(window.epoch).toBe(1)
    newer(item)
    expect(window.heard.map(({ epoch }) => epoch)).toEqual([2])
    expect(() => window.push(() => writeCopy(window.doc, { slug: 'te laat' }, 'test'))).toThrow(
      'refused-newer-schema',
    )
    expect(window.read().epoch).toBe(2)
  })

  test('can be read, listed, found, previewed and taken out with every word, and not be named or judged', () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop', body: paragraphs('Een.', 'Twee.') })
    expect(desk.decide(desk.founder, item, { type: 'submit' }).fault).toBeNull()
    const submitted = desk.detail(item).state.submitted ?? ''
    newer(item)
    const { context } = desk.desk
    projectItem(context, item)
    const actor = actorOf(context.db, desk.founder)
    const query = { section: null, states: [], limit: 10 }
    const rows = list(context, actor, { ...query, list: 'desk', kind: null, offset: 0 }).rows
    expect(rows.map((row) => row.id)).toContain(item)
    expect(search(context, actor, { ...query, query: 'nieuw' }).rows.map((row) => row.id)).toEqual([item])
    expect(JSON.stringify(exportFiles(context, [item]).map(({ text }) => text))).toMatch(/Kort en nieuw/)
    expect(JSON.stringify(exportFiles(context, [item]))).toContain(
      'nieuwere Kopij; als gewone tekst meegegeven: factbox',
    )
    expect(exportClipboard(context, [item]).text).toContain('Kort en nieuw')
    const page = pageAt(context, { section: desk.section, at: desk.clock.now(), lead: item, planned: true })
    expect(JSON.stringify(page)).toContain('Kort en nieuw')

    const { actions } = desk.detail(item)
    expect(actions).toMatchObject({
      write: 'refused-newer-schema',
      submit: 'refused-newer-schema',
      approve: 'refused-newer-schema',
      withdraw: null,
    })
    expect(desk.decide(desk.founder, item, { type: 'submit' }).fault?.code).toBe('refused-newer-schema')
    expect(
      desk.decide(desk.founder, item, { type: 'approve', revision: submitted, bypass: 'x' }).fault?.code,
    ).toBe('refused-newer-schema')
    expect(desk.decide(desk.founder, item, { type: 'withdraw' }).fault).toBeNull()
  })
})

describe('words that the hub refused', () => {
  test('leave the open text, which windows read again; their writer gets them back with the reason', async () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop', body: paragraphs('Een.') })
    await desk.settle()
    const window = open(item)
    window.push(() => writeCopy(window.doc, { kicker: 'Geweigerd' }, 'test'))
    const { context, documents } = desk.desk
    const row = context.db
      .prepare<[], { id: string }>("SELECT id FROM entries WHERE kind = 'update' ORDER BY row DESC LIMIT 1")
      .get()
    const fault = { code: 'refused-role' as const, params: {} }
    recordRuling(context.db, { verdict: 'refused', id: row?.id ?? '', fault }, desk.clock.now())
    documents.reload(item)
    expect(window.reloads()).toBe(1)
    const again = newDocument()
    Y.applyUpdate(again, window.read().state)
    expect(again.getXmlFragment('kicker').toString()).not.toContain('Geweigerd')
    expect(refusedWords(context, item, desk.founder)).toMatchObject({
      fault: { code: 'refused-role' },
      words: [{ part: 'kicker', field: null, text: 'Geweigerd' }],
    })
    expect(refusedWords(context, item, randomUUID())).toBeNull()

    // What was typed behind them would be in the log and in no text: it is not taken, so that the window keeps it.
    expect(() => window.push(() => writeCopy(window.doc, { kicker: 'Erachteraan' }, 'test'))).toThrow(
      'refused-rests-on-refused',
    )
  })
})
