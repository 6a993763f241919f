import { describe, expect, it } from 'vitest'
import { MENU, makesSense, nextStep } from '../../../../renderer/features/item/next-step.ts'
import type { ItemDetail } from '../../../../shared/domain/view.ts'
import { NEW_ITEM, type State } from '../../../../shared/domain/workflow.ts'

type Actions = ItemDetail['actions']

const detail = (state: State, may: (keyof Actions)[], more: { changed?: boolean; live?: boolean } = {}) => {
  const all = [...MENU, 'write', 'bypass'] as const
  const actions = Object.fromEntries(
    all.map((action) => [action, may.includes(action) ? null : 'refused-role']),
  )
  return {
    row: { state, changed: more.changed ?? false } as ItemDetail['row'],
    actions: actions as Actions,
    state: {
      ...NEW_ITEM,
      live: more.live ? { revision: 'a'.repeat(64), version: 1, firstAt: 1, at: 1 } : null,
    },
  }
}

describe('the next step', () => {
  it.each([
    ['draft', ['submit'], {}, 'submit'],
    ['draft', [], {}, null],
    ['submitted', ['approve', 'withdraw'], {}, 'approve'],
    ['submitted', ['withdraw'], {}, 'withdraw'],
    ['submitted', [], {}, null],
    ['submitted', ['approve', 'withdraw', 'submit'], { changed: true }, 'resubmit'],
    ['submitted', ['approve'], { changed: true }, 'approve'],
    ['approved', ['release', 'submit'], {}, 'release'],
    ['approved', ['release', 'submit'], { changed: true }, 'again'],
    ['scheduled', ['release', 'submit'], {}, 'release'],
    ['published', ['submit'], {}, null],
    ['published', ['submit'], { changed: true }, 'correct'],
    ['unpublished', ['submit'], {}, 'submit'],
    ['spiked', ['unspike'], {}, 'unspike'],
    ['deleted', ['undelete'], {}, 'undelete'],
    ['deleted', ['erase'], {}, null],
    ['erased', ['submit', 'undelete'], {}, null],
    ['killed', ['submit', 'release'], {}, null],
  ] as const)('%s with the right to %j %j: %s', (state, may, more, step) => {
    expect(nextStep(detail(state, [...may], more))).toBe(step)
  })

  it('offers a kill only for what readers have, and a spike only for what they have not', () => {
    const out = detail('published', [], { live: true })
    const inside = detail('draft', [])
    expect([makesSense('kill', out), makesSense('spike', out)]).toEqual([true, false])
    expect([makesSense('kill', inside), makesSense('spike', inside)]).toEqual([false, true])
    expect([makesSense('unpublish', out), makesSense('follow', out)]).toEqual([true, true])
    expect([makesSense('unpublish', inside), makesSense('follow', inside)]).toEqual([false, false])
  })

  it('offers asking for a kill where it takes two, and dropping one that was asked for', () => {
    const out = detail('published', ['ask-kill', 'drop-kill'], { live: true })
    const watched = { ...out, actions: { ...out.actions, kill: 'refused-second-eyes' as const } }
    expect(MENU.filter((action) => /kill/.test(action) && makesSense(action, watched))).toEqual(['ask-kill'])
    const killAsked = { by: 'joris', reason: 'fout', at: 1 }
    const asked = { ...out, state: { ...out.state, killAsked }, actions: { ...out.actions, kill: null } }
    expect(MENU.filter((action) => /kill/.test(action) && makesSense(action, asked))).toEqual([
      'kill',
      'drop-kill',
    ])
  })

  it('offers a submission only where there is something to judge', () => {
    const offered = (state: State, changed: boolean): boolean =>
      makesSense('submit', detail(state, [], { changed, live: state === 'published' }))
    expect([offered('submitted', false), offered('submitted', true)]).toEqual([false, true])
    expect([offered('published', false), offered('published', true)]).toEqual([false, true])
    expect(offered('draft', false)).toBe(true)
  })

  it('has nothing to decide about what was killed, unless the law asks', () => {
    const killed = detail('killed', [...MENU], { live: true })
    expect(MENU.filter((action) => makesSense(action, killed))).toEqual(['erase'])
    const other = detail('killed', ['submit'], { live: true })
    expect(MENU.filter((action) => makesSense(action, other))).toEqual([])
  })

  it('offers what is in the trash its way back, and an admin the way out', () => {
    const offered = (may: (typeof MENU)[number][]) =>
      MENU.filter((action) => makesSense(action, detail('deleted', may)))
    expect(offered(['undelete'])).toEqual(['undelete'])
    expect(offered(['undelete', 'erase'])).toEqual(['undelete', 'erase'])
  })
})
