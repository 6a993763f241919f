/**
 * Approvals and notes taken on a computer without a network, about items that meanwhile stand differently: what holds, what
 * is refused and in which words.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Decision } from '../../../shared/ipc/desk.ts'
import type { Colleague } from '../../support/colleague.ts'
import { paragraphs } from '../../support/desk.ts'
import { openTwoSides, type TwoSides } from '../../support/two-sides.ts'

let sides: TwoSides
beforeEach(async () => {
  sides = await openTwoSides()
})
afterEach(() => sides.stop())

describe('an approval without a network', () => {
  test('waits, is shown as waiting, and holds when the revision stands', async () => {
    const { train, desk, chief, back, submitted, approvalOf, state } = sides
    const item = await submitted()
    train.online(false)
    expect(train.decide(chief, item, approvalOf(train, item))).toBeNull()
    expect(train.detail(item, chief).row).toMatchObject({ state: 'approved', waiting: true })
    await train.settle()
    expect(desk.detail(item, chief).row.state).toBe('submitted')
    await back()
    expect(state(item)).toBe('approved')
    expect(train.refused).toEqual([])
  })

  test('holds when the copy was changed behind the revision: what was read is what goes out', async () => {
    const { train, desk, editor, chief, back, submitted, approvalOf, state } = sides
    const item = await submitted()
    train.online(false)
    const approval = approvalOf(train, item)
    expect(train.decide(chief, item, approval)).toBeNull()
    desk.write(editor, item, { headline: 'Haven open' })
    await desk.settle()
    await back()
    expect(state(item)).toBe('approved')
    const detail = desk.detail(item, chief)
    expect(detail.row.changed).toBe(true)
    expect(detail.state.approved).toBe(approval.type === 'approve' ? approval.revision : '')
  })

  /** What the desk does meanwhile; what the approval then hears; how the item stands. */
  const MEANWHILE: [
    what: string,
    act: (item: string, sides: TwoSides) => void,
    code: string,
    stands: string,
  ][] = [
    [
      'withdrawn',
      (item, { desk, editor }) => desk.decide(editor, item, { type: 'withdraw' }),
      'refused-state',
      'draft',
    ],
    [
      'submitted anew',
      (item, { desk, editor }) => {
        desk.write(editor, item, { headline: 'Haven open' })
        desk.decide(editor, item, { type: 'submit' })
      },
      'refused-revision-superseded',
      'submitted',
    ],
    [
      'returned',
      (item, { desk, second }) => desk.decide(second, item, { type: 'return', note: 'kop' }),
      'refused-state',
      'draft',
    ],
    [
      'approved by the other',
      (item, { desk, second, approvalOf }) => desk.decide(second, item, approvalOf(desk, item)),
      'refused-state',
      'approved',
    ],
    [
      'approved and out',
      (item, { desk, editor, second, approvalOf }) => {
        desk.decide(second, item, approvalOf(desk, item))
        desk.decide(editor, item, { type: 'release' })
      },
      'refused-state',
      'published',
    ],
    [
      'out and killed',
      (item, { desk, editor, second, approvalOf }) => {
        desk.decide(second, item, approvalOf(desk, item))
        desk.decide(editor, item, { type: 'release' })
        desk.decide(second, item, { type: 'kill', reason: 'fout', bypass: 'nacht' })
      },
      'refused-state',
      'killed',
    ],
    [
      'spiked',
      (item, { desk, editor }) => desk.decide(editor, item, { type: 'spike' }),
      'refused-state',
      'spiked',
    ],
    [
      'deleted',
      (item, { desk, second }) => desk.decide(second, item, { type: 'delete' }),
      'refused-deleted',
      'deleted',
    ],
  ]
  test.each(MEANWHILE)('of what was meanwhile %s is refused in words', async (_what, act, code, stands) => {
    const { train, desk, chief, back, submitted, approvalOf, state } = sides
    const item = await submitted()
    train.online(false)
    expect(train.decide(chief, item, approvalOf(train, item))).toBeNull()
    act(item, sides)
    await desk.settle()
    await back()
    expect(train.refused).toEqual([{ type: 'approved', code }])
    expect(state(item)).toBe(stands)
    const refused = train.detail(item, chief).history.filter((line) => line.status === 'refused')
    expect(refused).toMatchObject([{ type: 'approved', by: chief, fault: { code } }])
  })

  test('of what was meanwhile withdrawn and submitted with the same words holds: it is the revision that was read', async () => {
    const { train, desk, editor, chief, back, submitted, approvalOf, state } = sides
    const item = await submitted()
    train.online(false)
    train.decide(chief, item, approvalOf(train, item))
    desk.decide(editor, item, { type: 'withdraw' })
    desk.decide(editor, item, { type: 'submit' })
    await desk.settle()
    await back()
    expect(train.refused).toEqual([])
    expect(state(item)).toBe('approved')
  })

  test('of what was meanwhile erased is refused, and the item is gone', async () => {
    const { home, train, desk, chief, back, submitted, approvalOf } = sides
    const item = await submitted()
    train.online(false)
    train.decide(chief, item, approvalOf(train, item))
    desk.decide(home.founder, item, { type: 'erase', reason: 'wet' })
    await desk.settle()
    await back()
    expect(train.refused).toEqual([{ type: 'approved', code: 'refused-erased' }])
    expect(() => train.detail(item, chief)).toThrow('gone')
  })

  test('by somebody who is no chief any more is refused', async () => {
    const { train, chief, back, submitted, approvalOf, state, change } = sides
    const item = await submitted()
    train.online(false)
    train.decide(chief, item, approvalOf(train, item))
    await change(chief, { roles: ['editor'] })
    await back()
    expect(train.refused).toEqual([{ type: 'approved', code: 'refused-role' }])
    expect(state(item)).toBe('submitted')
  })
})

describe('a note', () => {
  const noteOn = (where: Colleague, item: string): Decision => ({
    type: 'return',
    note: 'Wie zegt dat?',
    revision: where.detail(item, sides.chief).state.submitted ?? '',
  })
  const submitAnew = (where: Colleague, item: string): void => {
    where.write(sides.editor, item, { headline: 'Haven open' })
    expect(where.decide(sides.editor, item, { type: 'submit' })).toBeNull()
  }

  test('about what was read on screen is not put to the newer revision that is here by now', async () => {
    const { desk, chief, settleAll, submitted, state } = sides
    const item = await submitted()
    const note = noteOn(desk, item)
    submitAnew(desk, item)
    expect(desk.decide(chief, item, note)).toBe('refused-revision-superseded')
    expect(desk.detail(item, chief).state).toMatchObject({ state: 'submitted', returned: null })
    expect(desk.decide(chief, item, noteOn(desk, item))).toBeNull()
    await settleAll()
    expect(state(item)).toBe('draft')
    expect(desk.detail(item, chief).state.returned).toMatchObject({ by: chief, note: 'Wie zegt dat?' })
  })

  test('that was written without a network is refused by the hub where a newer revision waits, and kept to read', async () => {
    const { train, desk, chief, back, submitted, state } = sides
    const item = await submitted()
    train.online(false)
    expect(train.decide(chief, item, noteOn(train, item))).toBeNull()
    submitAnew(desk, item)
    await desk.settle()
    await back()
    const code = 'refused-revision-superseded'
    expect(train.refused).toEqual([{ type: 'returned', code }])
    expect(state(item)).toBe('submitted')
    const refused = train.detail(item, chief).history.filter((line) => line.status === 'refused')
    expect(refused).toMatchObject([{ type: 'returned', text: 'Wie zegt dat?', fault: { code } }])
  })
})

describe('four eyes', () => {
  test('see an author whose words came in by a merge that the approving computer did not know of', async () => {
    const { train, desk, editor, second, settleAll, back, approvalOf, state } = sides
    // The second chief wrote on the train; the desk, which does not know it yet, submits its own copy.
    const item = desk.make(editor, { headline: 'Haven dicht', body: paragraphs('Een.', 'Twee.') })
    await settleAll()
    train.online(false)
    train.write(second, item, { headline: 'Haven helemaal dicht' })
    train.decide(second, item, { type: 'submit' })
    const approval = approvalOf(train, item)
    // With the reason of a bypass it would pass: here it is tried without one, as if nobody had told.
    expect(train.decide(second, item, approval)).toBe('refused-own-copy')
    await back()
    expect(state(item)).toBe('submitted')
    expect(
      train
        .detail(item, second)
        .authors.map(({ id }) => id)
        .sort(),
    ).toEqual([editor, second].sort())
  })

  test('count the authors of the revision that is approved, and not those who wrote after it', async () => {
    const { train, desk, second, back, submitted, approvalOf, state } = sides
    const item = await submitted()
    train.online(false)
    expect(train.decide(second, item, approvalOf(train, item))).toBeNull()
    // Meanwhile, at the desk, the same chief's other computer writes on: it is not what he approved.
    desk.write(second, item, { headline: 'Van Bram' })
    await desk.settle()
    await back()
    expect(train.refused).toEqual([])
    expect(state(item)).toBe('approved')
  })

  test('at the hub refuse an approval that its computer thought was free, because its author set grew', async () => {
    const { home, train, desk, editor, chief, settleAll, approvalOf } = sides
    // The chief wrote from another computer, was online and submitted; this one has the revision and not the update yet.
    const item = desk.make(editor, { headline: 'Haven dicht' })
    await settleAll()
    desk.write(chief, item, { headline: 'Haven dicht, schrijft Hanneke' })
    desk.decide(editor, item, { type: 'submit' })
    await settleAll()
    train.online(false)
    // A client that does not count its own words: the event alone, as it would come in.
    const { randomUUID } = await import('node:crypto')
    const approval = approvalOf(train, item)
    if (approval.type !== 'approve') throw new Error('no approval')
    const [ruling] = await home.hub.connection.push(chief, [
      {
        id: randomUUID(),
        kind: 'event',
        item,
        author: chief,
        replica: randomUUID(),
        seq: 1,
        at: 0,
        event: { type: 'approved', revision: approval.revision, bypass: null },
      },
    ])
    expect(ruling).toMatchObject({ verdict: 'refused', fault: { code: 'refused-own-copy' } })
  })

  test('begin with the second chief, also for an approval that was made when there was one', async () => {
    const { home, train, chief, second, settleAll, back, approvalOf, state, change } = sides
    await change(second, { roles: ['editor'] })
    await change(home.founder, { roles: ['editor', 'admin'] })
    await settleAll()
    const item = train.make(chief, { headline: 'Van de chef zelf' })
    train.decide(chief, item, { type: 'submit' })
    await settleAll()
    train.online(false)
    expect(train.decide(chief, item, approvalOf(train, item))).toBeNull()
    await change(second, { roles: ['chief', 'editor'] })
    await back()
    expect(train.refused).toEqual([{ type: 'approved', code: 'refused-own-copy' }])
    expect(state(item)).toBe('submitted')
  })
})
