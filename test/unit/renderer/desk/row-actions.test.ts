import { describe, expect, it } from 'vitest'
import { actionsFor, mayDo } from '../../../../renderer/features/desk/row-actions.ts'
import type { Role } from '../../../../shared/domain/person.ts'
import type { ItemRow } from '../../../../shared/domain/view.ts'
import type { State } from '../../../../shared/domain/workflow.ts'

const row = (state: State, changed = false): ItemRow => ({
  id: '11111111-1111-4111-8111-111111111111',
  kind: 'lead',
  section: 's',
  headline: 'h',
  dateline: [],
  credits: [],
  state,
  returned: false,
  waiting: false,
  changed,
  collided: false,
  fresh: false,
  authors: [],
  touchedAt: 0,
  publishAt: null,
  embargoUntil: null,
  shownAt: null,
  version: 0,
  held: false,
  goneAt: null,
  words: 0,
})
const actor = (...roles: Role[]) => ({ id: '22222222-2222-4222-8222-222222222222', roles })
const offered = (state: State, changed = false): string[] => [
  ...actionsFor(actor('editor'), [row(state, changed)]).keys(),
]

describe('what a list offers', () => {
  it('follows the state', () => {
    expect(offered('draft')).toEqual(['submit', 'spike', 'delete'])
    expect(offered('submitted')).toEqual(['withdraw', 'spike'])
    expect(offered('submitted', true)).toEqual(['submit', 'withdraw', 'spike'])
    expect(offered('approved')).toEqual(['release', 'spike'])
    expect(offered('published')).toEqual([])
    expect(offered('published', true)).toEqual(['submit'])
    expect(offered('killed')).toEqual([])
    expect(offered('spiked')).toEqual(['unspike', 'delete'])
    expect(offered('deleted')).toEqual(['undelete'])
    expect(offered('erased')).toEqual([])
  })

  it('offers nothing to somebody without a task', () => {
    expect(mayDo(actor('admin'), 'spike', row('draft'))).toBe(false)
  })

  it('keeps the rows that allow an action', () => {
    const found = actionsFor(actor('editor'), [row('draft'), row('approved')])
    expect(found.get('spike')).toHaveLength(2)
    expect(found.get('release')).toHaveLength(1)
  })

  it('offers an erasure to admins, and the trash to a chief for what others wait for', () => {
    expect([...actionsFor(actor('admin'), [row('deleted')]).keys()]).toEqual(['erase'])
    expect(mayDo(actor('admin'), 'erase', { ...row('published'), version: 1 })).toBe(false)
    expect(mayDo(actor('admin'), 'erase', { ...row('killed'), version: 1 })).toBe(true)
    expect([
      mayDo(actor('editor'), 'delete', row('approved')),
      mayDo(actor('chief'), 'delete', row('approved')),
    ]).toEqual([false, true])
  })
})
