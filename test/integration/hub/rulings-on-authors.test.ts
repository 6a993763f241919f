/** Who wrote and who approves, whatever a client says that does not play by the rules. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { writeField } from '../../../shared/document/layout.ts'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import type { ItemEvent } from '../../../shared/domain/event.ts'
import { HUB_AUTHOR } from '../../../shared/ids.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import { approve, createClient } from '../../support/own-client.ts'
import { openRuledDesk, type RuledDesk } from '../../support/ruled-desk.ts'

let ruled: RuledDesk
beforeEach(async () => {
  ruled = await openRuledDesk()
})
afterEach(() => ruled.desk.remove())

describe('who wrote, whatever the client says', () => {
  test('entries under another name than that of the connection are refused', async () => {
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const foreign = client.update(chief, item, (doc) => writeCopy(doc, { headline: 'x' }, 'x'))
    const decision = client.event(chief, item, { type: 'spiked' })
    expect(await client.push(editor, foreign, decision)).toEqual([
      'refused-foreign-author',
      'refused-foreign-author',
    ])
  })

  test('nobody is the hub', async () => {
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
    const item = await client.begin(editor)
    const revision = await client.submit(editor, item)
    await client.push(chief, client.event(chief, item, approve(revision)))
    const release = client.event(HUB_AUTHOR, item, { type: 'released', revision })
    expect(await client.push(HUB_AUTHOR, release)).toEqual(['refused-foreign-author'])
    expect(await client.push(editor, release)).toEqual(['refused-foreign-author'])
  })

  test('an update by somebody without the role, or who left, is refused', async () => {
    const { desk, editor } = ruled
    const client = createClient(desk)
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
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
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
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
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
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
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
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
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
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
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
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
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
    const { desk } = ruled
    const client = createClient(desk)
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
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
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
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
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
    const { desk, editor, chief } = ruled
    const client = createClient(desk)
    const item = await client.begin(chief)
    const revision = await client.submit(chief, item)
    expect(await client.push(editor, client.event(editor, item, approve(revision, 'reden')))).toEqual([
      'refused-role',
    ])
    const release: ItemEvent = { type: 'released', revision }
    expect(await client.push(editor, client.event(editor, item, release))).toEqual(['refused-state'])
  })
})
