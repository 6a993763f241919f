/**
 * Going on with a hub that is not what it was: the whole feed is read again, beside what is here, and only when all of it
 * is there is anything decided about the entries that the hub does not have. Killed halfway, it begins again.
 */
import { z } from 'zod'
import { type Fault, FaultError } from '../../shared/errors.ts'
import { HUB_AUTHOR, Id } from '../../shared/ids.ts'
import { MOST_ENTRIES } from '../../shared/sync/calls.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import { type Database, statement, withFaults } from '../db/driver.ts'
import { entryAtRow, takeIn } from '../db/entries.ts'
import { eraseAgain } from '../db/erase.ts'
import { staleItems } from '../db/items.ts'
import { readMemory, writeCursor, writeMemory } from '../db/meta.ts'
import { numberRevision } from '../db/revisions.ts'
import { forgetRegisterAhead, nothingSynced, rebuildRegister, type Synced } from './take-in.ts'

/** A choice that is being carried out, with which hub. `kept`: the backup of what was here, by its name. */
export const PendingChoice = z.strictObject({
  choice: z.enum(['send-ours', 'take-theirs']),
  hub: Id,
  generation: z.int(),
  fault: z.enum(['hub-other', 'hub-older', 'hub-empty']),
  kept: z.string().nullable(),
})
export type PendingChoice = z.infer<typeof PendingChoice>

const CHOICE = 'choice'

export const readChoice = (db: Database): PendingChoice | null => {
  const stored = readMemory(db, CHOICE)
  return stored === null ? null : PendingChoice.parse(JSON.parse(stored))
}
export const writeChoice = (db: Database, choice: PendingChoice): void =>
  writeMemory(db, CHOICE, JSON.stringify(choice))

/** The fault that entries carry which were kept aside. */
const keptAside = ({ fault, kept }: PendingChoice): Fault => ({
  code: fault,
  params: kept === null ? {} : { kept },
})

/** Decides about what the hub does not have: it waits again, or it stays here, aside and said so. */
const settle = (db: Database, choice: PendingChoice, position: number, now: number): void => {
  const missing = "status = 'accepted' AND id NOT IN (SELECT id FROM temp.reread)"
  const aside = JSON.stringify(keptAside(choice))
  // Nobody can say for the hub what the hub said; where it still holds it makes it again, under the same id.
  const ours = choice.choice === 'send-ours' ? `author = '${HUB_AUTHOR}'` : 'TRUE'
  db.prepare(
    `INSERT OR REPLACE INTO waited (entry, ruled_at) SELECT id, ? FROM entries WHERE ${missing} AND ${ours}`,
  ).run(now)
  db.prepare(
    `UPDATE entries SET status = 'refused', fault = ?, position = NULL, accepted_at = NULL, chain = NULL WHERE ${missing} AND ${ours}`,
  ).run(aside)
  db.prepare(
    `UPDATE entries SET status = 'waiting', position = NULL, accepted_at = NULL, chain = NULL WHERE ${missing}`,
  ).run()
  rebuildDerived(db)
  // Of another feed, which may have been longer: what this one says from here on is to be applied.
  forgetRegisterAhead(db)
  writeCursor(db, { hub: choice.hub, generation: choice.generation, position })
  writeMemory(db, CHOICE, null)
}

/** The register and the lines once more from the log: their order, or what they are made of, changed. */
export const rebuildDerived = (db: Database): void => {
  rebuildRegister(db)
  eraseAgain(db)
  db.exec('DELETE FROM folds; DELETE FROM ahead')
  db.exec('INSERT OR IGNORE INTO stale (item) SELECT DISTINCT item FROM entries WHERE item IS NOT NULL')
}

type Arguments = {
  db: Database
  hub: Pick<HubConnection, 'pull'>
  /** This clock, ms UTC. */
  now(): number
  progress(done: number, total: number): void
}

/** More than this is not told one by one: it is in the tray, and in the backup. */
const MOST_TOLD = 500

/** What was kept aside, as the refusals that they are to those who wrote it. */
const toldAside = (db: Database, choice: PendingChoice): Synced['refused'] => {
  const fault = keptAside(choice)
  const rows = db
    .prepare<[string, number], { row: number }>(
      "SELECT row FROM entries WHERE status = 'refused' AND fault = ? ORDER BY row DESC LIMIT ?",
    )
    .all(JSON.stringify(fault), MOST_TOLD)
  return rows.flatMap(({ row }) => {
    const entry = entryAtRow(db, row)?.entry
    return entry ? [{ entry, ruling: { verdict: 'refused' as const, id: entry.id, fault } }] : []
  })
}

/** Carries a choice out; answers what changed when the cursor stands at the end of the hub's feed. */
export const reread = async (
  { db, hub, now, progress }: Arguments,
  choice: PendingChoice,
): Promise<Synced> => {
  db.exec('DROP TABLE IF EXISTS temp.reread; CREATE TEMP TABLE reread (id TEXT PRIMARY KEY) WITHOUT ROWID')
  let position = 0
  for (;;) {
    const answer = await hub.pull(position, MOST_ENTRIES)
    if (answer.hub !== choice.hub || answer.generation !== choice.generation)
      throw new FaultError('hub-other')
    withFaults(() =>
      db
        .transaction(() => {
          for (const fed of answer.entries) {
            statement(db, 'INSERT OR IGNORE INTO temp.reread (id) VALUES (?)').run(fed.entry.id)
            if (!takeIn(db, fed) || fed.entry.kind !== 'revision') continue
            const { item, hash, id } = fed.entry
            const found = statement(db, 'SELECT row FROM entries WHERE id = ?').get(id) as { row: number }
            numberRevision(db, item, hash, found.row)
          }
        })
        .immediate(),
    )
    position = answer.entries.at(-1)?.position ?? position
    progress(position, answer.length)
    if (!answer.more) break
  }
  withFaults(() => db.transaction(() => settle(db, choice, position, now())).immediate())
  // Statements hold on to the table; its rows are what takes room.
  db.exec('DELETE FROM temp.reread')
  return { ...nothingSynced(), items: staleItems(db), desk: true, refused: toldAside(db, choice) }
}
