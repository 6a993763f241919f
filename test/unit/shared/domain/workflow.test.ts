/** Every cell of state x event, written out by hand. */
import { describe, expect, test } from 'vitest'
import type { ItemEvent } from '../../../../shared/domain/event.ts'
import { type ItemState, ItemState as Stored, transition } from '../../../../shared/domain/workflow.ts'
import { BY, ITEMS, LATER, NAMES, NOW, THREE, time } from '../../../support/workflow-items.ts'

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
