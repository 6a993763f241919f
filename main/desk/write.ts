/**
 * The one way in which entries come to be: rows, lines and the waiting push in one transaction, and only after the
 * commit is anybody told (design: "on disk before it is relayed").
 */
import { FaultError } from '../../shared/errors.ts'
import type { Entry } from '../../shared/sync/entry.ts'
import { withFaults } from '../db/driver.ts'
import { appendOwn, type NewEntry } from '../db/entries.ts'
import { markStale } from '../db/items.ts'
import { applyDeskEvent } from '../db/register.ts'
import { numberRevision } from '../db/revisions.ts'
import type { DeskContext } from './context.ts'
import { projectItem } from './project.ts'

/** Runs `work` in a transaction and remembers how the disk took it. */
export const commit = <T>(desk: DeskContext, work: () => T): T => {
  try {
    const result = withFaults(() => desk.db.transaction(work).immediate())
    desk.disk.fault = null
    desk.disk.lastWrite = desk.clock.now()
    return result
  } catch (error) {
    if (error instanceof FaultError && /^(disk|database)-/.test(error.fault.code))
      desk.disk.fault = error.fault.code
    throw error
  }
}

/**
 * Appends entries in the order given and brings the lines of their items up to date; text alone leaves that for
 * later, because it must never wait for an index. Then tells the windows and the sync client.
 */
export const append = (desk: DeskContext, entries: readonly NewEntry[]): Entry[] => {
  const items = new Set<string>()
  let deskChanged = false
  let decided = false
  const placed = commit(desk, () =>
    entries.map((entry) => {
      const made = appendOwn(desk.db, desk.replica, entry)
      if (made.kind === 'desk-event') {
        applyDeskEvent(desk.db, made.event)
        deskChanged = true
        return made
      }
      items.add(made.item)
      markStale(desk.db, made.item)
      if (made.kind === 'revision') numberRevision(desk.db, made.item, made.hash, made.seq)
      if (made.kind === 'event') decided = true
      return made
    }),
  )
  if (decided) for (const item of items) projectItem(desk, item)
  if (decided || deskChanged)
    desk.changes.tell({
      topics: deskChanged ? ['overview', 'items', 'session'] : ['items'],
      items: [...items],
    })
  desk.wake()
  return placed
}
