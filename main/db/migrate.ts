/**
 * Brings a replica to this build's schema: one step a file, numbered by tens, in one transaction, after a
 * verified backup. A database of a newer Kopij is refused before a byte of it changes.
 */
import { FaultError } from '../../shared/errors.ts'
import { type Database, openDatabase, readUserVersion, withFaults } from './driver.ts'
import { begin } from './migrations/010-begin.ts'
import { sync } from './migrations/030-sync.ts'
import { erased } from './migrations/040-erased.ts'
import { collisions } from './migrations/050-collisions.ts'
import { queue } from './migrations/060-queue.ts'

const STEPS: readonly { version: number; sql: string }[] = [begin, sync, erased, collisions, queue]

/** The newest schema that this build knows. */
export const SCHEMA_VERSION = STEPS.at(-1)?.version ?? 0

/**
 * Opens a replica and migrates it. `beforeMigration` is awaited with the version found when there are rows to
 * lose; nothing is migrated when it throws. Faults: database-newer, database-damaged, disk-*.
 */
export const openReplica = async (
  path: string,
  beforeMigration: (db: Database, from: number) => Promise<void>,
): Promise<Database> => {
  const found = readUserVersion(path)
  if (found !== null && found > SCHEMA_VERSION) throw new FaultError('database-newer', { found })
  const db = openDatabase(path)
  try {
    const from = Number(db.pragma('user_version', { simple: true }))
    if (from < SCHEMA_VERSION) {
      if (from > 0) await beforeMigration(db, from)
      migrate(db, from)
    }
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

const migrate = (db: Database, from: number): void =>
  withFaults(() => {
    db.transaction(() => {
      for (const step of STEPS) {
        if (step.version <= from) continue
        db.exec(step.sql)
        db.pragma(`user_version = ${step.version}`)
      }
    }).exclusive()
  })
