/** What the hub refuses: forged, late and repeated entries, from a client that does not play by the rules. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson, hashText } from '../../../shared/document/canonical.ts'
import { readCopy } from '../../../shared/document/read-copy.ts'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import { paragraphs } from '../../support/desk.ts'
import { createClient } from '../../support/own-client.ts'
import { openRuledDesk, type RuledDesk } from '../../support/ruled-desk.ts'

let ruled: RuledDesk
beforeEach(async () => {
  ruled = await openRuledDesk()
})
afterEach(() => ruled.desk.remove())

describe('revisions', () => {
  test('one whose hash is not that of its text is forged', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const made = client.revision(editor, item)
    const forged = { ...made, json: made.json.replace('Kop', 'Kip') }
    expect(await client.push(editor, forged)).toEqual(['refused-revision-forged'])
  })

  test('one whose text is not what its basis holds is forged, and what rests on it is refused too', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const made = client.revision(editor, item)
    const json = made.json.replace('Kop', 'Kip')
    const forged = { ...made, json, hash: hashText(json) }
    const submitted = client.event(editor, item, { type: 'submitted', revision: forged.hash })
    expect(await client.push(editor, forged, submitted)).toEqual([
      'refused-revision-forged',
      'refused-revision-unknown',
    ])
  })

  test('one of another item, or of nothing, is refused', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const other = await createClient(desk).begin(editor)
    const made = client.revision(editor, item)
    expect(await client.push(editor, { ...made, item: other })).toEqual(['refused-revision-forged'])
    const unknown = client.event(editor, item, { type: 'submitted', revision: 'f'.repeat(64) })
    expect(await client.push(editor, unknown)).toEqual(['refused-revision-unknown'])
    // A revision that exists, of another item.
    const elsewhere = createClient(desk)
    const theirs = await elsewhere.submit(editor, await elsewhere.begin(editor, { headline: 'Anders' }))
    const borrowed = client.event(editor, item, { type: 'submitted', revision: theirs })
    expect(await client.push(editor, borrowed)).toEqual(['refused-revision-unknown'])
  })

  test('JSON that is no revision, although its hash fits, is forged', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    for (const json of ['{}', '', 'null', canonicalJson({ format: 2, item, copy: readCopy(client.doc) })]) {
      const forged = { ...client.revision(editor, item), json, hash: hashText(json) }
      expect(await client.push(editor, forged)).toEqual(['refused-revision-forged'])
    }
  })

  test('one that leaves out what its author wrote before is refused', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const early = client.revision(editor, item)
    await client.push(
      editor,
      client.update(editor, item, (doc) => writeCopy(doc, { headline: 'Nieuw' }, 'x')),
    )
    // True to its own basis: an older text may be submitted as long as it says that it is older.
    expect(await client.push(editor, early)).toEqual(['accepted'])
    const lying = { ...early, id: randomUUID(), basis: { ...early.basis, seq: 99 } }
    expect(await client.push(editor, lying)).toEqual(['refused-revision-forged'])
  })
})

describe('the feed', () => {
  test('pushing twice gives the same rulings and nothing twice', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const revision = client.revision(editor, item)
    const batch = [
      revision,
      client.event(editor, item, { type: 'submitted', revision: revision.hash }),
      client.event(editor, item, { type: 'killed', reason: 'nee' }),
    ]
    const first = await desk.hub.connection.push(editor, batch)
    expect(first.map((ruling) => ruling.verdict)).toEqual(['accepted', 'accepted', 'refused'])
    const { entries } = await desk.hub.connection.pull(0, 1000)
    desk.clock.advance(5000)
    expect(await desk.hub.connection.push(editor, batch)).toEqual(first)
    expect((await desk.hub.connection.pull(0, 1000)).entries).toEqual(entries)
  })

  test('events and updates of an item that nobody made are refused', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = randomUUID()
    const update = client.update(editor, item, (doc) => writeCopy(doc, { headline: 'Los' }, 'x'))
    const submit = client.event(editor, item, { type: 'submitted', revision: 'a'.repeat(64) })
    expect(await client.push(editor, update, submit)).toEqual(['refused-state', 'refused-state'])
  })

  test('making an item twice is refused', async () => {
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const again = client.event(chief, item, { type: 'created', kind: 'brief' })
    expect(await client.push(chief, again)).toEqual(['refused-state'])
  })

  test('an update of a newer schema is refused', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const newer = client.update(editor, item, (doc) => writeCopy(doc, { headline: 'x' }, 'x'))
    expect(await client.push(editor, { ...newer, epoch: 2 } as Entry)).toEqual(['refused-newer-schema'])
  })

  test('bytes that are no update are refused, and do not stop those behind them', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const good = client.update(editor, item, (doc) => writeCopy(doc, { headline: 'Goed' }, 'x'))
    for (const bytes of [[], [255, 255, 255], [1, 2, 3, 4, 5, 6, 7, 8]]) {
      const bad = { ...good, id: randomUUID(), update: new Uint8Array(bytes) } as Entry
      expect(await client.push(editor, bad)).toEqual(['bad-request'])
    }
    expect(await client.push(editor, good)).toEqual(['accepted'])
    await client.submit(editor, item)
    await desk.settle()
    expect(desk.detail(item).row.headline).toBe('Goed')
  })

  test('text nested without end neither stops the hub nor the desk', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const deep = client.update(editor, item, (doc) => {
      let node = new Y.XmlElement('quote')
      doc.getXmlFragment('body').insert(0, [node])
      for (let depth = 0; depth < 3000; depth += 1) {
        const next = new Y.XmlElement('quote')
        node.insert(0, [next])
        node = next
      }
    })
    await client.push(editor, deep)
    const other = createClient(desk)
    const next = await other.begin(editor, { headline: 'Andere kop' })
    await desk.settle()
    expect(desk.detail(next).row.headline).toBe('Andere kop')
    expect(desk.desk.safety().waiting).toBe(0)
  })
})

describe('the desk itself', () => {
  test('a desk is founded once', async () => {
    const { desk } = ruled
    const client = createClient(desk)
    const person = { id: randomUUID(), name: 'Indringer', roles: ['admin' as const], active: true }
    expect(await client.push(person.id, client.deskEvent(person.id, { type: 'person', person }))).toEqual([
      'refused-role',
    ])
  })

  test('only an admin changes it, and the last admin stays', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
    const { founder } = desk
    const person = { id: founder, name: 'Merel Oosterhof', roles: ['chief' as const], active: true }
    expect(await client.push(founder, client.deskEvent(founder, { type: 'person', person }))).toEqual([
      'last-admin',
    ])
    const left = { ...person, roles: ['admin' as const], active: false }
    expect(await client.push(founder, client.deskEvent(founder, { type: 'person', person: left }))).toEqual([
      'last-admin',
    ])
    const self = {
      id: editor,
      name: 'Joris Baan',
      roles: ['editor', 'chief', 'admin'] as const,
      active: true,
    }
    const rise = client.deskEvent(editor, { type: 'person', person: { ...self, roles: [...self.roles] } })
    expect(await client.push(editor, rise)).toEqual(['refused-role'])
  })

  test('a person who could not be read back is never written down', async () => {
    const { desk } = ruled
    const client = createClient(desk)
    const person = { id: randomUUID(), name: '', roles: ['editor' as const], active: true }
    const forged = client.deskEvent(desk.founder, { type: 'person', person })
    expect(await client.push(desk.founder, forged)).toEqual(['bad-request'])
    expect(
      await client.push(
        desk.founder,
        client.deskEvent(desk.founder, { type: 'person', person: { ...person, name: 'Wel' } }),
      ),
    ).toEqual(['accepted'])
  })
})

describe('the chain', () => {
  const tamper = (sql: string, ...values: unknown[]): void => {
    ruled.desk.db.prepare(sql).run(...values)
  }

  test('holds through a whole life, and a tampered entry of the replica breaks it', async () => {
    const { desk, editor, chief } = ruled
    const item = desk.make(editor, 'lead', { headline: 'Kop', body: paragraphs('Tekst.') })
    desk.decide(editor, item, { type: 'submit' })
    const revision = desk.detail(item).state.submitted ?? ''
    expect(desk.detail(item).chain).toBe('intact')
    desk.decide(chief, item, { type: 'approve', revision, bypass: null })
    await desk.settle()
    expect(desk.detail(item).chain).toBe('intact')
    const events = "FROM entries WHERE item = ? AND kind = 'event' ORDER BY position"
    const rows = desk.db
      .prepare<[string], { row: number; author: string; body: Buffer }>(`SELECT * ${events}`)
      .all(item)
    expect(rows).toHaveLength(3)
    const [, submitted, approved] = rows
    if (!submitted || !approved) throw new Error('no rows')

    tamper('UPDATE entries SET author = ? WHERE row = ?', editor, approved.row)
    expect(desk.detail(item).chain).toBe('broken')
    tamper('UPDATE entries SET author = ? WHERE row = ?', approved.author, approved.row)
    expect(desk.detail(item).chain).toBe('intact')

    const other = Buffer.from(approved.body.toString().replace(revision, 'e'.repeat(64)))
    tamper('UPDATE entries SET body = ? WHERE row = ?', other, approved.row)
    expect(desk.detail(item).chain).toBe('broken')
    tamper('UPDATE entries SET body = ? WHERE row = ?', approved.body, approved.row)

    tamper('DELETE FROM entries WHERE row = ?', submitted.row)
    expect(desk.detail(item).chain).toBe('broken')
  })
})
