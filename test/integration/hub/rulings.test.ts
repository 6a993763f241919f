/** What the hub refuses: forged, foreign, late and repeated entries, from a client that does not play by the rules. */

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson, hashText, revisionOf } from '../../../shared/document/canonical.ts'
import { newDocument, writeField } from '../../../shared/document/layout.ts'
import { readCopy } from '../../../shared/document/read-copy.ts'
import { emptyCopy, seedDocument, writeCopy } from '../../../shared/document/write-copy.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import type { DeskEvent, ItemEvent } from '../../../shared/domain/event.ts'
import { lateLimit } from '../../../shared/domain/goes-out.ts'
import { HUB_AUTHOR } from '../../../shared/ids.ts'
import type { Basis, Entry } from '../../../shared/sync/entry.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let editor: string
let chief: string
beforeEach(async () => {
  desk = await openTestDesk()
  editor = await desk.add('Joris Baan', ['editor'])
  chief = await desk.add('Hanneke de Wit', ['chief'])
  await desk.settle()
})
afterEach(async () => {
  await desk.remove()
})

/** A client of its own making: it holds a document and says whatever it is told to say. */
const createClient = () => {
  const replica = randomUUID()
  const doc = newDocument()
  let seq = 0
  const envelope = (author: string) => {
    seq += 1
    return { id: randomUUID(), author, replica, seq, at: desk.clock.now() }
  }
  const client = {
    replica,
    doc,
    /** How the hub rules on entries pushed as `author`: accepted, or the code of the refusal. */
    async push(author: string, ...entries: Entry[]): Promise<string[]> {
      const rulings = await desk.hub.connection.push(author, entries)
      return rulings.map((ruling) => (ruling.verdict === 'accepted' ? 'accepted' : ruling.fault.code))
    },
    update(author: string, item: string, work: (doc: Y.Doc) => void): Entry {
      const before = Y.encodeStateVector(doc)
      work(doc)
      const update = Y.encodeStateAsUpdate(doc, before)
      return { ...envelope(author), kind: 'update', item, epoch: 1, seen: 0, update, carries: [] }
    },
    event: (author: string, item: string, event: ItemEvent): Entry => ({
      ...envelope(author),
      kind: 'event',
      item,
      event,
    }),
    deskEvent: (author: string, event: DeskEvent): Entry => ({
      ...envelope(author),
      kind: 'desk-event',
      item: null,
      event,
    }),
    revision(author: string, item: string, basis: Partial<Basis> = {}): Entry & { kind: 'revision' } {
      const { json, hash } = revisionOf(item, doc)
      const made = envelope(author)
      return {
        ...made,
        kind: 'revision',
        item,
        json,
        hash,
        basis: { position: 0, replica, seq: made.seq, ...basis },
      }
    },
    /** A lead of `author`, accepted. */
    async begin(author: string, copy: Partial<Copy> = {}): Promise<string> {
      const item = randomUUID()
      const created = client.event(author, item, { type: 'created', kind: 'lead' })
      const seeded = client.update(author, item, (one) =>
        seedDocument(one, { ...emptyCopy('lead', desk.section, 'nl'), headline: 'Kop', ...copy }),
      )
      expect(await client.push(author, created, seeded)).toEqual(['accepted', 'accepted'])
      return item
    },
    /** Submits what the document holds, and answers the revision's hash. */
    async submit(author: string, item: string): Promise<string> {
      const revision = client.revision(author, item)
      const submitted = client.event(author, item, { type: 'submitted', revision: revision.hash })
      expect(await client.push(author, revision, submitted)).toEqual(['accepted', 'accepted'])
      return revision.hash
    },
  }
  return client
}

const approve = (revision: string, bypass: string | null = null): ItemEvent => ({
  type: 'approved',
  revision,
  bypass,
})

describe('revisions', () => {
  test('one whose hash is not that of its text is forged', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const made = client.revision(editor, item)
    const forged = { ...made, json: made.json.replace('Kop', 'Kip') }
    expect(await client.push(editor, forged)).toEqual(['refused-revision-forged'])
  })

  test('one whose text is not what its basis holds is forged, and what rests on it is refused too', async () => {
    const client = createClient()
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
    const client = createClient()
    const item = await client.begin(editor)
    const other = await createClient().begin(editor)
    const made = client.revision(editor, item)
    expect(await client.push(editor, { ...made, item: other })).toEqual(['refused-revision-forged'])
    const unknown = client.event(editor, item, { type: 'submitted', revision: 'f'.repeat(64) })
    expect(await client.push(editor, unknown)).toEqual(['refused-revision-unknown'])
    // A revision that exists, of another item.
    const elsewhere = createClient()
    const theirs = await elsewhere.submit(editor, await elsewhere.begin(editor, { headline: 'Anders' }))
    const borrowed = client.event(editor, item, { type: 'submitted', revision: theirs })
    expect(await client.push(editor, borrowed)).toEqual(['refused-revision-unknown'])
  })

  test('JSON that is no revision, although its hash fits, is forged', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    for (const json of ['{}', '', 'null', canonicalJson({ format: 2, item, copy: readCopy(client.doc) })]) {
      const forged = { ...client.revision(editor, item), json, hash: hashText(json) }
      expect(await client.push(editor, forged)).toEqual(['refused-revision-forged'])
    }
  })

  test('one that leaves out what its author wrote before is refused', async () => {
    const client = createClient()
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

describe('who wrote, whatever the client says', () => {
  test('entries under another name than that of the connection are refused', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const foreign = client.update(chief, item, (doc) => writeCopy(doc, { headline: 'x' }, 'x'))
    const decision = client.event(chief, item, { type: 'spiked' })
    expect(await client.push(editor, foreign, decision)).toEqual([
      'refused-foreign-author',
      'refused-foreign-author',
    ])
  })

  test('nobody is the hub', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const revision = await client.submit(editor, item)
    await client.push(chief, client.event(chief, item, approve(revision)))
    const release = client.event(HUB_AUTHOR, item, { type: 'released', revision })
    expect(await client.push(HUB_AUTHOR, release)).toEqual(['refused-foreign-author'])
    expect(await client.push(editor, release)).toEqual(['refused-foreign-author'])
  })

  test('an update by somebody without the role, or who left, is refused', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const admin = await desk.add('Bert Admin', ['admin'])
    const change = (headline: string) => (doc: Y.Doc) => writeCopy(doc, { headline }, 'x')
    expect(await client.push(admin, client.update(admin, item, change('a')))).toEqual(['refused-role'])
    const leaving = { id: editor, name: 'Joris Baan', roles: ['editor' as const], active: false }
    await desk.settle()
    expect(
      await client.push(desk.founder, client.deskEvent(desk.founder, { type: 'person', person: leaving })),
    ).toEqual(['accepted'])
    expect(await client.push(editor, client.update(editor, item, change('b')))).toEqual(['refused-role'])
    expect(await client.push(editor, client.event(editor, item, { type: 'spiked' }))).toEqual([
      'refused-role',
    ])
    expect(await client.push(editor, client.revision(editor, item))).toEqual(['refused-role'])
    const stranger = randomUUID()
    expect(await client.push(stranger, client.update(stranger, item, change('c')))).toEqual(['refused-role'])
  })

  test('four eyes are not fooled by a basis of another replica', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    await client.push(
      chief,
      client.update(chief, item, (doc) => writeCopy(doc, { headline: 'Van de chef' }, 'x')),
    )
    // Said to be made on a replica that wrote nothing, so that nobody would have written it.
    const revision = client.revision(chief, item, { replica: randomUUID() })
    const submitted = client.event(chief, item, { type: 'submitted', revision: revision.hash })
    const own = client.event(chief, item, approve(revision.hash))
    const rulings = await client.push(chief, revision, submitted, own)
    expect(rulings).not.toContain('accepted')
  })

  test('four eyes are not fooled by an update that says it is older than it is', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const first = await client.submit(editor, item)
    expect(await client.push(chief, client.event(chief, item, approve(first)))).toEqual(['accepted'])
    // After the approval the chief writes, under a place that the approved basis already covers.
    const late = client.update(chief, item, (doc) => writeCopy(doc, { headline: 'Van de chef' }, 'x'))
    await client.push(chief, { ...late, seq: 1 })
    const revision = client.revision(chief, item)
    await client.push(
      chief,
      revision,
      client.event(chief, item, { type: 'submitted', revision: revision.hash }),
    )
    expect(await client.push(chief, client.event(chief, item, approve(revision.hash)))).toEqual([
      'refused-own-copy',
    ])
  })

  test('four eyes are not fooled by a basis that reaches into the future', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const revision = client.revision(editor, item, { position: 1_000_000 })
    const submitted = client.event(editor, item, { type: 'submitted', revision: revision.hash })
    expect(await client.push(editor, revision, submitted)).toEqual(['accepted', 'accepted'])
    await client.push(chief, client.event(chief, item, approve(revision.hash)))
    await client.push(
      chief,
      client.update(chief, item, (doc) => writeCopy(doc, { headline: 'Van de chef' }, 'x')),
    )
    const own = await client.submit(chief, item)
    expect(await client.push(chief, client.event(chief, item, approve(own)))).toEqual(['refused-own-copy'])
  })

  test('four eyes are not fooled by own words that come back under the name they had', async () => {
    const client = createClient()
    const item = await client.begin(chief, { headline: 'Woorden van de chef' })
    const first = await client.submit(chief, item)
    await client.push(editor, client.event(editor, item, { type: 'withdrawn' }))
    const change = (headline: string) => (doc: Y.Doc) => writeCopy(doc, { headline }, 'x')
    await client.push(editor, client.update(editor, item, change('Woorden van Joris')))
    const second = await client.submit(editor, item)
    expect(await client.push(desk.founder, client.event(desk.founder, item, approve(second)))).toEqual([
      'accepted',
    ])
    await client.push(chief, client.update(chief, item, change('Woorden van de chef')))
    expect(await client.submit(chief, item)).toBe(first)
    expect(await client.push(chief, client.event(chief, item, approve(first)))).toEqual(['refused-own-copy'])
    // Nor by naming the approved words once more after the submission.
    await client.push(chief, client.update(chief, item, change('Iets anders van de chef')))
    const third = await client.submit(chief, item)
    await client.push(chief, client.update(chief, item, change('Woorden van Joris')))
    expect(await client.push(chief, client.revision(chief, item))).toEqual(['accepted'])
    expect(await client.push(chief, client.event(chief, item, approve(third)))).toEqual(['refused-own-copy'])
  })

  test('copy that is brought back carries its authors, so bringing it back makes nobody innocent', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const first = await client.submit(editor, item)
    await client.push(chief, client.event(chief, item, approve(first)))
    const back = client.update(editor, item, (doc) =>
      writeCopy(doc, { headline: 'Woorden van de chef' }, 'x'),
    )
    await client.push(editor, { ...back, kind: 'update', carries: [chief] } as Entry)
    const second = await client.submit(editor, item)
    expect(await client.push(chief, client.event(chief, item, approve(second)))).toEqual(['refused-own-copy'])
  })
})

describe('approvals', () => {
  test('of a revision that a newer submission replaced is refused', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const first = await client.submit(editor, item)
    await client.push(
      editor,
      client.update(editor, item, (doc) => writeCopy(doc, { headline: 'Twee' }, 'x')),
    )
    const second = await client.submit(editor, item)
    expect(await client.push(chief, client.event(chief, item, approve(first)))).toEqual([
      'refused-revision-superseded',
    ])
    expect(await client.push(chief, client.event(chief, item, approve(second)))).toEqual(['accepted'])
  })

  test('of one’s own copy are refused, and pass with a reason, which is kept', async () => {
    const client = createClient()
    const item = await client.begin(desk.founder)
    const revision = await client.submit(desk.founder, item)
    const { founder } = desk
    expect(await client.push(founder, client.event(founder, item, approve(revision)))).toEqual([
      'refused-own-copy',
    ])
    expect(await client.push(founder, client.event(founder, item, approve(revision, ' ')))).toEqual([
      'refused-reason-missing',
    ])
    expect(await client.push(founder, client.event(founder, item, approve(revision, 'nachtdienst')))).toEqual(
      ['accepted'],
    )
    await desk.settle()
    expect(desk.detail(item).state).toMatchObject({ state: 'approved', bypass: 'nachtdienst' })
    expect(desk.detail(item).history[0]).toMatchObject({ type: 'approved', text: 'nachtdienst' })
  })

  test('by a chief who mended somebody else’s copy pass when the desk says so', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    await client.push(
      chief,
      client.update(chief, item, (doc) => writeCopy(doc, { headline: 'Mooier' }, 'x')),
    )
    const revision = await client.submit(editor, item)
    const own = () => client.event(chief, item, approve(revision))
    expect(await client.push(chief, own())).toEqual(['refused-own-copy'])
    const settings = { ...USUAL_SETTINGS, name: 'x', chiefMayFix: true }
    await client.push(desk.founder, client.deskEvent(desk.founder, { type: 'settings', settings }))
    expect(await client.push(chief, own())).toEqual(['accepted'])
  })

  test('an internal note by the chief costs no approval', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const first = await client.submit(editor, item)
    await client.push(chief, client.event(chief, item, approve(first)))
    await client.push(
      chief,
      client.update(chief, item, (doc) => writeField(doc, 'note', 'bel de haven')),
    )
    await client.push(
      editor,
      client.update(editor, item, (doc) => writeCopy(doc, { headline: 'Twee' }, 'x')),
    )
    const second = await client.submit(editor, item)
    expect(await client.push(chief, client.event(chief, item, approve(second)))).toEqual(['accepted'])
  })

  test('an editor does not approve, and nothing goes out unapproved', async () => {
    const client = createClient()
    const item = await client.begin(chief)
    const revision = await client.submit(chief, item)
    expect(await client.push(editor, client.event(editor, item, approve(revision, 'reden')))).toEqual([
      'refused-role',
    ])
    const release: ItemEvent = { type: 'released', revision }
    expect(await client.push(editor, client.event(editor, item, release))).toEqual(['refused-state'])
  })
})

describe('the feed', () => {
  test('pushing twice gives the same rulings and nothing twice', async () => {
    const client = createClient()
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
    const client = createClient()
    const item = randomUUID()
    const update = client.update(editor, item, (doc) => writeCopy(doc, { headline: 'Los' }, 'x'))
    const submit = client.event(editor, item, { type: 'submitted', revision: 'a'.repeat(64) })
    expect(await client.push(editor, update, submit)).toEqual(['refused-state', 'refused-state'])
  })

  test('making an item twice is refused', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const again = client.event(chief, item, { type: 'created', kind: 'brief' })
    expect(await client.push(chief, again)).toEqual(['refused-state'])
  })

  test('an update of a newer schema is refused', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const newer = client.update(editor, item, (doc) => writeCopy(doc, { headline: 'x' }, 'x'))
    expect(await client.push(editor, { ...newer, epoch: 2 } as Entry)).toEqual(['refused-newer-schema'])
  })

  test('bytes that are no update are refused, and do not stop those behind them', async () => {
    const client = createClient()
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
    const client = createClient()
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
    const other = createClient()
    const next = await other.begin(editor, { headline: 'Andere kop' })
    await desk.settle()
    expect(desk.detail(next).row.headline).toBe('Andere kop')
    expect(desk.desk.safety().waiting).toBe(0)
  })
})

describe('the desk itself', () => {
  test('a desk is founded once', async () => {
    const client = createClient()
    const person = { id: randomUUID(), name: 'Indringer', roles: ['admin' as const], active: true }
    expect(await client.push(person.id, client.deskEvent(person.id, { type: 'person', person }))).toEqual([
      'refused-role',
    ])
  })

  test('only an admin changes it, and the last admin stays', async () => {
    const client = createClient()
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
    const client = createClient()
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
    desk.db.prepare(sql).run(...values)
  }

  test('holds through a whole life, and a tampered entry of the replica breaks it', async () => {
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

describe('the clock of releases', () => {
  const approved = async (): Promise<{ item: string; revision: string }> => {
    const client = createClient()
    const item = await client.begin(editor)
    const revision = await client.submit(editor, item)
    await client.push(chief, client.event(chief, item, approve(revision)))
    return { item, revision }
  }
  const schedule = async (item: string, instant: number): Promise<void> => {
    const client = createClient()
    const event: ItemEvent = {
      type: 'scheduled',
      schedule: { instant, zone: 'Europe/Amsterdam', wall: '2026-11-18T12:10' },
    }
    expect(await client.push(editor, client.event(editor, item, event))).toEqual(['accepted'])
  }
  const releasesOf = async (item: string): Promise<number> =>
    (await desk.hub.connection.pull(0, 1000)).entries.filter(
      ({ entry }) => entry.kind === 'event' && entry.item === item && entry.event.type === 'released',
    ).length

  test('does not release what is later than the limit: that is a missed slot', async () => {
    const LATE_LIMIT = lateLimit({ sendWithin: 2 })
    const early = await approved()
    await schedule(early.item, desk.clock.now() - LATE_LIMIT)
    const inTime = await approved()
    await schedule(inTime.item, desk.clock.now() - LATE_LIMIT + 1)
    await desk.settle()
    expect(desk.detail(early.item).state.state).toBe('scheduled')
    expect(desk.detail(inTime.item).state.state).toBe('published')
    desk.clock.advance(3_600_000)
    await desk.settle()
    expect(desk.detail(early.item).state.state).toBe('scheduled')
    expect(await releasesOf(early.item)).toBe(0)
  })

  test('releases by itself what is as late as the desk lets it, and nothing that is later', async () => {
    const client = createClient()
    const settings = { ...USUAL_SETTINGS, missed: { sendWithin: 45 } }
    await client.push(desk.founder, client.deskEvent(desk.founder, { type: 'settings', settings }))
    const later = await approved()
    await schedule(later.item, desk.clock.now() - 45 * 60_000)
    const late = await approved()
    await schedule(late.item, desk.clock.now() - 45 * 60_000 + 1)
    await desk.settle()
    expect(desk.detail(later.item).state.state).toBe('scheduled')
    expect(desk.detail(late.item).state.state).toBe('published')
  })

  test('refuses times that contradict each other from whoever plays by no rules', async () => {
    const client = createClient()
    const item = await client.begin(editor)
    const until = (hours: number) => ({
      instant: desk.clock.now() + hours * 3_600_000,
      zone: 'Europe/Amsterdam',
      wall: '2026-11-18T16:00',
    })
    const says = (event: ItemEvent, by = editor): Promise<string[]> =>
      client.push(by, client.event(by, item, event))
    expect(await says({ type: 'embargoed', until: until(4) })).toEqual(['accepted'])
    expect(await says({ type: 'embargoed', until: until(3) })).toEqual(['refused-embargo-shorter'])
    expect(await says({ type: 'embargoed', until: null }, chief)).toEqual(['refused-embargo-shorter'])
    expect(await says({ type: 'scheduled', schedule: until(3) })).toEqual(['refused-before-embargo'])
    expect(await says({ type: 'scheduled', schedule: until(4) })).toEqual(['accepted'])
    expect(await says({ type: 'taken-off-at', at: until(4) })).toEqual(['refused-off-before-out'])
    const lift = (bypass: string | null): ItemEvent => ({
      type: 'lifted',
      until: null,
      reason: 'mag',
      bypass,
    })
    expect(await says(lift(null), chief)).toEqual(['refused-second-eyes'])
    expect(await says(lift('haast'), chief)).toEqual(['refused-second-eyes'])
    expect(await says({ type: 'lift-asked', until: until(2), reason: 'mag' })).toEqual(['accepted'])
    // More than was asked.
    expect(await says(lift(null), chief)).toEqual(['refused-state'])
    expect(await says({ type: 'lifted', until: until(2), reason: 'mag', bypass: null }, chief)).toEqual([
      'accepted',
    ])
  })

  test('lets nobody but whom the desk names release a brief alone, and no lead', async () => {
    const client = createClient()
    const settings = { ...USUAL_SETTINGS, releaseThemselves: [editor] }
    await client.push(desk.founder, client.deskEvent(desk.founder, { type: 'settings', settings }))
    const lead = await client.begin(editor)
    const revision = await client.submit(editor, lead)
    const alone: ItemEvent = { type: 'approved', revision, bypass: null, themselves: true }
    expect(await client.push(editor, client.event(editor, lead, alone))).toEqual(['refused-not-themselves'])
    expect(await client.push(chief, client.event(chief, lead, alone))).toEqual(['refused-not-themselves'])
  })

  test('releases once when two look at once, and once when a person is as quick', async () => {
    const { item, revision } = await approved()
    await schedule(item, desk.clock.now() + 1000)
    desk.clock.advance(1500)
    const client = createClient()
    const byHand = client.event(editor, item, { type: 'released', revision })
    await Promise.all([desk.hub.wake(), client.push(editor, byHand), desk.hub.wake(), desk.hub.wake()])
    await desk.settle()
    expect(await releasesOf(item)).toBe(1)
    expect(desk.detail(item).state.live?.version).toBe(1)
  })

  test('releases in the order of the times, the revision that was approved and not what was written since', async () => {
    const [late, soon] = [await approved(), await approved()]
    await schedule(late.item, desk.clock.now() + 60_000)
    await schedule(soon.item, desk.clock.now() + 30_000)
    await desk.settle()
    desk.write(editor, late.item, { headline: 'Na de goedkeuring' })
    await desk.settle()
    desk.clock.advance(61_000)
    await desk.settle()
    const { entries } = await desk.hub.connection.pull(0, 1000)
    const released = entries.flatMap(({ entry }) =>
      entry.kind === 'event' && entry.event.type === 'released' ? [[entry.item, entry.event.revision]] : [],
    )
    expect(released).toEqual([
      [soon.item, soon.revision],
      [late.item, late.revision],
    ])
    expect(desk.detail(late.item).row).toMatchObject({ changed: true, headline: 'Na de goedkeuring' })
  })
})
