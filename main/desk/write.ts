/**
 * The one way in which entries come to be: rows, lines and the waiting push in one transaction, and only after the
 * commit is anybody told (design: "on disk before it is relayed").
 */
import { type FaultCode, FaultError } from '../../shared/errors.ts'
import type { Entry } from '../../shared/sync/entry.ts'
import { withFaults } from '../db/driver.ts'
import { appendOwn, type NewEntry } from '../db/entries.ts'
import { isStale, markStale } from '../db/items.ts'
import { applyDeskEvent } from '../db/register.ts'
import { numberRevision } from '../db/revisions.ts'
import type { DeskContext } from './context.ts'
import { projectAllOrLater } from './project.ts'

/** Remembers what keeps the disk from taking anything, and says so at once: nobody may type on believing it is kept. */
export const setDiskFault = (desk: DeskContext, fault: FaultCode | null): void => {
  // Damage is not mended by a write that happened to go well.
  if (desk.disk.fault === fault || desk.disk.fault === 'database-damaged') return
  desk.disk.fault = fault
  desk.tellSafety()
}

/** Runs `work` in a transaction and remembers how the disk took it. */
export const commit = <T>(desk: DeskContext, work: () => T): T => {
  try {
    const result = withFaults(() => desk.db.transaction(work).immediate())
    desk.disk.lastWrite = desk.clock.now()
    setDiskFault(desk, null)
    return result
  } catch (error) {
    if (error instanceof FaultError && /^(disk|database|desk-open)-/.test(error.fault.code))
      setDiskFault(desk, error.fault.code)
    throw error
  }
}

/**
 * Appends entries in the order given and brings the lines of their items up to date; text alone leaves that for
 * later, because it must never wait for an index. Then tells the windows and the sync client.
 */
export const append = (desk: DeskContext, entries: readonly NewEntry[]): Entry[] => {
  const items = new Set<string>()
  // Nothing but decisions about them, and their lines were up to date: their text is as those say.
  const plain = new Set<string>()
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
      if (made.kind === 'event' && !items.has(made.item) && !isStale(desk.db, made.item)) plain.add(made.item)
      else if (made.kind !== 'event') plain.delete(made.item)
      items.add(made.item)
      markStale(desk.db, made.item)
      if (made.kind === 'revision') numberRevision(desk.db, made.item, made.hash, made.seq)
      if (made.kind === 'event') decided = true
      return made
    }),
  )
  // From here on it happened: what fails now must not be heard as a refusal.
  if (decided) projectAllOrLater(desk, items, plain)
  if (decided || deskChanged)
    desk.changes.tell({
      topics: deskChanged ? ['overview', 'items', 'session'] : ['items'],
      items: [...items],
    })
  desk.wake()
  return placed
}
