/** The timetable of a day: everything that it shows of its items in one answer, and some of them again. */

import type { MissedRule } from '../../shared/domain/desk-settings.ts'
import { missedAs, releaseAt } from '../../shared/domain/goes-out.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { QueueSlot } from '../../shared/ipc/queue.ts'
import { type ItemLine, readItem } from '../db/items.ts'
import { countLoose, looseBriefs, slotsBefore, slotsBetween } from '../db/queue.ts'
import { readSettings } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import { stoppedAtDoor } from './door.ts'
import { type Names, namesOf } from './lists.ts'

type Shown = { now: number; rule: MissedRule; names: Names }

const slotOf = ({ state, ...line }: ItemLine, { now, rule, names }: Shown): QueueSlot => ({
  id: line.id,
  kind: line.kind,
  section: line.section,
  words: line.headline,
  dateline: line.dateline,
  credits: line.credits,
  state: state.state,
  publishAt: state.publishAt,
  embargoUntil: state.embargoUntil,
  takeOffAt: state.takeOffAt,
  shownAt: state.shownAt,
  outAt: state.live?.firstAt ?? null,
  lastOutAt: state.live?.at ?? null,
  dueAt: releaseAt(state),
  approved: state.approved !== null,
  themselves: state.themselves,
  changed: line.changed,
  held: state.state === 'submitted' && state.approved !== null && state.publishAt !== null,
  waiting: line.waiting,
  missed: missedAs(state, now, rule),
  liftAsked: state.liftAsked !== null,
  who: line.authors.map(names),
  length: line.words,
})

const shownBy = (desk: DeskContext): Shown => ({
  now: desk.clock.now(),
  rule: readSettings(desk.db).missed,
  names: namesOf(desk),
})

/**
 * A day from one moment to another, ms UTC, of one section or of all: what is planned, went out or comes off in it, what was
 * missed before it, and at most `loose` of the briefs without a time, beside how many of those there are.
 */
export const queueOfDay = (
  desk: DeskContext,
  { from, to, section, loose }: Input<'desk', 'queue.day'>,
): Output<'desk', 'queue.day'> => {
  const shown = shownBy(desk)
  const slots = (lines: readonly ItemLine[]): QueueSlot[] => lines.map((line) => slotOf(line, shown))
  return {
    now: shown.now,
    slots: slots(slotsBetween(desk.db, { from, to, section })),
    missed: slots(slotsBefore(desk.db, { from, section })).filter(({ missed }) => missed !== null),
    loose: slots(looseBriefs(desk.db, section, loose)),
    looseTotal: countLoose(desk.db, section),
  }
}

/** The lines of some items; one that is gone is left out. */
export const queueSlots = (desk: DeskContext, items: readonly string[]): Output<'desk', 'queue.slots'> => {
  const shown = shownBy(desk)
  return {
    now: shown.now,
    slots: items.flatMap((item) => {
      const line = readItem(desk.db, item)
      return line ? [slotOf(line, shown)] : []
    }),
  }
}

/** What keeps approved items in if somebody released them now; those that may leave, or have nothing approved, are left out. */
export const stoppedNow = (desk: DeskContext, items: readonly string[]): Output<'desk', 'queue.stopped'> =>
  items.flatMap((item) => {
    const state = readItem(desk.db, item)?.state
    if (!state || state.approved === null) return []
    const event = { type: 'released', revision: state.approved } as const
    const fault = stoppedAtDoor(desk, { item, event, before: state, next: state })
    return fault ? [{ item, fault }] : []
  })
