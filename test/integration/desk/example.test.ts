import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { createPastClock, foundExample } from '../../../main/app/found-example.ts'
import { startDesk } from '../../../main/app/open-desk.ts'
import { countWaiting } from '../../../main/db/entries.ts'
import { countItems, listItems } from '../../../main/db/items.ts'
import { readPeople } from '../../../main/db/register.ts'
import { NOON } from '../../support/desk.ts'

test.each(['nl', 'en'] as const)(
  'the example desk (%s) stands as it is told, every decision accepted',
  async (language) => {
    const folder = await mkdtemp(join(tmpdir(), 'kopij-test-'))
    const id = randomUUID()
    const past = createPastClock(NOON - 86_400_000)
    const running = await startDesk(id, deskFolder(folder, id), past, () => undefined)
    await foundExample(running, randomUUID(), language, NOON, past)
    const { db } = running.desk.context
    expect(readPeople(db)).toHaveLength(3)
    expect(countWaiting(db)).toBe(0)
    const refused = db.prepare("SELECT count(*) AS n FROM entries WHERE status = 'refused'").get()
    expect(refused).toEqual({ n: 0 })
    const query = { person: '', section: null, kind: null, states: [] } as const
    expect(countItems(db, { ...query, list: 'desk' })).toBeGreaterThanOrEqual(14)
    const states = new Set(listItems(db, { ...query, list: 'desk' }, 0, 100).map((line) => line.state.state))
    expect([...states].sort()).toEqual(['approved', 'draft', 'published', 'scheduled', 'submitted'])
    await running.stop()
    await rm(folder, { recursive: true })
  },
)
