/**
 * People whose tasks change while what they did waits.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Colleague } from '../../support/colleague.ts'
import { openTwoSides, type TwoSides } from '../../support/two-sides.ts'

let sides: TwoSides
beforeEach(async () => {
  sides = await openTwoSides()
})
afterEach(() => sides.stop())

describe('people who change while entries wait', () => {
  test('somebody who was removed: words and decisions come back to this computer with the reason', async () => {
    const { train, desk, editor, chief, back, submitted, state, change } = sides
    const item = await submitted()
    train.online(false)
    train.write(editor, item, { headline: 'Nog iets van Joris' })
    train.decide(editor, item, { type: 'withdraw' })
    await change(editor, { active: false })
    await back()
    expect(train.refused).toEqual([
      { type: 'update', code: 'refused-role' },
      { type: 'withdrawn', code: 'refused-role' },
    ])
    expect(desk.detail(item, chief).row.headline).toBe('Haven dicht')
    expect(state(item)).toBe('submitted')
    // He is not at this computer's desk any more either.
    expect(() => train.decide(editor, item, { type: 'withdraw' })).toThrow('locked')
  })

  test('somebody who became an editor meanwhile may approve what waits no more, and write all the same', async () => {
    const { train, desk, chief, second, back, submitted, approvalOf, change } = sides
    const item = await submitted()
    train.online(false)
    train.decide(second, item, approvalOf(train, item))
    train.write(second, item, { headline: 'Van Bram' })
    await change(second, { roles: ['editor'] })
    await back()
    expect(train.refused).toEqual([{ type: 'approved', code: 'refused-role' }])
    expect(desk.detail(item, chief).row.headline).toBe('Van Bram')
  })

  test('somebody who lost every task can do nothing, and a task given later does not reach back', async () => {
    const { train, desk, editor, chief, settleAll, back, submitted, change } = sides
    const item = await submitted()
    train.online(false)
    train.write(editor, item, { headline: 'Van Joris' })
    await change(editor, { roles: [] })
    await back()
    expect(train.refused).toEqual([{ type: 'update', code: 'refused-role' }])
    await change(editor, { roles: ['editor'] })
    await settleAll()
    expect(desk.detail(item, chief).row.headline).toBe('Haven dicht')
    expect(train.decide(editor, item, { type: 'withdraw' })).toBeNull()
  })

  test('two admins who remove each other: the first stands, and somebody looks after the desk', async () => {
    const { home, train, desk, second, settleAll, back, change } = sides
    await change(second, { roles: ['chief', 'admin'] })
    await settleAll()
    const { changePerson } = await import('../../../main/desk/people.ts')
    const { actorOf } = await import('../../../main/desk/rights.ts')
    const { readPeople } = await import('../../../main/db/register.ts')
    const remove = (where: Colleague, by: string, person: string, name: string): void => {
      changePerson(where.desk.context, actorOf(where.db, by), {
        person,
        name,
        roles: ['chief'],
        active: true,
      })
    }
    train.online(false)
    remove(train, second, home.founder, 'Merel Oosterhof')
    remove(desk, home.founder, second, 'Bram Tuinman')
    await desk.settle()
    await back()
    expect(train.refused).toEqual([{ type: 'desk-event', code: 'refused-role' }])
    for (const each of [train, desk]) {
      const admins = readPeople(each.db).filter((one) => one.active && one.roles.includes('admin'))
      expect(admins.map(({ id }) => id)).toEqual([home.founder])
    }
  })

  test('the last admin cannot go, also when two go at the same time on two sides', async () => {
    const { home, train, desk, second, settleAll, back, change } = sides
    await change(second, { roles: ['chief', 'admin'] })
    await settleAll()
    const { changePerson } = await import('../../../main/desk/people.ts')
    const { actorOf } = await import('../../../main/desk/rights.ts')
    const { readPeople } = await import('../../../main/db/register.ts')
    const leave = (where: Colleague, who: string, name: string): void => {
      changePerson(where.desk.context, actorOf(where.db, who), {
        person: who,
        name,
        roles: ['chief'],
        active: true,
      })
    }
    train.online(false)
    leave(train, second, 'Bram Tuinman')
    leave(desk, home.founder, 'Merel Oosterhof')
    await desk.settle()
    await back()
    expect(train.refused).toEqual([{ type: 'desk-event', code: 'last-admin' }])
    for (const each of [train, desk]) {
      const admins = readPeople(each.db).filter((one) => one.active && one.roles.includes('admin'))
      expect(admins.map(({ id }) => id)).toEqual([second])
    }
  })
})
