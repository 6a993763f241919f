/** A brief made of a lead without a network, before the hub has either: the hub holds it to the authors and the embargo as well. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createItems } from '../../../main/desk/create.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { paragraphs } from '../../support/desk.ts'
import { approve, createClient } from '../../support/own-client.ts'
import { openTwoSides, type TwoSides } from '../../support/two-sides.ts'

let sides: TwoSides
beforeEach(async () => {
  sides = await openTwoSides()
})
afterEach(() => sides.stop())

const TEXT = paragraphs('De veerboot vaart weer, zegt schipper Jansen.')

/** On the train: `second` writes a lead under embargo, and `editor` makes a brief of it and gives it in. Then the network is back. */
const madeOnTheTrain = async (): Promise<{ brief: string; revision: string }> => {
  const { home, train, editor, second, back } = sides
  train.online(false)
  const lead = train.make(second, { headline: 'Veerboot vaart weer', body: TEXT })
  const until = { wall: '2026-11-18T18:00', zone: 'Europe/Amsterdam', instant: null }
  expect(train.decide(second, lead, { type: 'embargo', until })).toBeNull()
  const brief = randomUUID()
  createItems(train.desk.context, actorOf(train.db, editor), [
    { id: brief, kind: 'brief', section: home.section, copy: { body: TEXT }, shownAt: null, from: lead },
  ])
  expect(train.decide(editor, brief, { type: 'submit' })).toBeNull()
  const revision = train.detail(brief, editor).state.submitted ?? ''
  await back()
  expect(train.refused).toEqual([])
  return { brief, revision }
}

test('whoever wrote the lead approves the brief nowhere: not at another computer, and not by a client that asks no rules', async () => {
  const { home, desk, second, approvalOf, state } = sides
  const { brief, revision } = await madeOnTheTrain()
  expect(desk.decide(second, brief, approvalOf(desk, brief))).toBe('refused-own-copy')
  const client = createClient(home)
  expect(await client.push(second, client.event(second, brief, approve(revision)))).toEqual([
    'refused-own-copy',
  ])
  expect(state(brief)).toBe('submitted')
})

test('the hub lets the brief out no earlier than the lead, whatever a client asks', async () => {
  const { home, desk, editor, chief, approvalOf, settleAll, state } = sides
  const { brief, revision } = await madeOnTheTrain()
  expect(desk.decide(chief, brief, approvalOf(desk, brief))).toBeNull()
  await settleAll()
  expect(state(brief)).toBe('approved')
  expect(desk.decide(editor, brief, { type: 'release' })).toBe('refused-embargo')
  const client = createClient(home)
  const release = client.event(editor, brief, { type: 'released', revision })
  expect(await client.push(editor, release)).toEqual(['refused-embargo'])
  home.clock.advance(6 * 3_600_000)
  const later = client.event(editor, brief, { type: 'released', revision })
  expect(await client.push(editor, later)).toEqual(['accepted'])
})
