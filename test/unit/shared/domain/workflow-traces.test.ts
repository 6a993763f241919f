/** What a decision leaves behind in an item. */
import { describe, expect, test } from 'vitest'
import type { ItemEvent } from '../../../../shared/domain/event.ts'
import { NEW_ITEM, ItemState as Stored, transition } from '../../../../shared/domain/workflow.ts'
import {
  become,
  ITEMS,
  LATER,
  LIVE,
  NOW,
  ONE,
  TAKEN_OFF,
  THREE,
  TWO,
  time,
} from '../../../support/workflow-items.ts'

describe('what a decision leaves behind', () => {
  test('a return names who, why and when, takes the approval back, and is over with the next submission', () => {
    const returned = become(ITEMS.again, { type: 'returned', note: 'kop' })
    expect(returned).toMatchObject({
      returned: { by: 'merel', note: 'kop', at: NOW },
      approved: null,
      submitted: null,
    })
    expect(become(returned, { type: 'submitted', revision: TWO }).returned).toBeNull()
  })

  test('a second submission leaves the approval standing, and withdrawing it gives it back', () => {
    const again = become(ITEMS.scheduled, { type: 'submitted', revision: TWO })
    expect(again).toMatchObject({ state: 'submitted', approved: ONE, submitted: TWO, publishAt: LATER })
    expect(become(again, { type: 'withdrawn' })).toMatchObject({
      state: 'scheduled',
      approved: ONE,
      submitted: null,
    })
  })

  test('a release counts versions, keeps the first moment and forgets the time', () => {
    const out = become(ITEMS.correctedTimed, { type: 'released', revision: TWO })
    expect(out.live).toEqual({ revision: TWO, version: 5, firstAt: LIVE.firstAt, at: NOW })
    expect(out).toMatchObject({ approved: null, publishAt: null })
    expect(become(ITEMS.approved, { type: 'released', revision: ONE }).live).toEqual({
      revision: ONE,
      version: 1,
      firstAt: NOW,
      at: NOW,
    })
  })

  test('an embargo is over at its minute and not a millisecond before', () => {
    const release: ItemEvent = { type: 'released', revision: ONE }
    const by = (at: number) => transition(ITEMS.embargoed, release, { by: 'hub', at })
    expect(by(LATER.instant - 1)).toEqual({ ok: false, reason: 'refused-embargo' })
    expect(by(LATER.instant).ok).toBe(true)
  })

  test('moving the time keeps the approval', () => {
    const moved = become(ITEMS.scheduled, { type: 'scheduled', schedule: time(NOW + 7_200_000) })
    expect(moved).toMatchObject({ state: 'scheduled', approved: ONE, approvedBy: 'joris' })
  })

  test('an unspike brings back everything', () => {
    for (const item of [ITEMS.draft, ITEMS.submitted, ITEMS.approved, ITEMS.scheduled, ITEMS.again])
      expect(become(become(item, { type: 'spiked' }), { type: 'unspiked' })).toEqual(item)
  })

  test('bringing back what was deleted brings back everything', () => {
    for (const item of [ITEMS.draft, ITEMS.submitted, ITEMS.scheduled, ITEMS.again, ITEMS.spikedTimed]) {
      const deleted = become(item, { type: 'deleted' })
      expect(deleted.deleted).toEqual({ by: 'merel', at: NOW, from: item.state })
      expect(become(deleted, { type: 'undeleted' })).toEqual(item)
    }
  })

  test('an erasure leaves nothing that anybody wrote, and the number of what a kill is about', () => {
    const erased = become(ITEMS.killed, { type: 'erased', reason: 'wet' })
    expect(erased).toEqual({
      ...NEW_ITEM,
      state: 'erased',
      live: LIVE,
      killed: { by: 'x', reason: '', at: NOW },
    })
  })

  test('only the hub erases without a reason', () => {
    const event: ItemEvent = { type: 'erased', reason: null }
    expect(transition(ITEMS.deleted, event, { by: 'hub', at: NOW }).ok).toBe(true)
  })

  test('a state of before there was a trash can still be read', () => {
    const { deleted: _deleted, ...before } = ITEMS.scheduled
    expect(Stored.parse(before)).toEqual(ITEMS.scheduled)
  })

  test('a correction takes its note along, past whoever approves it, to what is out', () => {
    const said = { reason: 'verkeerde haven', note: 'CORRECTIE: de haven is Delfzijl.' }
    const waiting = become(ITEMS.published, { type: 'submitted', revision: TWO, ...said })
    expect(waiting.submittedNotice).toEqual(said)
    expect(become(waiting, { type: 'withdrawn' }).submittedNotice).toBeNull()
    expect(become(waiting, { type: 'returned', note: 'nee' }).submittedNotice).toBeNull()
    const approved = become(waiting, { type: 'approved', revision: TWO, bypass: null })
    expect(approved).toMatchObject({ submittedNotice: null, approvedNotice: said })
    // A second submission does not touch what goes with the first.
    const again = become(approved, { type: 'submitted', revision: THREE })
    expect(become(again, { type: 'withdrawn' }).approvedNotice).toEqual(said)
    const out = become(approved, { type: 'released', revision: TWO })
    expect(out.live).toEqual({ revision: TWO, version: 5, firstAt: LIVE.firstAt, at: NOW, note: said.note })
    expect(out.approvedNotice).toBeNull()
  })

  test('an update says from its beginning what it follows', () => {
    const follows = '11111111-1111-4111-8111-111111111111'
    expect(become(NEW_ITEM, { type: 'created', kind: 'lead', follows }).follows).toBe(follows)
    expect(become(NEW_ITEM, { type: 'created', kind: 'lead' })).toEqual(NEW_ITEM)
  })

  test('what is taken off quietly has nothing under way, keeps its number, and comes out again as a newer version', () => {
    const off = become(ITEMS.correctedTimed, { type: 'unpublished', reason: 'dubbel' })
    expect(off).toMatchObject({ state: 'unpublished', live: null, approved: null, publishAt: null })
    expect(off.unpublished).toEqual({ ...TAKEN_OFF, by: 'merel' })
    const out = become(ITEMS.outAgain, { type: 'released', revision: TWO })
    expect(out.live).toEqual({ revision: TWO, version: 6, firstAt: LIVE.firstAt, at: NOW })
    expect(out.unpublished).toBeNull()
  })

  test('a kill that was asked for says by whom, and one that was not says why', () => {
    const asked = become(ITEMS.killAsked, { type: 'killed', reason: 'klopt', bypass: null })
    expect(asked.killed).toEqual({ by: 'merel', reason: 'klopt', at: NOW, askedBy: 'joris' })
    expect(asked.killAsked).toBeNull()
    const alone = become(ITEMS.published, { type: 'killed', reason: 'klopt', bypass: 'nacht' })
    expect(alone.killed).toEqual({ by: 'merel', reason: 'klopt', at: NOW, bypass: 'nacht' })
  })

  test('a kill of what was taken off quietly goes over the last that targets got', () => {
    const killed = become(ITEMS.unpublished, { type: 'killed', reason: 'klopt niet' })
    expect(killed.live).toEqual({ revision: ONE, version: 5, firstAt: NOW - 9000, at: NOW })
    expect(killed).toMatchObject({ state: 'killed', unpublished: null })
  })

  test('a state of before there was anything after publication can still be read', () => {
    const { submittedNotice, approvedNotice, follows, killAsked, unpublished, ...before } = ITEMS.corrected
    expect([submittedNotice, approvedNotice, follows, killAsked, unpublished]).toEqual(Array(5).fill(null))
    expect(Stored.parse(before)).toEqual(ITEMS.corrected)
  })

  test('a kill says who, why and when, and leaves what was out to be read', () => {
    const killed = become(ITEMS.correcting, { type: 'killed', reason: 'verkeerd' })
    expect(killed).toMatchObject({
      killed: { by: 'merel', reason: 'verkeerd', at: NOW },
      live: LIVE,
      submitted: null,
      approved: null,
      publishAt: null,
    })
  })
})
