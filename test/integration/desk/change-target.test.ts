/** What an admin does to a target where something lies ready: the hub refuses it, and whoever asked hears why. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readTargets } from '../../../main/db/register.ts'
import { changeTarget } from '../../../main/desk/change-target.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import { EVERYTHING, type TargetInfo, WordpressSettings } from '../../../shared/domain/target.ts'
import { NOON, openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

const HOUR = 3_600_000
const site: TargetInfo = {
  ...{ id: randomUUID(), kind: 'wordpress', name: 'Site', active: true },
  settings: WordpressSettings.parse({
    ...{ kind: 'wordpress', url: 'https://site.example', user: 'redactie', handAhead: true },
  }),
  ...{ rules: EVERYTHING, profiles: USUAL_PROFILES },
}
let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.remove())

const put = (target: TargetInfo): Promise<void> =>
  changeTarget(desk.desk, actorOf(desk.desk.context.db, desk.founder), target)

test('a target where something may lie ready stays as it is, and it is said why', async () => {
  await put(site)
  const item = desk.make(desk.founder, 'lead', {
    ...{ headline: 'Veerboot vaart weer', dateline: ['LINDHAVEN'], credits: ['ANP'] },
    body: paragraphs('De veerboot vaart weer, zegt schipper Jansen.'),
  })
  desk.decide(desk.founder, item, { type: 'submit' })
  const revision = desk.detail(item).state.submitted ?? ''
  desk.decide(desk.founder, item, { type: 'approve', revision, bypass: null })
  const wall = '2026-11-18T13:00'
  const at = { wall, zone: 'Europe/Amsterdam', instant: NOON + HOUR }
  expect(desk.decide(desk.founder, item, { type: 'schedule', ...at }).fault).toBeNull()
  await desk.settle()
  // It has no secret, so that nobody knows what became of it there.
  await expect(put({ ...site, active: false })).rejects.toMatchObject({
    fault: { code: 'target-stands-ready', params: { name: 'Site' } },
  })
  expect(readTargets(desk.desk.context.db)).toMatchObject([{ id: site.id, active: true }])
  await put({ ...site, name: 'Andere naam' })
  expect(readTargets(desk.desk.context.db)).toMatchObject([{ id: site.id, name: 'Andere naam' }])
})
