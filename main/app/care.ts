/** Care for the databases of an open desk: damage is looked for, and what is whole is backed up once a day. */
import type { Clock } from '../../shared/clock.ts'
import { faultOf, reasonOf } from '../../shared/errors.ts'
import { backUpDaily, type WriteBackup } from '../db/backup.ts'
import { type Database, findDamage } from '../db/driver.ts'
import { isErasedHere } from '../db/erase.ts'
import type { Desk } from '../desk/desk.ts'
import { setDiskFault } from '../desk/write.ts'
import type { DeskFolder } from './desk-folders.ts'
import { finishErasing } from './finish-erasing.ts'
import { markDamaged } from './rebuild-replica.ts'

const HOUR = 3_600_000
/** Long enough after the start that the first words are typed before a disk gets busy. */
const CARE_AFTER = 15_000

/** Looking for damage reads a whole database, during which no key would be written down: it waits for a pause, ms ... */
const PAUSE = 5000
/** ... but only for so many of them. */
const MOST_PAUSES = 60

/** Until an erasure is finished: several of them are one piece of work. */
const ERASED_AFTER = 2000

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

type Arguments = {
  desk: Desk
  db: Database
  folder: DeskFolder
  clock: Clock
  log(event: string, facts: Record<string, string | number>): void
  /** What is backed up besides the replica. */
  others: readonly { stem: string; backup: WriteBackup }[]
}

/**
 * Looks after a desk every hour; the answer stops it, and resolves when nothing of it writes into the desk's folder any
 * more. A copy that is being made ends with the database that it is made of: it is awaited after that was closed.
 */
export const careFor = (with_: Arguments): (() => Promise<void>) => {
  const { desk, db, folder, clock, log } = with_
  let stopped = false
  /** Somebody ran into damage, or it was found. */
  let suspected = false
  const care = async (): Promise<void> => {
    try {
      // Damage is looked for before a backup could push a good one out.
      if (findDamage(db).length > 0) {
        // Put right at the next start, when nobody has it open.
        suspected = true
        markDamaged(folder)
        setDiskFault(desk.context, 'database-damaged')
        log('damage-found', { desk: desk.id })
        return
      }
      const day = dayOf(clock.now())
      // Each for itself: a day that ended between two of them must not leave one without.
      let made = await backUpDaily((to) => db.backup(to), folder.backups, 'replica', day)
      for (const { stem, backup } of with_.others)
        made = (await backUpDaily(backup, folder.backups, stem, day)) || made
      if (made) log('backed-up', { desk: desk.id })
      await finish()
    } catch (error) {
      // What is copied is looked through as well, before it counts.
      if (faultOf(error).code === 'database-damaged') setDiskFault(desk.context, 'database-damaged')
      log('care-failed', { desk: desk.id, reason: reasonOf(error) })
    }
  }
  /** What was erased is taken out of the disk's leftovers and out of backups, one time after the other. */
  let finishing: Promise<void> = Promise.resolve()
  const finish = (): Promise<void> => {
    finishing = finishing.then(async () => {
      try {
        const items = stopped ? 0 : await finishErasing(db, folder)
        if (items > 0) log('erasure-finished', { desk: desk.id, items })
      } catch (error) {
        log('erasure-not-finished', { desk: desk.id, reason: reasonOf(error) })
      }
    })
    return finishing
  }
  /** Damage that somebody's work ran into is put right at the next start too, however soon that comes. */
  const suspect = (): void => {
    if (suspected) return
    suspected = true
    try {
      // With a hub beside it, it may be the hub's file that is damaged: then this one must stay as it is.
      if (with_.others.length > 0 && findDamage(db).length === 0) return
      markDamaged(folder)
      log('damage-found', { desk: desk.id })
    } catch (error) {
      log('care-failed', { desk: desk.id, reason: reasonOf(error) })
    }
  }
  const deafToDamage = desk.onSafety(({ fault }) => {
    if (fault?.code === 'database-damaged') suspect()
  })
  const deaf = desk.onChange(({ items }) => {
    if (items.some((item) => isErasedHere(db, item))) clock.after(ERASED_AFTER, () => void finish())
  })
  let cancel: (() => void) | null = null
  let caring: Promise<void> = Promise.resolve()
  const isBusy = (): boolean => Math.abs(clock.now() - (desk.context.disk.lastWrite ?? 0)) < PAUSE
  const later = (delay: number, pauses = MOST_PAUSES): void => {
    cancel = clock.after(delay, () => {
      if (pauses > 0 && isBusy()) return later(PAUSE, pauses - 1)
      caring = care().finally(() => {
        if (!stopped) later(HOUR)
      })
    })
  }
  later(CARE_AFTER)
  return () => {
    stopped = true
    deaf()
    deafToDamage()
    cancel?.()
    return Promise.all([caring, finishing]).then(() => undefined)
  }
}
