import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeDesk } from '../../../main/desk/desk-register.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { usualFolder } from '../../../shared/domain/target.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(async () => {
  await desk.remove()
})

const LEAD = {
  headline: 'Veerboot Meeuw vaart weer na storm op het Noordermeer',
  dateline: ['LINDHAVEN'],
  credits: ['ANP', 'RTR'],
  body: paragraphs('De veerboot vaart weer.', 'De haven was drie dagen dicht.'),
}

const addFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-uitgang-'))
  const target = usualFolder({ id: randomUUID(), name: 'Website', active: true })
  const context = desk.desk.context
  changeDesk(context, actorOf(context.db, desk.founder), [{ type: 'target', target }])
  await desk.desk.sync.settle()
  await context.hub.placeFolder(desk.founder, target, folder)
  return folder
}

describe('from the galley to the folder', () => {
  test('a lead is submitted, approved by somebody else, released and delivered', async () => {
    const chief = await desk.add('Hanneke de Wit', ['chief'])
    const folder = await addFolder()
    const item = desk.make(desk.founder, 'lead', LEAD)
    expect(desk.decide(desk.founder, item, { type: 'submit' }).fault).toBeNull()
    await desk.settle()

    const submitted = desk.detail(item, chief).state.submitted
    expect(submitted).not.toBeNull()
    const own = desk.decide(desk.founder, item, { type: 'approve', revision: submitted ?? '', bypass: null })
    expect(own.fault?.code).toBe('refused-own-copy')
    expect(
      desk.decide(chief, item, { type: 'approve', revision: submitted ?? '', bypass: null }).fault,
    ).toBeNull()
    expect(desk.decide(chief, item, { type: 'release' }).fault).toBeNull()
    await desk.settle()

    const { state, history, chain } = desk.detail(item)
    expect(state.state).toBe('published')
    expect(state.live?.version).toBe(1)
    expect(history.every((line) => line.status === 'accepted')).toBe(true)
    expect(chain).toBe('intact')

    const files = (await readdir(folder)).filter((name) => !name.startsWith('.'))
    expect(files.map((name) => name.replace(/^.*?\./, '')).sort()).toEqual([
      'html',
      'html',
      'ninjs.json',
      'page.json',
      'txt',
    ])
    const ninjs = files.find((name) => name.endsWith('.ninjs.json')) ?? ''
    expect(JSON.parse(await readFile(join(folder, ninjs), 'utf8'))).toMatchObject({
      uri: `urn:uuid:${item}`,
      version: '1',
      pubStatus: 'usable',
      headlines: [{ value: LEAD.headline }],
    })
    expect(await readFile(join(folder, 'buitenland.html'), 'utf8')).toContain('LINDHAVEN')
    const [delivery] = await desk.hub.connection.deliveries({ item, target: null, status: null, limit: 10 })
    expect(delivery).toMatchObject({ status: 'delivered', version: 1, action: 'publish' })
    await rm(folder, { recursive: true })
  })

  test('a correction is the next version, a kill withdraws it', async () => {
    const folder = await addFolder()
    const item = desk.make(desk.founder, 'lead', LEAD)
    const publish = (): void => {
      desk.decide(desk.founder, item, { type: 'submit' })
      const revision = desk.detail(item).state.submitted ?? ''
      desk.decide(desk.founder, item, { type: 'approve', revision, bypass: null })
      expect(desk.decide(desk.founder, item, { type: 'release' }).fault).toBeNull()
    }
    publish()
    await desk.settle()
    desk.write(desk.founder, item, { headline: 'Veerboot Meeuw vaart morgen weer' })
    expect(desk.detail(item).row.changed).toBe(true)
    publish()
    await desk.settle()
    expect(desk.detail(item).state.live?.version).toBe(2)
    desk.decide(desk.founder, item, { type: 'kill', reason: 'verkeerde haven' })
    await desk.settle()
    expect(desk.detail(item).state.state).toBe('killed')
    const ninjs = (await readdir(folder)).find((name) => name.endsWith('.ninjs.json')) ?? ''
    expect(JSON.parse(await readFile(join(folder, ninjs), 'utf8'))).toMatchObject({
      version: '3',
      pubStatus: 'canceled',
    })
    await rm(folder, { recursive: true })
  })

  test('a folder that is gone keeps the delivery waiting until it is back', async () => {
    const folder = await addFolder()
    await rm(folder, { recursive: true })
    const item = desk.make(desk.founder, 'brief', { body: paragraphs('Kort nieuws.') })
    desk.decide(desk.founder, item, { type: 'submit' })
    desk.decide(desk.founder, item, {
      type: 'approve',
      revision: desk.detail(item).state.submitted ?? '',
      bypass: null,
    })
    desk.decide(desk.founder, item, { type: 'release' })
    await desk.settle()
    const [waiting] = await desk.hub.connection.deliveries({ item, target: null, status: null, limit: 1 })
    expect(waiting).toMatchObject({ status: 'waiting', fault: { code: 'target-folder-gone' } })
    const { mkdir } = await import('node:fs/promises')
    await mkdir(folder)
    desk.clock.advance(60_000)
    await desk.settle()
    expect(
      await desk.hub.connection.deliveries({ item, target: null, status: null, limit: 1 }),
    ).toMatchObject([{ status: 'delivered' }])
    await rm(folder, { recursive: true })
  })
})

describe('the clock of releases', () => {
  const approved = (): string => {
    const item = desk.make(desk.founder, 'brief', { body: paragraphs('Kort nieuws van het meer.') })
    desk.decide(desk.founder, item, { type: 'submit' })
    desk.decide(desk.founder, item, {
      type: 'approve',
      revision: desk.detail(item).state.submitted ?? '',
      bypass: null,
    })
    return item
  }
  const at = (wall: string) => ({ type: 'schedule' as const, wall, zone: 'Europe/Amsterdam', instant: null })

  test('releases an approved brief at its minute and not before', async () => {
    const item = approved()
    expect(desk.decide(desk.founder, item, at('2026-11-18T12:10')).fault).toBeNull()
    await desk.settle()
    expect(desk.detail(item).state.state).toBe('scheduled')
    desk.clock.advance(599_000)
    await desk.settle()
    expect(desk.detail(item).state.state).toBe('scheduled')
    desk.clock.advance(2000)
    await desk.settle()
    expect(desk.detail(item).state.live?.version).toBe(1)
  })

  test('nothing leaves before its embargo, not even by hand', async () => {
    const item = approved()
    const until = { wall: '2026-11-18T13:00', zone: 'Europe/Amsterdam', instant: null }
    expect(desk.decide(desk.founder, item, at('2026-11-18T12:10')).fault).toBeNull()
    expect(desk.decide(desk.founder, item, { type: 'embargo', until }).fault).toBeNull()
    expect(desk.decide(desk.founder, item, at('2026-11-18T12:20')).fault?.code).toBe('refused-before-embargo')
    expect(desk.decide(desk.founder, item, { type: 'release' }).fault?.code).toBe('refused-embargo')
    await desk.settle()
    desk.clock.advance(11 * 60_000)
    await desk.settle()
    expect(desk.detail(item).state.state).toBe('scheduled')
    desk.clock.advance(49 * 60_000 + 1000)
    await desk.settle()
    expect(desk.detail(item).state.state).toBe('published')
  })

  test('a wall time that does not exist is refused, one that exists twice is asked about', () => {
    const item = approved()
    expect(desk.decide(desk.founder, item, at('2027-03-28T02:30')).fault?.code).toBe('time-does-not-exist')
    const twice = desk.decide(desk.founder, item, at('2027-10-31T02:30')).fault
    expect(twice?.code).toBe('time-exists-twice')
    const again = { ...at('2027-10-31T02:30'), instant: Number(twice?.params['second']) }
    expect(desk.decide(desk.founder, item, again).fault).toBeNull()
  })
})
