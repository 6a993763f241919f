/** The count of the tray, added to while somebody types for hours without a network, is the count of all of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../../../main/db/driver.ts'
import { openReplica } from '../../../main/db/migrate.ts'
import { countWaitingLines } from '../../../main/db/waiting-lines.ts'
import { createWaitingCount } from '../../../main/desk/waiting.ts'

let folder: string
let db: Database
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-telling-'))
  db = await openReplica(join(folder, 'replica.db'), async () => undefined)
})
afterEach(async () => {
  db.close()
  await rm(folder, { recursive: true, force: true })
})

let made = 0
const append = (kind: string, item: string, author: string): void => {
  made += 1
  db.prepare(
    `INSERT INTO entries (id, item, kind, author, replica, seq, at, head, body, status)
       VALUES (?, ?, ?, ?, 'r', ?, 0, '{}', x'00', 'waiting')`,
  ).run(`e${made}`, item, kind, author, made)
}
const settle = (place: number): void => {
  db.prepare(
    `UPDATE entries SET status = 'accepted' WHERE row =
       (SELECT row FROM entries WHERE status = 'waiting' ORDER BY row LIMIT 1 OFFSET ?)`,
  ).run(place)
}

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('update', 'update', 'update', 'event', 'revision'),
      item: fc.constantFrom('a', 'b'),
      author: fc.constantFrom('merel', 'joris'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ first: fc.nat(3) }) },
)

test('whatever is added while nothing is ruled on, and at the latest a while after something was', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      db.transaction(() => {
        db.prepare('DELETE FROM entries').run()
        // More than the few that are counted each time.
        for (let at = 0; at < 220; at += 1) append('update', at % 3 === 0 ? 'a' : 'b', 'merel')
      })()
      let now = 0
      const count = createWaitingCount(db, { now: () => now })
      expect(count()).toBe(countWaitingLines(db)?.lines)
      let ruled = false
      for (const one of steps) {
        if ('first' in one) settle(one.first)
        else append(one.kind, one.item, one.author)
        ruled ||= 'first' in one
        const lines = count()
        if (!ruled) expect(lines).toBe(countWaitingLines(db)?.lines)
      }
      now += 60_000
      settle(0)
      expect(count()).toBe(countWaitingLines(db)?.lines)
    }),
    { numRuns: 60 },
  )
})

test('nothing waits, and nothing but a revision waits', () => {
  const count = createWaitingCount(db, { now: () => 0 })
  expect(count()).toBe(0)
  append('revision', 'a', 'merel')
  expect(count()).toBe(1)
})
