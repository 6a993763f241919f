/** A target that an admin holds back: what has to go there waits, a kill does not, and all of it goes on later. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeDesk } from '../../../main/desk/desk-register.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { usualFolder } from '../../../shared/domain/target.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let folder: string
let chief: string
beforeEach(async () => {
  desk = await openTestDesk()
  folder = await mkdtemp(join(tmpdir(), 'kopij-stil-'))
  chief = await desk.add('Hanneke de Wit', ['chief'])
})
afterEach(async () => {
  await desk.remove()
  await rm(folder, { recursive: true, force: true })
})

const publish = async (headline: string): Promise<string> => {
  const item = desk.make(desk.founder, 'lead', {
    ...{ headline, slug: headline, dateline: ['LINDHAVEN'], credits: ['ANP'] },
    body: paragraphs('De veerboot vaart weer, zegt schipper Jansen.'),
  })
  desk.decide(desk.founder, item, { type: 'submit' })
  const revision = desk.detail(item).state.submitted ?? ''
  desk.decide(chief, item, { type: 'approve', revision, bypass: null })
  expect(desk.decide(desk.founder, item, { type: 'release' }).fault).toBeNull()
  await desk.settle()
  return item
}
const articles = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.html') && name.startsWith('veerboot'))

const stands = async (item: string, wanted: 'publish' | 'kill' = 'publish'): Promise<string | undefined> =>
  (await desk.hub.connection.deliveries({ item, target: null, status: null, limit: 9 })).find(
    ({ action }) => action === wanted,
  )?.status

/** Resolves when a delivery has arrived; time goes on, because the hub plans by it. */
const arrives = (item: string, wanted: 'publish' | 'kill' = 'publish'): Promise<void> =>
  expect
    .poll(
      () => {
        desk.clock.advance(20)
        return stands(item, wanted)
      },
      { timeout: 15_000 },
    )
    .toBe('delivered')

test('what has to go to a held target waits, and a kill does not', async () => {
  const target = usualFolder({ id: randomUUID(), name: 'Website', active: true })
  const { context, sync } = desk.desk
  const put = async (paused: boolean): Promise<void> => {
    changeDesk(context, actorOf(context.db, desk.founder), [
      { type: 'target', target: { ...target, paused } },
    ])
    await sync.settle()
  }
  await put(false)
  await context.hub.placeFolder(desk.founder, target, folder)
  const first = await publish('veerboot-een')
  await arrives(first)

  await put(true)
  const second = await publish('veerboot-twee')
  // A kill goes past what waits: when it is there, what waits had every chance.
  desk.decide(desk.founder, first, { type: 'ask-kill', reason: 'De naam klopt niet.' })
  await desk.settle()
  expect(desk.decide(chief, first, { type: 'kill', reason: 'De naam klopt niet.' }).fault).toBeNull()
  await desk.settle()
  await arrives(first, 'kill')
  expect(await stands(second)).toBe('waiting')
  expect((await articles()).some((name) => name.startsWith('veerboot-twee'))).toBe(false)

  await put(false)
  await arrives(second)
  expect((await articles()).some((name) => name.startsWith('veerboot-twee'))).toBe(true)
})
