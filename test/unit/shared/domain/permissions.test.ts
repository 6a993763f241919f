/** Every cell of role x state x action, and the four eyes, written out by hand. */
import { describe, expect, test } from 'vitest'
import type { ItemEvent } from '../../../../shared/domain/event.ts'
import {
  type Actor,
  actionOfEvent,
  can,
  fourEyes,
  ItemAction,
  mayChangeDesk,
  mayManageDesk,
  type Policy,
} from '../../../../shared/domain/permissions.ts'
import { Role } from '../../../../shared/domain/person.ts'
import { type ItemState, NEW_ITEM, State } from '../../../../shared/domain/workflow.ts'

const ONE = '1'.repeat(64)
const LIVE = { revision: ONE, version: 1, firstAt: 1, at: 1 }

/**
 * Columns: write submit withdraw approve bypass return schedule embargo show release kill spike unspike
 * | delete undelete erase | ask-kill drop-kill kill-alone unpublish follow
 * | self-approve ask-lift drop-lift lift lift-alone take-off-at. 2 may, and where four eyes watch only as the second pair. + may, R may not by role, T is not let release it, S may not in this state, D it is in the trash, E it was erased. Rows are states; `+live` is the same state with a version out.
 */
const EDITOR: Record<string, string> = {
  'draft     ': '++S RRR +++ S R+S +SR SSRRS TSSRR+',
  'submitted ': '+++ RRR +++ S R+S RSR SSRRS TSSRR+',
  'approved  ': '++S RRR +++ + R+S RSR SSRRS TSSRR+',
  'scheduled ': '++S RRR +++ + R+S RSR SSRRS TSSRR+',
  'spiked    ': 'SSS RRR SSS S RS+ +SR SSRRS SSSRRS',
  'submitted +live': '+++ RRR +++ S RSS SSR +SRR+ TSSRRR',
  'approved +live': '++S RRR +++ + RSS SSR +SRR+ TSSRRR',
  'scheduled +live': '++S RRR +++ + RSS SSR +SRR+ TSSRRR',
  'published +live': '++S RRR +++ S RSS SSR +SRR+ TSSRRR',
  'killed +live': 'SSS RRR SSS S RSS SSR SSRRS SSSRRS',
  'deleted   ': 'DDD RRR DDD D RDD D+R DDRRD DDDRRD',
  'erased +live': 'EEE RRR EEE E REE EER EERRE EEERRE',
  'unpublished +off': '++S RRR +++ S R+S RSR +SRRS TSSRR+',
  'published +asked': '++S RRR +++ S RSS SSR SRRR+ TSSRRR',
  'published +mine': '++S RRR +++ S RSS SSR S+RR+ TSSRRR',
}
const CHIEF: Record<string, string> = {
  'draft     ': '++S SSS +++ S S+S +SR SSSSS TSSSS+',
  'submitted ': '+++ +++ +++ S S+S +SR SSSSS TSSSS+',
  'approved  ': '++S SSS +++ + S+S +SR SSSSS TSSSS+',
  'scheduled ': '++S SSS +++ + S+S +SR SSSSS TSSSS+',
  'spiked    ': 'SSS SSS SSS S SS+ +SR SSSSS SSSSSS',
  'submitted +live': '+++ +++ +++ S 2SS SSR +S+++ TSSSS+',
  'approved +live': '++S SSS +++ + 2SS SSR +S+++ TSSSS+',
  'scheduled +live': '++S SSS +++ + 2SS SSR +S+++ TSSSS+',
  'published +live': '++S SSS +++ S 2SS SSR +S+++ TSSSS+',
  'killed +live': 'SSS SSS SSS S SSS SSR SSSSS SSSSSS',
  'deleted   ': 'DDD DDD DDD D DDD D+R DDDDD DDDDDD',
  'erased +live': 'EEE EEE EEE E EEE EER EEEEE EEEEEE',
  'unpublished +off': '++S SSS +++ S 2+S +SR +S+SS TSSSS+',
  'published +asked': '++S SSS +++ S +SS SSR S++++ TSSSS+',
  'published +mine': '++S SSS +++ S 2SS SSR S++++ TSSSS+',
}
/** Nobody without a role does anything. */
const NOTHING: Record<string, string> = Object.fromEntries(
  Object.keys(EDITOR).map((row) => [row, 'RRR RRR RRR R RRR RRR RRRRR RRRRRR']),
)
/** An admin looks after the desk: with other roles or none, erasing is all that it adds. */
const ERASE: Record<string, string> = Object.fromEntries(
  Object.keys(EDITOR).map((row) => {
    const [state, out] = row.trim().split(' ')
    if (state === 'erased') return [row, 'E']
    return [row, out !== undefined && out !== '+off' && state !== 'killed' ? 'S' : '+']
  }),
)
const withErase = (table: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(table).map(([row, letters]) => [
      row,
      letters.replace(/.( \S+ \S+)$/, (_all, rest: string) => (ERASE[row] ?? '?') + rest),
    ]),
  )

const TABLES: { roles: Role[]; table: Record<string, string> }[] = [
  { roles: [], table: NOTHING },
  { roles: ['admin'], table: withErase(NOTHING) },
  { roles: ['editor'], table: EDITOR },
  { roles: ['editor', 'admin'], table: withErase(EDITOR) },
  { roles: ['chief'], table: CHIEF },
  { roles: ['chief', 'admin'], table: withErase(CHIEF) },
  { roles: ['editor', 'chief'], table: CHIEF },
  { roles: ['editor', 'chief', 'admin'], table: withErase(CHIEF) },
]

const itemOf = (row: string): ItemState => {
  const [state, out] = row.trim().split(' ')
  const live = out === undefined || out === '+off' ? null : LIVE
  const unpublished = out === '+off' ? { ...LIVE, by: 'joris', reason: '' } : null
  const asker = { '+asked': 'joris', '+mine': 'merel' }[out ?? '']
  const killAsked = asker === undefined ? null : { by: asker, reason: 'fout', at: 1 }
  const submitted = state === 'submitted' ? ONE : null
  return { ...NEW_ITEM, state: State.parse(state), live, unpublished, killAsked, submitted }
}
const MEANING: Record<string, string> = {
  '+': 'may',
  R: 'refused-role',
  T: 'refused-not-themselves',
  S: 'refused-state',
  D: 'refused-deleted',
  E: 'refused-erased',
}
/** The columns in the order in which they were thought of. */
const COLUMNS: readonly ItemAction[] = [
  ...(['write', 'submit', 'withdraw', 'approve', 'bypass', 'return', 'schedule', 'embargo', 'show'] as const),
  ...(['release', 'kill', 'spike', 'unspike', 'delete', 'undelete', 'erase'] as const),
  ...(['ask-kill', 'drop-kill', 'kill-alone', 'unpublish', 'follow'] as const),
  ...(['self-approve', 'ask-lift', 'drop-lift', 'lift', 'lift-alone', 'take-off-at'] as const),
]
const POLICIES: Policy[] = [1, 2].flatMap((approvers) =>
  [false, true].map((chiefMayFix) => ({ approvers, chiefMayFix })),
)

const answer = (...asked: Parameters<typeof can>): string => {
  const found = can(...asked)
  return found.ok ? 'may' : found.reason
}

const CELLS = TABLES.flatMap(({ roles, table }) =>
  Object.entries(table).flatMap(([row, letters]) =>
    [...letters.replaceAll(' ', '')].map((letter, column) => ({
      roles,
      row: row.trim(),
      action: COLUMNS[column] ?? 'write',
      expected: letter === '2' ? 'second pair' : (MEANING[letter] ?? '?'),
    })),
  ),
)

describe('every cell of role x state x action', () => {
  test('the tables have all of them', () => {
    expect(TABLES).toHaveLength(2 ** Role.options.length)
    expect(new Set(Object.keys(EDITOR).map((row) => itemOf(row).state)).size).toBe(State.options.length)
    expect(CELLS).toHaveLength(8 * 15 * ItemAction.options.length)
    expect([...COLUMNS].sort()).toEqual([...ItemAction.options].sort())
  })

  test.each(CELLS)('[$roles] $row $action: $expected', ({ roles, row, action, expected: cell }) => {
    const actor: Actor = { id: 'merel', roles }
    const state = itemOf(row)
    for (const policy of POLICIES) {
      const expected = cell === 'second pair' ? (fourEyes(policy) ? 'refused-second-eyes' : 'may') : cell
      // Somebody else's copy, or nobody's: the table as it stands, whatever the policy.
      expect(answer(actor, action, { state, authors: ['joris'] }, policy)).toBe(expected)
      expect(answer(actor, action, { state, authors: [] }, policy)).toBe(expected)
      // One's own copy: the same but for approving.
      if (action !== 'approve') {
        expect(answer(actor, action, { state, authors: ['merel'] }, policy)).toBe(expected)
        expect(answer(actor, action, { state, authors: ['joris', 'merel'] }, policy)).toBe(expected)
      }
    }
  })
})

describe('four eyes', () => {
  /** authors | submitted by | approvers | chief may fix -> what a chief called merel hears when approving. */
  const EYES: [authors: string, by: string, approvers: number, fix: boolean, expected: string][] = [
    ['merel', 'merel', 1, false, 'may'],
    ['merel', 'merel', 1, true, 'may'],
    ['merel', 'joris', 1, false, 'may'],
    ['merel joris', 'merel', 1, false, 'may'],
    ['merel', 'merel', 2, false, 'refused-own-copy'],
    ['merel', 'merel', 2, true, 'refused-own-copy'],
    ['merel', 'joris', 2, false, 'refused-own-copy'],
    ['merel', 'joris', 2, true, 'refused-own-copy'],
    ['joris merel', 'joris', 2, false, 'refused-own-copy'],
    ['joris merel', 'joris', 2, true, 'may'],
    ['joris merel', 'merel', 2, true, 'refused-own-copy'],
    ['joris merel', 'merel', 2, false, 'refused-own-copy'],
    ['joris', 'merel', 2, false, 'may'],
    ['joris', 'joris', 2, false, 'may'],
    ['joris', 'joris', 2, true, 'may'],
    ['', 'merel', 2, false, 'may'],
    ['', 'joris', 2, true, 'may'],
    ['merel', 'merel', 7, false, 'refused-own-copy'],
    ['merel', 'merel', 0, false, 'may'],
  ]
  test.each(EYES)('written by [%s], submitted by %s, %i approvers, may fix %s: %s', (...cell) => {
    const [authors, submittedBy, approvers, chiefMayFix, expected] = cell
    const state = { ...itemOf('submitted'), submittedBy }
    const item = { state, authors: authors.split(' ').filter((name) => name !== '') }
    const policy = { approvers, chiefMayFix }
    const chief: Actor = { id: 'merel', roles: ['chief'] }
    expect(answer(chief, 'approve', item, policy)).toBe(expected)
    // With a reason it is always another matter, and listed.
    expect(answer(chief, 'bypass', item, policy)).toBe('may')
    expect(answer({ id: 'merel', roles: ['editor', 'admin'] }, 'approve', item, policy)).toBe('refused-role')
    expect(answer({ id: 'merel', roles: ['editor', 'admin'] }, 'bypass', item, policy)).toBe('refused-role')
  })

  test('they watch from two approvers on', () => {
    expect([0, 1, 2, 3].map((approvers) => fourEyes({ approvers, chiefMayFix: true }))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })
})

test('only an admin looks after the desk', () => {
  for (const { roles } of TABLES) expect(mayManageDesk({ id: 'merel', roles })).toBe(roles.includes('admin'))
})

test('every event needs an action, and approving one’s own copy with a reason is another one', () => {
  const at = { instant: 0, zone: 'UTC', wall: '1970-01-01T00:00' }
  const events: [ItemEvent, ItemAction][] = [
    [{ type: 'created', kind: 'lead' }, 'write'],
    [{ type: 'submitted', revision: ONE }, 'submit'],
    [{ type: 'withdrawn' }, 'withdraw'],
    [{ type: 'approved', revision: ONE, bypass: null }, 'approve'],
    [{ type: 'approved', revision: ONE, bypass: '' }, 'bypass'],
    [{ type: 'approved', revision: ONE, bypass: 'reden' }, 'bypass'],
    [{ type: 'returned', note: '' }, 'return'],
    [{ type: 'scheduled', schedule: at }, 'schedule'],
    [{ type: 'unscheduled' }, 'schedule'],
    [{ type: 'embargoed', until: null }, 'embargo'],
    [{ type: 'shown', at: null }, 'show'],
    [{ type: 'released', revision: ONE }, 'release'],
    [{ type: 'killed', reason: 'fout' }, 'kill'],
    [{ type: 'killed', reason: 'fout', bypass: null }, 'kill'],
    [{ type: 'killed', reason: 'fout', bypass: 'nacht' }, 'kill-alone'],
    [{ type: 'kill-asked', reason: 'fout' }, 'ask-kill'],
    [{ type: 'kill-dropped' }, 'drop-kill'],
    [{ type: 'approved', revision: ONE, bypass: null, themselves: true }, 'self-approve'],
    [{ type: 'lift-asked', until: null, reason: 'mag' }, 'ask-lift'],
    [{ type: 'lift-dropped' }, 'drop-lift'],
    [{ type: 'lifted', until: null, reason: 'mag', bypass: null }, 'lift'],
    [{ type: 'lifted', until: null, reason: 'mag', bypass: 'alleen' }, 'lift-alone'],
    [{ type: 'taken-off-at', at: null }, 'take-off-at'],
    [{ type: 'unpublished', reason: '' }, 'unpublish'],
    [{ type: 'spiked' }, 'spike'],
    [{ type: 'unspiked' }, 'unspike'],
    [{ type: 'deleted' }, 'delete'],
    [{ type: 'undeleted' }, 'undelete'],
    [{ type: 'erased', reason: 'wet' }, 'erase'],
    [{ type: 'collision-settled', collision: 'moved 1.1.1', keep: 'both' }, 'write'],
  ]
  for (const [event, action] of events) expect(actionOfEvent(event)).toBe(action)
})

describe('embargoes that end earlier', () => {
  const until = { instant: 9, zone: 'UTC', wall: '2026-11-18T13:00' }
  const joris = { by: 'joris', reason: 'mag', at: 1, until: null }
  const held = { ...NEW_ITEM, embargoUntil: until }
  const asked = { ...held, liftAsked: joris }
  const mine = { ...held, liftAsked: { ...joris, by: 'merel' } }
  const two: Policy = { approvers: 2, chiefMayFix: false }
  const one: Policy = { approvers: 1, chiefMayFix: false }
  test.each<[string, ItemAction, ItemState, Role[], Policy, string]>([
    ['anybody who writes asks', 'ask-lift', held, ['editor'], two, 'may'],
    ['once', 'ask-lift', asked, ['editor'], two, 'refused-state'],
    ['an admin does not', 'ask-lift', held, ['admin'], two, 'refused-role'],
    ['another chief confirms', 'lift', asked, ['chief'], two, 'may'],
    ['an editor does not', 'lift', asked, ['editor'], two, 'refused-role'],
    ['not whoever asked', 'lift', mine, ['chief'], two, 'refused-second-eyes'],
    ['not without being asked', 'lift', held, ['chief'], two, 'refused-second-eyes'],
    ['not even alone', 'lift', mine, ['chief'], one, 'refused-second-eyes'],
    ['alone only with a reason that is listed', 'lift-alone', held, ['chief'], one, 'may'],
    ['never alone where two may approve', 'lift-alone', mine, ['chief'], two, 'refused-second-eyes'],
    ['whoever asked drops it', 'drop-lift', mine, ['editor'], two, 'may'],
    ['a chief says no', 'drop-lift', asked, ['chief'], two, 'may'],
    ['nobody else', 'drop-lift', asked, ['editor'], two, 'refused-role'],
  ])('%s', (_name, action, state, roles, policy, expected) => {
    expect(answer({ id: 'merel', roles }, action, { state, authors: [] }, policy)).toBe(expected)
  })
})

describe('briefs by whoever may release them themselves', () => {
  const named: Policy = { approvers: 2, chiefMayFix: false, releaseThemselves: ['merel'] }
  const of = (id: string, kind: 'brief' | 'lead', roles: Role[] = ['editor'], policy = named): string =>
    answer({ id, roles }, 'self-approve', { kind, state: NEW_ITEM, authors: [id] }, policy)
  test('only who is named, only a brief, and only who writes', () => {
    expect(of('merel', 'brief')).toBe('may')
    expect(of('merel', 'lead')).toBe('refused-not-themselves')
    expect(of('joris', 'brief')).toBe('refused-not-themselves')
    expect(of('merel', 'brief', ['admin'])).toBe('refused-role')
    expect(of('merel', 'brief', ['chief'], { ...named, releaseThemselves: [] })).toBe(
      'refused-not-themselves',
    )
  })
})

test('templates and slots that return are whoever writes’s, the rest of the desk is an admin’s', () => {
  const slot = { id: ONE.slice(0, 32), name: 'Ochtend', section: '', time: '07:00', zone: 'UTC', days: [1] }
  const events = {
    recurring: { type: 'recurring', slot: { ...slot, template: null, who: null }, removed: false },
    section: { type: 'section', section: { id: '', name: 'x', order: 1, active: true } },
  } as const
  const by = (roles: Role[], event: keyof typeof events): boolean =>
    mayChangeDesk({ id: 'merel', roles }, events[event])
  expect((['editor', 'chief', 'admin'] as const).map((role) => by([role], 'recurring'))).toEqual([
    true,
    true,
    true,
  ])
  expect((['editor', 'chief', 'admin'] as const).map((role) => by([role], 'section'))).toEqual([
    false,
    false,
    true,
  ])
  expect(by([], 'recurring')).toBe(false)
})
