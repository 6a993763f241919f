/** Deleting, bringing back and erasing, on two computers and at the hub: what is gone, what is left, and what may not go. */
import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { finishErasing } from '../../../main/app/finish-erasing.ts'
import { backUp } from '../../../main/db/backup.ts'
import { openDatabase } from '../../../main/db/driver.ts'
import { entriesOfItem } from '../../../main/db/entries.ts'
import { unscrubbed } from '../../../main/db/erase.ts'
import { overview } from '../../../main/desk/overview.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { ListName } from '../../../shared/domain/view.ts'
import { TRASH_KEEPS } from '../../../shared/domain/workflow.ts'
import { type Colleague, openColleague } from '../../support/colleague.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let home: TestDesk
let editor: string
let chief: string
let one: Colleague
let other: Colleague
beforeEach(async () => {
  home = await openTestDesk()
  editor = await home.add('Joris Baan', ['editor'])
  chief = await home.add('Hanneke de Wit', ['chief'])
  await home.settle()
  one = await openColleague(home)
  other = await openColleague(home)
})
afterEach(async () => {
  await one.stop()
  await other.stop()
  await home.remove()
})

const settleAll = async (): Promise<void> => {
  for (const each of [one, other]) await each.settle()
  await home.settle()
  for (const each of [one, other]) await each.settle()
}

/** A name that must be nowhere once it was erased. */
const SECRET = 'Zwaluwstaartje'

const approved = async (headline: string): Promise<string> => {
  const item = one.make(editor, { headline, body: paragraphs(`Over ${headline}.`) })
  expect(one.decide(editor, item, { type: 'submit' })).toBeNull()
  const revision = one.detail(item, editor).state.submitted ?? ''
  expect(one.decide(chief, item, { type: 'approve', revision, bypass: null })).toBeNull()
  await settleAll()
  return item
}

describe('a deleted item', () => {
  test('is in no list but the trash, in no search and on no count, everywhere', async () => {
    const item = one.make(editor, { headline: SECRET, body: paragraphs('Tekst.') })
    await settleAll()
    expect(other.found(editor, SECRET)).toEqual([item])
    expect(one.decide(editor, item, { type: 'delete' })).toBeNull()
    await settleAll()
    for (const each of [one, other]) {
      for (const name of ListName.options)
        expect([name, each.ids(editor, name)]).toEqual([name, name === 'trash' ? [item] : []])
      expect(each.found(editor, SECRET)).toEqual([])
      const { counts, sectionCounts } = await overview(each.desk.context, actorOf(each.db, editor))
      expect([counts.desk, counts.trash, sectionCounts]).toEqual([0, 1, {}])
      expect(each.detail(item, editor).row.goneAt).toBe(home.clock.now() + TRASH_KEEPS)
      expect(each.decide(editor, item, { type: 'submit' })).toBe('refused-deleted')
      expect(() => each.write(editor, item, { headline: 'x' })).toThrow('refused-deleted')
    }
  })

  test('comes back as it was, with its approval and its time', async () => {
    const item = await approved('Haven dicht')
    expect(one.decide(editor, item, wallTime('2026-11-18T18:00'))).toBeNull()
    await settleAll()
    const before = other.detail(item, editor).state
    expect(one.decide(editor, item, { type: 'delete' })).toBe('refused-role')
    expect(one.decide(chief, item, { type: 'delete' })).toBeNull()
    await settleAll()
    expect(other.decide(editor, item, { type: 'undelete' })).toBeNull()
    await settleAll()
    for (const each of [one, other]) expect(each.detail(item, editor).state).toEqual(before)
    // Its clock runs again as well.
    home.clock.advance(6 * 3_600_000 + 30_000)
    await home.settle()
    await settleAll()
    expect(one.detail(item, editor).state.state).toBe('published')
  })

  test('is never one that readers have', async () => {
    const item = await approved('Haven dicht')
    expect(one.decide(editor, item, { type: 'release' })).toBeNull()
    await settleAll()
    for (const who of [editor, chief]) expect(one.decide(who, item, { type: 'delete' })).toBe('refused-state')
    expect(one.decide(home.founder, item, { type: 'erase', reason: 'wet' })).toBe('refused-state')
  })

  test('does not go out while it lies in the trash', async () => {
    const item = await approved('Haven dicht')
    one.decide(editor, item, wallTime('2026-11-18T13:00'))
    one.decide(chief, item, { type: 'delete' })
    await settleAll()
    home.clock.advance(3_600_000 + 30_000)
    await home.settle()
    await settleAll()
    expect(one.detail(item, editor).state).toMatchObject({ state: 'deleted', live: null })
  })
})

const wallTime = (wall: string) =>
  ({ type: 'schedule', wall, zone: 'Europe/Amsterdam', instant: null }) as const

/** The bytes of everything that lies in a folder. */
const bytesUnder = async (folder: string): Promise<string> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const parts = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => (await readFile(join(file.parentPath, file.name))).toString('latin1')),
  )
  return parts.join('\n')
}

describe('an erasure', () => {
  const secretItem = async (): Promise<string> => {
    const item = one.make(editor, { headline: SECRET, body: paragraphs(`Alles over ${SECRET}.`) })
    one.decide(editor, item, { type: 'submit' })
    one.decide(chief, item, { type: 'return', note: `Klopt ${SECRET} wel?` })
    one.write(editor, item, { headline: `Nog eens ${SECRET}` })
    await settleAll()
    return item
  }

  test('leaves no word anywhere, and the feed and the chain whole', async () => {
    const item = await secretItem()
    const chain = entriesOfItem(other.db, item, 'event').map((logged) => logged.chain)
    const folder = deskFolder(home.folder, home.desk.id)
    await mkdir(folder.backups, { recursive: true })
    await backUp((to) => home.db.backup(to), folder.backups, 'replica-2026-11-17.db')
    await backUp((to) => home.store.backup(to), folder.backups, 'hub-2026-11-17.db')
    // A copy of an earlier Kopij, one that was set aside with its log, and one of which nothing can be read.
    const older = openDatabase(join(folder.backups, 'replica-2026-11-17.db'))
    older.exec('DROP TABLE erased; DROP TABLE waited; DROP TABLE ahead')
    older.pragma('user_version = 10')
    older.close()
    const aside = join(folder.path, 'set-aside', '20261117-1200')
    await mkdir(aside, { recursive: true })
    for (const suffix of ['', '-wal'])
      await copyFile(folder.replica + suffix, join(aside, `replica.db${suffix}`))
    await writeFile(join(folder.backups, 'replica-2026-11-16.db'), `geen database, maar ${SECRET}`)
    expect(await bytesUnder(folder.path)).toContain(SECRET)

    expect(one.decide(home.founder, item, { type: 'erase', reason: 'de rechter' })).toBeNull()
    await settleAll()
    expect(unscrubbed(home.db)).toEqual([item])
    expect(await finishErasing(home.db, folder)).toBe(1)
    expect(await finishErasing(home.db, folder)).toBe(0)
    expect(await bytesUnder(folder.path)).not.toContain(SECRET)

    for (const each of [one, other]) {
      expect(() => each.detail(item, editor)).toThrow('gone')
      expect(each.decide(editor, item, { type: 'submit' })).toBe('refused-erased')
      expect(each.found(editor, SECRET)).toEqual([])
      expect(JSON.stringify(entriesOfItem(each.db, item, null))).not.toContain(SECRET)
      const events = entriesOfItem(each.db, item, 'event')
      expect(events.slice(0, -1).map((logged) => logged.chain)).toEqual(chain)
      expect(events.at(-1)?.entry).toMatchObject({ event: { type: 'erased', reason: 'de rechter' } })
    }
    // The backups can still be used, and hold everything else.
    for (const name of ['replica-2026-11-17.db', 'hub-2026-11-17.db']) {
      const copy = openDatabase(join(folder.backups, name))
      expect(copy.prepare('SELECT count(*) AS n FROM entries WHERE item = ?').get(item)).toEqual({ n: 6 })
      copy.close()
    }
    // Who comes later gets the feed without a gap and without a word.
    const late = await openColleague(home)
    expect(late.ids(editor, 'desk')).toEqual([])
    expect(JSON.stringify(entriesOfItem(late.db, item, null))).not.toContain(SECRET)
    await late.stop()
  })

  test('is an admin’s, with a reason, of what is in the trash or not out', async () => {
    const item = await secretItem()
    for (const who of [editor, chief])
      expect(one.decide(who, item, { type: 'erase', reason: 'nee' })).toBe('refused-role')
    expect(one.decide(home.founder, item, { type: 'erase', reason: ' ' })).toBe('refused-reason-missing')
    one.decide(editor, item, { type: 'delete' })
    expect(one.decide(home.founder, item, { type: 'erase', reason: 'wet' })).toBeNull()
    await settleAll()
    expect(one.refused).toEqual([])
    expect(other.ids(editor, 'trash')).toEqual([])
  })

  test('that the hub refuses gives the item back', async () => {
    const item = await approved('Haven dicht')
    one.online(false)
    expect(one.decide(home.founder, item, { type: 'erase', reason: 'wet' })).toBeNull()
    expect(one.ids(editor, 'desk')).toEqual([])
    expect(other.decide(editor, item, { type: 'release' })).toBeNull()
    await other.settle()
    one.online(true)
    await settleAll()
    expect(one.refused).toEqual([{ type: 'erased', code: 'refused-state' }])
    expect(one.ids(editor, 'out')).toEqual([item])
    expect(one.detail(item, editor).row.headline).toBe('Haven dicht')
  })

  test('takes along what somebody wrote in it without a network, and says so', async () => {
    const item = await secretItem()
    other.online(false)
    other.write(editor, item, { headline: `En weer ${SECRET}` })
    expect(other.decide(editor, item, { type: 'submit' })).toBeNull()
    one.decide(home.founder, item, { type: 'erase', reason: 'wet' })
    await one.settle()
    other.online(true)
    await settleAll()
    expect(new Set(other.refused.map(({ code }) => code))).toEqual(new Set(['refused-erased']))
    expect(other.refused.map(({ type }) => type)).toEqual(['update', 'revision', 'submitted'])
    expect(JSON.stringify(entriesOfItem(other.db, item, null))).not.toContain(SECRET)
  })

  test('of a killed story does not keep the kill from its target', async () => {
    const item = await approved('Haven dicht')
    one.decide(editor, item, { type: 'release' })
    one.decide(chief, item, {
      type: 'kill',
      reason: `${SECRET} klopt niet`,
      bypass: `${SECRET} alleen`,
    })
    expect(one.decide(home.founder, item, { type: 'erase', reason: 'wet' })).toBeNull()
    await settleAll()
    expect(one.refused).toEqual([])
    const { releaseOf } = await import('../../../main/hub/render.ts')
    const sending = { item, revision: 'a'.repeat(64), action: 'kill' as const, version: 2 }
    expect(await releaseOf(home.store.store, sending)).toMatchObject({
      status: 'canceled',
      note: '',
      copy: { headline: '', body: [] },
    })
  })

  test('cannot be feigned: nobody sends in entries that were never whole', async () => {
    const item = await secretItem()
    const entry = {
      id: randomUUID(),
      author: editor,
      replica: randomUUID(),
      seq: 1,
      at: 0,
      kind: 'event' as const,
      item,
      event: { type: 'spiked' as const },
      erased: { note: 'a'.repeat(64) },
    }
    const [ruling] = await home.hub.connection.push(editor, [entry])
    expect(ruling).toMatchObject({ verdict: 'refused', fault: { code: 'bad-request' } })
  })
})

describe('the trash', () => {
  test('is emptied after thirty days by the hub, everywhere', async () => {
    const kept = one.make(editor, { headline: 'Blijft' })
    const item = one.make(editor, { headline: SECRET })
    one.decide(editor, item, { type: 'delete' })
    await settleAll()
    home.clock.advance(TRASH_KEEPS - 60_000)
    await home.settle()
    await settleAll()
    expect(other.ids(editor, 'trash')).toEqual([item])
    home.clock.advance(120_000)
    await home.settle()
    await settleAll()
    for (const each of [one, other]) {
      expect(each.ids(editor, 'trash')).toEqual([])
      expect(each.ids(editor, 'desk')).toEqual([kept])
      const last = entriesOfItem(each.db, item, 'event').at(-1)?.entry
      expect(last).toMatchObject({ author: 'hub', event: { type: 'erased', reason: null } })
      expect(JSON.stringify(entriesOfItem(each.db, item, null))).not.toContain(SECRET)
    }
    expect(JSON.stringify((await home.hub.connection.pull(0, 500)).entries)).not.toContain(SECRET)
  })

  test('forgets its thirty days when something is brought back', async () => {
    const item = one.make(editor, { headline: 'Terug' })
    one.decide(editor, item, { type: 'delete' })
    await settleAll()
    home.clock.advance(TRASH_KEEPS / 2)
    other.decide(editor, item, { type: 'undelete' })
    await settleAll()
    home.clock.advance(TRASH_KEEPS)
    await home.settle()
    await settleAll()
    expect(one.ids(editor, 'desk')).toEqual([item])
  })
})

test('a clock that is more than five minutes off refuses times, and nothing else', async () => {
  const item = await approved('Haven dicht')
  const until = { wall: '2026-11-18T18:00', zone: 'Europe/Amsterdam', instant: null }
  for (const skew of [-300_001, 300_001]) {
    one.setSkew(skew)
    expect(one.decide(editor, item, wallTime('2026-11-18T18:00'))).toBe('clock-skewed')
    expect(one.decide(editor, item, { type: 'embargo', until })).toBe('clock-skewed')
    expect(one.decide(editor, item, { type: 'embargo', until: null })).toBeNull()
    expect(one.decide(editor, item, { type: 'unschedule' })).toBeNull()
    expect(one.decide(editor, item, { type: 'show', at: home.clock.now() })).toBeNull()
    one.write(editor, item, { headline: 'Haven weer open' })
  }
  one.setSkew(300_000)
  expect(one.decide(editor, item, wallTime('2026-11-18T18:00'))).toBeNull()
})
