/** The table of the design that the proof `rights` holds the app against, held against it here in a moment. */
import { describe, expect, test } from 'vitest'
import { can, ItemAction } from '../../../shared/domain/permissions.ts'
import type { Role } from '../../../shared/domain/person.ts'
import { type ItemState, NEW_ITEM, type State } from '../../../shared/domain/workflow.ts'
import type { StateName } from '../../prove/rights/items.ts'
import { mayByDesign } from '../../prove/rights/table.ts'

const ROLES: readonly Role[] = ['editor', 'chief', 'admin']
const SETS = Array.from({ length: 8 }, (_, bits) => ROLES.filter((_role, at) => (bits >> at) % 2 === 1))

/** How an item stands, as the app says it: its state, and whether readers have it. */
const STANDS: Readonly<Record<StateName, readonly [state: State, out: boolean]>> = {
  draft: ['draft', false],
  submitted: ['submitted', false],
  own: ['submitted', false],
  approved: ['approved', false],
  scheduled: ['scheduled', false],
  again: ['submitted', false],
  published: ['published', true],
  changed: ['published', true],
  correcting: ['submitted', true],
  corrected: ['approved', true],
  correctedTimed: ['scheduled', true],
  killAsked: ['published', true],
  ownKill: ['published', true],
  killed: ['killed', true],
  unpublished: ['unpublished', false],
  offAsked: ['unpublished', false],
  embargoed: ['draft', false],
  liftAsked: ['draft', false],
  ownLift: ['draft', false],
  brief: ['draft', false],
  spiked: ['spiked', false],
  deleted: ['deleted', false],
  deletedTimed: ['deleted', false],
  erased: ['erased', false],
}
/** Who asked for the kill, where somebody did. */
const ASKED: Readonly<Partial<Record<StateName, string>>> = {
  killAsked: 'somebody',
  offAsked: 'somebody',
  ownKill: 'me',
}
/** Who asked for an embargo to be lifted; null: there is one, and nobody did. */
const LIFT: Readonly<Partial<Record<StateName, string | null>>> = {
  embargoed: null,
  liftAsked: 'somebody',
  ownLift: 'me',
}
const NAMES = Object.keys(STANDS) as StateName[]

const stateOf = (name: StateName): ItemState => {
  const [state, out] = STANDS[name]
  const version = { revision: 'f'.repeat(64), version: 1, firstAt: 0, at: 0 }
  const by = ASKED[name]
  const lift = LIFT[name]
  return {
    ...NEW_ITEM,
    ...{ state, submittedBy: 'somebody' },
    live: out ? version : null,
    unpublished: state === 'unpublished' ? { ...version, by: 'somebody', reason: '' } : null,
    killAsked: by === undefined ? null : { by, reason: 'klopt niet', at: 0 },
    embargoUntil: lift === undefined ? null : { instant: 9, zone: 'UTC', wall: '2026-11-18T13:00' },
    liftAsked: lift == null ? null : { by: lift, reason: 'mag', at: 0, until: null },
  }
}

describe.each(NAMES)('%s', (name) => {
  test.each(SETS.map((roles) => [roles.join(', ') || 'nobody', roles] as const))('%s', (_, roles) => {
    const kind = name === 'brief' ? ('brief' as const) : ('lead' as const)
    const facts = { kind, state: stateOf(name), authors: [name === 'own' ? 'me' : 'somebody'] }
    const policy = { approvers: 3, chiefMayFix: false, releaseThemselves: ['me'] }
    const answers = ItemAction.options.map((action) => {
      const { ok } = can({ id: 'me', roles }, action, facts, policy)
      return [action, ok]
    })
    const designed = ItemAction.options.map((action) => [action, mayByDesign(roles, name, action)])
    expect(answers).toEqual(designed)
  })
})
