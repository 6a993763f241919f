/** Two computers of one desk, one of them on a train: what is decided on both sides while they cannot hear each other. */
import { expect } from 'vitest'
import { readPerson } from '../../main/db/register.ts'
import { changePerson } from '../../main/desk/people.ts'
import { actorOf } from '../../main/desk/rights.ts'
import type { Decision } from '../../shared/ipc/desk.ts'
import { type Colleague, openColleague } from './colleague.ts'
import { openTestDesk, paragraphs, type TestDesk } from './desk.ts'

/** Times of the evening, as somebody types them. */
export const AT_SIX: Decision = {
  type: 'schedule',
  wall: '2026-11-18T18:00',
  zone: 'Europe/Amsterdam',
  instant: null,
}
export const AT_SEVEN: Decision = { ...AT_SIX, wall: '2026-11-18T19:00' }

/** The founder's computer, with the hub, and two others: on the train, and at the desk. */
export type TwoSides = {
  home: TestDesk
  train: Colleague
  desk: Colleague
  editor: string
  chief: string
  second: string
  stop(): Promise<void>
  settleAll(): Promise<void>
  /** The train has a network again. */
  back(): Promise<void>
  submitted(headline?: string): Promise<string>
  approvalOf(where: Colleague, item: string, bypass?: string | null): Decision
  approved(): Promise<string>
  /** Both computers and the hub say the same. */
  state(item: string): string
  /** Changes a person at the hub, from the founder's computer. */
  change(person: string, to: { roles?: ('editor' | 'chief' | 'admin')[]; active?: boolean }): Promise<void>
}

/** Opens both sides, with an editor and two chiefs, one of whom writes as well. */
export const openTwoSides = async (): Promise<TwoSides> => {
  const home = await openTestDesk()
  const editor = await home.add('Joris Baan', ['editor'])
  const chief = await home.add('Hanneke de Wit', ['chief'])
  const second = await home.add('Bram Tuinman', ['chief', 'editor'])
  await home.settle()
  const train = await openColleague(home)
  const desk = await openColleague(home)

  const settleAll = async (): Promise<void> => {
    await train.settle()
    await desk.settle()
    await home.settle()
    await train.settle()
    await desk.settle()
  }
  const back = async (): Promise<void> => {
    train.online(true)
    await settleAll()
  }
  const submitted = async (headline = 'Haven dicht'): Promise<string> => {
    const item = desk.make(editor, { headline, body: paragraphs('Tekst.') })
    expect(desk.decide(editor, item, { type: 'submit' })).toBeNull()
    await settleAll()
    return item
  }
  const approvalOf = (where: Colleague, item: string, bypass: string | null = null): Decision => ({
    type: 'approve',
    revision: where.detail(item, chief).state.submitted ?? '',
    bypass,
  })
  const approved = async (): Promise<string> => {
    const item = await submitted()
    expect(desk.decide(chief, item, approvalOf(desk, item))).toBeNull()
    await settleAll()
    return item
  }
  const state = (item: string): string => {
    const found = [train, desk].map((each) => each.detail(item, chief))
    expect(found[0]?.state).toEqual(found[1]?.state)
    expect(found.map(({ row, chain }) => [row.waiting, chain])).toEqual([
      [false, 'intact'],
      [false, 'intact'],
    ])
    return found[0]?.state.state ?? ''
  }
  const change = async (
    person: string,
    to: { roles?: ('editor' | 'chief' | 'admin')[]; active?: boolean },
  ): Promise<void> => {
    const db = home.desk.context.db
    const found = readPerson(db, person)
    if (!found) throw new Error('nobody')
    changePerson(home.desk.context, actorOf(db, home.founder), {
      person,
      name: found.name,
      roles: to.roles ?? found.roles,
      active: to.active ?? found.active,
    })
    await home.settle()
  }
  const stop = async (): Promise<void> => {
    await train.stop()
    await desk.stop()
    await home.remove()
  }
  return {
    ...{ home, train, desk, editor, chief, second, stop },
    ...{ settleAll, back, submitted, approvalOf, approved, state, change },
  }
}
