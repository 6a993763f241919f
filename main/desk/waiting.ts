/**
 * The tray: what waits for the hub, in order and in words, and below it the latest of what was ruled on after it had
 * waited, or was refused.
 */

import type { Clock } from '../../shared/clock.ts'
import { actionOfEvent, onlyRoleFor } from '../../shared/domain/permissions.ts'
import { HUB_AUTHOR } from '../../shared/ids.ts'
import type { WaitingLine } from '../../shared/ipc/syncing.ts'
import type { Database } from '../db/driver.ts'
import { countWaiting, type LoggedEntry, waitedEntries, waitingEntries } from '../db/entries.ts'
import { type CountedLines, countMoreLines, countWaitingLines } from '../db/waiting-lines.ts'
import type { DeskContext } from './context.ts'
import { headlineOf, personName } from './facts.ts'

/** More entries than anybody reads; the count of all lines is in `Safety.waiting`. */
const MOST_WAITING = 2000
const MOST_RULED = 50

/** Up to so many entries their lines are counted each time ... */
const FEW = 200
/** ... beyond, what was added is counted, and all of it anew, after some were ruled on, at most this often, ms ... */
const NOW_AND_THEN = 2000
/** ... or less often the longer it takes: ms a row. */
const SELDOM = 0.2

/**
 * Counts the lines of the tray for the status line, where it is asked for at every keystroke. Never 0 while something
 * waits.
 */
export const createWaitingCount = (db: Database, clock: Pick<Clock, 'now'>): (() => number) => {
  let last: CountedLines | null = null
  let counted = 0
  return () => {
    const entries = countWaiting(db, FEW + 1)
    if (entries === 0) return 0
    const more = last && entries > FEW ? countMoreLines(db, last) : null
    const pace = Math.max(NOW_AND_THEN, SELDOM * (last?.rows ?? 0))
    if (more) {
      last = more
      counted = clock.now()
    } else if (entries <= FEW || !last || Math.abs(clock.now() - counted) >= pace) {
      last = countWaitingLines(db)
      counted = clock.now()
    }
    return Math.max(1, last?.lines ?? 0)
  }
}

const roleOf = ({ entry }: LoggedEntry): WaitingLine['role'] => {
  if (entry.kind === 'desk-event') return 'admin'
  return entry.kind === 'event' ? onlyRoleFor(actionOfEvent(entry.event)) : null
}

/** What an entry is called in the tray; null for one that only goes along with another. */
const whatOf = ({ entry }: LoggedEntry): string | null => {
  switch (entry.kind) {
    case 'update':
      return 'text'
    case 'event':
    case 'desk-event':
      return entry.event.type
    case 'revision':
      return null
  }
}

const continues = (line: WaitingLine | undefined, { entry, status }: LoggedEntry): boolean =>
  line?.what === 'text' &&
  entry.kind === 'update' &&
  line.item === entry.item &&
  line.by === entry.author &&
  line.status === status

/** Entries in order as lines: a run of typing by one person in one item is one line. */
const linesOf = (desk: DeskContext, found: readonly LoggedEntry[]): WaitingLine[] => {
  const lines: WaitingLine[] = []
  for (const one of found) {
    const { entry, status, fault } = one
    const what = whatOf(one)
    if (what === null) continue
    const last = lines.at(-1)
    if (last && continues(last, one)) {
      last.fault ??= fault
      continue
    }
    lines.push({
      id: entry.id,
      item: entry.item,
      headline: entry.item === null ? '' : headlineOf(desk, entry.item),
      what,
      by: entry.author,
      byName: entry.author === HUB_AUTHOR ? '' : personName(desk, entry.author),
      role: roleOf(one),
      at: entry.at,
      status,
      fault,
    })
  }
  return lines
}

export const waitingLines = (desk: DeskContext): WaitingLine[] => [
  ...linesOf(desk, waitingEntries(desk.db, MOST_WAITING)),
  ...linesOf(
    desk,
    waitedEntries(desk.db, MOST_RULED * 10).filter(({ status }) => status !== 'waiting'),
  ).slice(0, MOST_RULED),
]
