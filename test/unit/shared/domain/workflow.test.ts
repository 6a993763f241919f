/** Every cell of state x event, written out by hand, and what must hold after any history at all. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemEvent } from '../../../../shared/domain/event.ts'
import {
  type ItemState,
  lastOut,
  NEW_ITEM,
  ItemState as Stored,
  transition,
} from '../../../../shared/domain/workflow.ts'
import { runs } from '../../../support/arbitrary-copy.ts'

const NOW = Date.UTC(2026, 10, 18, 11)
const hash = (digit: string): string => digit.repeat(64)
const [ONE, TWO, THREE] = [hash('1'), hash('2'), hash('3')] as const
const time = (instant: number) => ({ instant, zone: 'Europe/Amsterdam', wall: '2026-11-18T13:00' })
const LATER = time(NOW + 3_600_000)
const BY = { by: 'merel', at: NOW }
const TAKEN_OFF = { by: 'x', reason: 'dubbel', at: NOW, revision: ONE, version: 5, firstAt: NOW - 9000 }
const LIVE = { revision: ONE, version: 4, firstAt: NOW - 9000, at: NOW - 5000 }

/** Items in every state, and in the states that the same name hides. */
const ITEMS = {
  draft: NEW_ITEM,
  submitted: { ...NEW_ITEM, state: 'submitted', submitted: ONE, submittedBy: 'joris' },
  approved: { ...NEW_ITEM, state: 'approved', approved: ONE, approvedBy: 'joris' },
  scheduled: { ...NEW_ITEM, state: 'scheduled', approved: ONE, approvedBy: 'joris', publishAt: LATER },
  published: { ...NEW_ITEM, state: 'published', live: LIVE, approvedBy: 'joris' },
  /** Submitted anew while an approval stands. */
  again: { ...NEW_ITEM, state: 'submitted', submitted: TWO, submittedBy: 'joris', approved: ONE },
  againTimed: { ...NEW_ITEM, state: 'submitted', submitted: TWO, approved: ONE, publishAt: LATER },
  /** A correction of what is out: waiting, approved, approved with a time. */
  correcting: { ...NEW_ITEM, state: 'submitted', submitted: TWO, live: LIVE },
  corrected: { ...NEW_ITEM, state: 'approved', approved: TWO, live: LIVE },
  correctedTimed: { ...NEW_ITEM, state: 'scheduled', approved: TWO, live: LIVE, publishAt: LATER },
  embargoed: { ...NEW_ITEM, state: 'approved', approved: ONE, embargoUntil: LATER },
  killed: { ...NEW_ITEM, state: 'killed', live: LIVE, killed: { by: 'x', reason: 'y', at: NOW } },
  spiked: { ...NEW_ITEM, state: 'spiked', spikedFrom: 'draft' },
  spikedTimed: { ...NEW_ITEM, state: 'spiked', spikedFrom: 'scheduled', approved: ONE, publishAt: LATER },
  deleted: { ...NEW_ITEM, state: 'deleted', deleted: { by: 'x', at: NOW, from: 'draft' } },
  deletedTimed: {
    ...NEW_ITEM,
    state: 'deleted',
    deleted: { by: 'x', at: NOW, from: 'spiked' },
    spikedFrom: 'scheduled',
    approved: ONE,
    publishAt: LATER,
  },
  erased: { ...NEW_ITEM, state: 'erased' },
  /** Out, and somebody wants it killed; taken off quietly; and on its way out again after that. */
  killAsked: {
    ...NEW_ITEM,
    state: 'published',
    live: LIVE,
    killAsked: { by: 'joris', reason: 'fout', at: NOW - 100 },
  },
  unpublished: { ...NEW_ITEM, state: 'unpublished', unpublished: TAKEN_OFF },
  outAgain: { ...NEW_ITEM, state: 'approved', approved: TWO, unpublished: TAKEN_OFF },
} as const satisfies Record<string, ItemState>
type ItemName = keyof typeof ITEMS
const NAMES = Object.keys(ITEMS) as ItemName[]

/** `this` revision is the one that waits or that is approved; `other` is one that is neither. */
const EVENTS: Record<string, (item: ItemState) => ItemEvent> = {
  created: () => ({ type: 'created', kind: 'lead' }),
  submitted: () => ({ type: 'submitted', revision: THREE }),
  withdrawn: () => ({ type: 'withdrawn' }),
  'approved: this': (item) => ({ type: 'approved', revision: item.submitted ?? THREE, bypass: null }),
  'approved: this, with a reason': (item) => ({
    type: 'approved',
    revision: item.submitted ?? THREE,
    bypass: 'alleen op de redactie',
  }),
  'approved: this, with a blank reason': (item) => ({
    type: 'approved',
    revision: item.submitted ?? THREE,
    bypass: ' \t',
  }),
  'approved: other': () => ({ type: 'approved', revision: THREE, bypass: null }),
  returned: () => ({ type: 'returned', note: 'kop klopt niet' }),
  'returned: this': (item) => ({
    type: 'returned',
    note: 'kop klopt niet',
    revision: item.submitted ?? THREE,
  }),
  'returned: other': () => ({ type: 'returned', note: 'kop klopt niet', revision: THREE }),
  scheduled: () => ({ type: 'scheduled', schedule: LATER }),
  unscheduled: () => ({ type: 'unscheduled' }),
  embargoed: () => ({ type: 'embargoed', until: LATER }),
  'embargo lifted': () => ({ type: 'embargoed', until: null }),
  'lift-asked': () => ({ type: 'lift-asked', until: null, reason: 'de bron is akkoord' }),
  'lift-asked without a reason': () => ({ type: 'lift-asked', until: null, reason: ' ' }),
  'lift-dropped': () => ({ type: 'lift-dropped' }),
  lifted: () => ({ type: 'lifted', until: null, reason: 'de bron is akkoord', bypass: null }),
  'lifted, and later than it was': () => ({
    type: 'lifted',
    until: time(LATER.instant + 60_000),
    reason: 'de bron is akkoord',
    bypass: null,
  }),
  'lifted alone without a reason': () => ({ type: 'lifted', until: null, reason: 'mag', bypass: '' }),
  'taken-off-at': () => ({ type: 'taken-off-at', at: LATER }),
  shown: () => ({ type: 'shown', at: NOW - 60_000 }),
  'released: this': (item) => ({ type: 'released', revision: item.approved ?? THREE }),
  'released: other': () => ({ type: 'released', revision: THREE }),
  killed: () => ({ type: 'killed', reason: 'verkeerde haven' }),
  'killed by one alone': () => ({ type: 'killed', reason: 'verkeerde haven', bypass: 'nacht' }),
  'killed alone without a reason': () => ({ type: 'killed', reason: 'verkeerde haven', bypass: ' ' }),
  'kill-asked': () => ({ type: 'kill-asked', reason: 'verkeerde haven' }),
  'kill-asked without a reason': () => ({ type: 'kill-asked', reason: ' ' }),
  'kill-dropped': () => ({ type: 'kill-dropped' }),
  unpublished: () => ({ type: 'unpublished', reason: '' }),
  spiked: () => ({ type: 'spiked' }),
  unspiked: () => ({ type: 'unspiked' }),
  deleted: () => ({ type: 'deleted' }),
  undeleted: () => ({ type: 'undeleted' }),
  erased: () => ({ type: 'erased', reason: 'de rechter wil het' }),
  'collision-settled': () => ({ type: 'collision-settled', collision: 'moved 1.1.1', keep: 'one' }),
  'erased without a reason': () => ({ type: 'erased', reason: ' ' }),
  'erased as the hub does': () => ({ type: 'erased', reason: null }),
}

const MEANING: Record<string, string> = {
  d: 'draft',
  s: 'submitted',
  a: 'approved',
  c: 'scheduled',
  p: 'published',
  k: 'killed',
  u: 'unpublished',
  x: 'spiked',
  l: 'deleted',
  w: 'erased',
  D: 'refused-deleted',
  E: 'refused-erased',
  '!': 'refused-state',
  o: 'refused-revision-superseded',
  n: 'refused-not-approved',
  e: 'refused-embargo',
  r: 'refused-reason-missing',
}

/** Columns as in ITEMS: draft, submitted, approved, scheduled, published | again ... embargoed | killed, spiked twice | deleted twice, erased | asked to be killed, taken off, on its way out again. */
const TABLE: Record<string, string> = {
  created: 'd!!!! !!!!!! !!! DDE !!!',
  submitted: 'sssss ssssss !!! DDE sss',
  withdrawn: '!d!!! acp!!! !!! DDE !!!',
  'approved: this': '!a!!! aca!!! !!! DDE !!!',
  'approved: this, with a reason': '!a!!! aca!!! !!! DDE !!!',
  'approved: this, with a blank reason': '!r!!! rrr!!! !!! DDE !!!',
  'approved: other': '!o!!! ooo!!! !!! DDE !!!',
  returned: '!d!!! ddp!!! !!! DDE !!!',
  'returned: this': '!d!!! ddp!!! !!! DDE !!!',
  'returned: other': '!o!!! ooo!!! !!! DDE !!!',
  scheduled: 'dsccp sssccc !!! DDE puc',
  unscheduled: 'dsaap sssaaa !!! DDE pua',
  embargoed: 'dsacp sssaca !!! DDE pua',
  'embargo lifted': 'dsacp sssaca !!! DDE pua',
  'lift-asked': '!!!!! !!!!!a !!! DDE !!!',
  'lift-asked without a reason': '!!!!! !!!!!r !!! DDE !!!',
  'lift-dropped': '!!!!! !!!!!! !!! DDE !!!',
  lifted: '!!!!! !!!!!a !!! DDE !!!',
  'lifted, and later than it was': '!!!!! !!!!!! !!! DDE !!!',
  'lifted alone without a reason': '!!!!! !!!!!r !!! DDE !!!',
  'taken-off-at': 'dsacp sssaca !!! DDE pua',
  shown: 'dsacp sssaca !!! DDE pua',
  'released: this': 'nnppn nnnppe !!! DDE nnp',
  'released: other': 'nnoon nnnooo !!! DDE nno',
  killed: '!!!!k !!kkk! !!! DDE kkk',
  'killed by one alone': '!!!!k !!kkk! !!! DDE kkk',
  'killed alone without a reason': 'rrrrr rrrrrr !!! DDE rrr',
  'kill-asked': '!!!!p !!sac! !!! DDE !ua',
  'kill-asked without a reason': '!!!!r !!rrr! !!! DDE !rr',
  'kill-dropped': '!!!!! !!!!!! !!! DDE p!!',
  unpublished: '!!!!u !!uuu! !!! DDE u!!',
  spiked: 'xxxx! xx!!!x !!! DDE !xx',
  unspiked: '!!!!! !!!!!! !dc DDE !!!',
  deleted: 'llll! ll!!!l !ll DDE !ll',
  undeleted: '!!!!! !!!!!! !!! dxE !!!',
  erased: 'wwww! ww!!!w www wwE !ww',
  'collision-settled': 'dsacp sssaca !!! DDE pua',
  'erased without a reason': 'rrrr! rr!!!r rrr rrE !rr',
  'erased as the hub does': 'rrrr! rr!!!r rrr rrE !rr',
}

const CELLS = Object.entries(TABLE).flatMap(([event, row]) =>
  [...row.replaceAll(' ', '')].map((letter, column) => ({
    event,
    item: NAMES[column] ?? 'draft',
    expected: MEANING[letter] ?? '?',
  })),
)

describe('every cell of state x event', () => {
  test('the table has all of them', () => {
    expect(Object.keys(TABLE)).toEqual(Object.keys(EVENTS))
    expect(CELLS).toHaveLength(NAMES.length * Object.keys(EVENTS).length)
    for (const item of Object.values(ITEMS)) expect(Stored.safeParse(item).success).toBe(true)
  })

  test.each(CELLS)('$item, $event: $expected', ({ event, item, expected }) => {
    const from = ITEMS[item]
    const frozen = structuredClone(from)
    const make = EVENTS[event]
    if (!make) throw new Error('no such event')
    const found = transition(from, make(from), BY)
    expect(found.ok ? found.state.state : found.reason).toBe(expected)
    // The item that goes in is never touched, and what comes out can be stored.
    expect(from).toEqual(frozen)
    if (found.ok) expect(Stored.parse(found.state)).toEqual(found.state)
  })
})

const become = (item: ItemState, event: ItemEvent, at = NOW): ItemState => {
  const found = transition(item, event, { by: 'merel', at })
  if (!found.ok) throw new Error(found.reason)
  return found.state
}

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

/** Stands for the revision that a decision is about at that moment; a history of wild guesses gets nowhere. */
const CURRENT = hash('c')
const revision = fc.constantFrom(CURRENT, CURRENT, CURRENT, ONE, TWO)
const aimed = (event: ItemEvent, item: ItemState): ItemEvent => {
  if (event.type === 'submitted' && event.revision === CURRENT) return { ...event, revision: THREE }
  if (event.type === 'approved' && event.revision === CURRENT)
    return { ...event, revision: item.submitted ?? THREE }
  if (event.type === 'released' && event.revision === CURRENT)
    return { ...event, revision: item.approved ?? THREE }
  return event
}
const moment = fc.integer({ min: -5, max: 5 }).map((step) => time(NOW + step * 60_000))
const anyEvent: fc.Arbitrary<ItemEvent> = fc.oneof(
  fc.record({ type: fc.constant('created' as const), kind: fc.constant('lead' as const) }),
  { weight: 4, arbitrary: revision.map((one) => ({ type: 'submitted' as const, revision: one })) },
  fc.constant({ type: 'withdrawn' as const }),
  {
    weight: 6,
    arbitrary: fc
      .record({ revision, bypass: fc.constantFrom(null, null, 'reden', '') })
      .map((one) => ({ type: 'approved' as const, ...one })),
  },
  fc.constant({ type: 'returned' as const, note: 'nee' }),
  revision.map((one) => ({ type: 'returned' as const, note: 'nee', revision: one })),
  moment.map((schedule) => ({ type: 'scheduled' as const, schedule })),
  fc.constant({ type: 'unscheduled' as const }),
  fc.option(moment, { nil: null }).map((until) => ({ type: 'embargoed' as const, until })),
  fc.option(moment, { nil: null }).map((until) => ({ type: 'lift-asked' as const, until, reason: 'mag' })),
  fc.constant({ type: 'lift-dropped' as const }),
  fc
    .record({ until: fc.option(moment, { nil: null }), bypass: fc.constantFrom(null, 'nacht') })
    .map((one) => ({ type: 'lifted' as const, reason: 'mag', ...one })),
  fc.option(moment, { nil: null }).map((off) => ({ type: 'taken-off-at' as const, at: off })),
  fc.record({ type: fc.constant('shown' as const), at: fc.constantFrom(null, NOW) }),
  { weight: 6, arbitrary: revision.map((one) => ({ type: 'released' as const, revision: one })) },
  fc.constantFrom(null, 'nacht').map((bypass) => ({ type: 'killed' as const, reason: 'fout', bypass })),
  fc.constant({ type: 'kill-asked' as const, reason: 'fout' }),
  fc.constant({ type: 'kill-dropped' as const }),
  fc.constant({ type: 'unpublished' as const, reason: '' }),
  fc.constant({ type: 'spiked' as const }),
  { weight: 4, arbitrary: fc.constant({ type: 'unspiked' as const }) },
  fc.constant({ type: 'deleted' as const }),
  { weight: 4, arbitrary: fc.constant({ type: 'undeleted' as const }) },
)
const history = fc.array(fc.record({ event: anyEvent, minutes: fc.integer({ min: 0, max: 2 }) }), {
  minLength: 1,
  maxLength: 60,
  size: 'max',
})

describe('after any history', () => {
  test('killed is final, versions only grow, nothing is out that nobody approved, no embargo is passed', () => {
    let releases = 0
    let kills = 0
    let takenOff = 0
    fc.assert(
      fc.property(history, (steps) => {
        let item: ItemState = NEW_ITEM
        let at = NOW - 10 * 60_000
        const submitted = new Set<string>()
        const approved = new Set<string>()
        for (const { event: wanted, minutes } of steps) {
          const event = aimed(wanted, item)
          at += minutes * 60_000
          const found = transition(item, event, { by: 'merel', at })
          if (item.state === 'killed') expect(found.ok).toBe(false)
          if (item.state === 'spiked')
            expect(found.ok).toBe(event.type === 'unspiked' || event.type === 'deleted')
          if (item.state === 'deleted') expect(found.ok).toBe(event.type === 'undeleted')
          if (!found.ok) continue
          const next = found.state
          if (event.type === 'submitted') submitted.add(event.revision)
          if (event.type === 'approved') approved.add(event.revision)
          if (event.type === 'killed') kills += 1
          expect(Stored.safeParse(next).success).toBe(true)

          // A release and a taking off have a number each, and none is ever used again.
          const counts = event.type === 'released' || event.type === 'unpublished'
          expect(lastOut(next)?.version ?? 0).toBe((lastOut(item)?.version ?? 0) + (counts ? 1 : 0))
          if (lastOut(item)) expect(lastOut(next)?.firstAt).toBe(lastOut(item)?.firstAt)
          if (next.submitted !== null) expect(submitted).toContain(next.submitted)
          if (next.approved !== null) expect(submitted).toContain(next.approved)
          if (next.approved !== null) expect(approved).toContain(next.approved)
          if (next.live) expect(approved).toContain(next.live.revision)
          if (event.type === 'released') {
            releases += 1
            expect(event.revision).toBe(item.approved)
            expect(item.embargoUntil?.instant ?? 0).toBeLessThanOrEqual(at)
          } else if (event.type === 'unpublished') {
            takenOff += 1
            expect(next.live).toBeNull()
          } else if (event.type === 'killed') expect(next.live).toEqual(lastOut(item))
          else expect(next.live).toEqual(item.live)

          // What a state says is there, is there.
          expect(next.state === 'submitted').toBe(
            next.submitted !== null && !['spiked', 'deleted', 'killed'].includes(next.state),
          )
          if (next.state === 'approved')
            expect([next.approved !== null, next.publishAt]).toEqual([true, null])
          if (next.state === 'scheduled') expect(next.approved !== null && next.publishAt !== null).toBe(true)
          if (next.state === 'published') expect(next.live !== null && next.approved === null).toBe(true)
          if (next.state === 'draft') expect(lastOut(next) !== null || next.approved !== null).toBe(false)
          if (next.state === 'unpublished')
            expect([next.live, next.approved, next.unpublished === null]).toEqual([null, null, false])
          if (next.live) expect(next.unpublished).toBeNull()
          if (next.killAsked) expect(lastOut(next)).not.toBeNull()
          if (next.liftAsked) expect(next.embargoUntil).not.toBeNull()
          // By a lift an embargo ends earlier, and by nothing else but being set anew.
          if (event.type === 'lifted')
            expect(next.embargoUntil?.instant ?? 0).toBeLessThan(item.embargoUntil?.instant ?? 0)
          else if (event.type !== 'embargoed') expect(next.embargoUntil).toEqual(item.embargoUntil)
          if (next.state === 'spiked' || next.state === 'deleted') expect(next.live).toBeNull()
          expect(next.killed !== null).toBe(next.state === 'killed')
          item = next
        }
      }),
      runs(3000),
    )
    // A property over histories that never get anywhere would hold and say nothing.
    expect(releases).toBeGreaterThan(300)
    expect(kills).toBeGreaterThan(50)
    expect(takenOff).toBeGreaterThan(50)
  })
})
