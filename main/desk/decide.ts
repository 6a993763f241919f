/**
 * Decisions by people: the same rules as the hub's, asked first, so that a refusal is heard at once and the hub's
 * ruling is a formality. A decision about a text comes with the revision it is about.
 */

import { replay } from '../../shared/document/authorship.ts'
import { revisionOf } from '../../shared/document/canonical.ts'
import { againstTimes } from '../../shared/domain/embargo.ts'
import type { ItemEvent } from '../../shared/domain/event.ts'
import { can, type ItemAction } from '../../shared/domain/permissions.ts'
import type { Schedule } from '../../shared/domain/schedule.ts'
import { instantsOf } from '../../shared/domain/wall-time.ts'
import { type ItemState, transition } from '../../shared/domain/workflow.ts'
import { FaultError, faultOf, unreachable } from '../../shared/errors.ts'
import { derivedId } from '../../shared/ids.ts'
import type { Decision, Outcome } from '../../shared/ipc/desk.ts'
import type { WantedTime } from '../../shared/ipc/queue.ts'
import { entryById, type NewEntry } from '../db/entries.ts'
import { seenPosition } from '../db/meta.ts'
import { hasTextBeyond, lastOwnRow } from '../db/text-facts.ts'
import type { DeskContext } from './context.ts'
import { type Made, stoppedAtDoor } from './door.ts'
import { isNewer, refuseUnreadable } from './epochs.ts'
import { type DeskActor, factsOf, policyOf } from './rights.ts'
import { authoredUpdates, loadDocument } from './working-copy.ts'
import { append } from './write.ts'

/** A wall time says no seconds, so the minute that runs is not over yet. */
const MINUTE = 60_000

/** How far this computer's clock may be from the hub's before a time is taken to mean another one (design: "Time"). */
const MOST_SKEW = 5 * MINUTE

/**
 * A wall time as a schedule. Which of two readings is meant is said by `instant`.
 * Faults: time-does-not-exist, time-exists-twice (design: "Time").
 */
export const scheduleOf = ({ wall, zone, instant }: WantedTime): Schedule => {
  const instants = instantsOf(wall, zone)
  const [only] = instants
  if (only === undefined) throw new FaultError('time-does-not-exist', { wall, zone })
  if (instants.length === 1) return { instant: only, wall, zone }
  if (instant !== null && instants.includes(instant)) return { instant, wall, zone }
  throw new FaultError('time-exists-twice', { wall, zone, first: only, second: instants.at(-1) ?? only })
}

/** The revision of the working copy as it stands, as an entry that says what it was made from. */
const revisionEntry = (desk: DeskContext, item: string, author: string): NewEntry & { kind: 'revision' } => {
  const { db, replica } = desk
  const basis = { position: seenPosition(db, item), replica, seq: lastOwnRow(db, replica) }
  // Words that came down the line ahead of the cursor are not part of the basis: the hub replays just that.
  const doc = hasTextBeyond(db, item, basis.position, replica)
    ? replay(authoredUpdates(db, item), { ...basis, revisionAt: null })
    : loadDocument(db, item).doc
  const { json, hash } = revisionOf(item, doc)
  doc.destroy()
  return { id: desk.newId(), kind: 'revision', item, author, at: desk.clock.now(), hash, json, basis }
}

const eventOf = (decision: Exclude<Decision, { type: 'submit' | 'release' | 'self-approve' }>): ItemEvent => {
  switch (decision.type) {
    case 'withdraw':
      return { type: 'withdrawn' }
    case 'approve':
      return { type: 'approved', revision: decision.revision, bypass: decision.bypass }
    case 'return': {
      const { note, revision } = decision
      return { type: 'returned', note, ...(revision === undefined ? {} : { revision }) }
    }
    case 'schedule':
      return { type: 'scheduled', schedule: scheduleOf(decision) }
    case 'unschedule':
      return { type: 'unscheduled' }
    case 'embargo':
      return { type: 'embargoed', until: decision.until && scheduleOf(decision.until) }
    case 'ask-lift':
      return {
        type: 'lift-asked',
        until: decision.until && scheduleOf(decision.until),
        reason: decision.reason,
      }
    case 'drop-lift':
      return { type: 'lift-dropped' }
    case 'lift':
      return {
        type: 'lifted',
        until: decision.until && scheduleOf(decision.until),
        reason: decision.reason,
        bypass: decision.bypass ?? null,
      }
    case 'take-off-at':
      return { type: 'taken-off-at', at: decision.at && scheduleOf(decision.at) }
    case 'show':
      return { type: 'shown', at: decision.at }
    case 'kill':
      return { type: 'killed', reason: decision.reason, bypass: decision.bypass ?? null }
    case 'ask-kill':
      return { type: 'kill-asked', reason: decision.reason }
    case 'drop-kill':
      return { type: 'kill-dropped' }
    case 'unpublish':
      return { type: 'unpublished', reason: decision.reason }
    case 'spike':
      return { type: 'spiked' }
    case 'unspike':
      return { type: 'unspiked' }
    case 'delete':
      return { type: 'deleted' }
    case 'undelete':
      return { type: 'undeleted' }
    case 'erase':
      return { type: 'erased', reason: decision.reason }
    default:
      return unreachable(decision)
  }
}

/** Which action of the table a decision is. */
const actionOf = (decision: Decision): ItemAction => {
  if (decision.type === 'unschedule') return 'schedule'
  if (decision.type === 'kill' && decision.bypass !== undefined) return 'kill-alone'
  if (decision.type === 'lift' && decision.bypass !== undefined) return 'lift-alone'
  return decision.type === 'approve' && decision.bypass !== null ? 'bypass' : decision.type
}

/** Whether a decision is about a wall time that somebody chose by looking at a clock. */
const namesTime = (event: ItemEvent): boolean => timeNamed(event) !== null

/** The time that a decision sets, where it sets one. */
const timeNamed = (event: ItemEvent): Schedule | null => {
  switch (event.type) {
    case 'scheduled':
      return event.schedule
    case 'embargoed':
    case 'lift-asked':
    case 'lifted':
      return event.until
    case 'taken-off-at':
      return event.at
    default:
      return null
  }
}

/** Scheduling stops where the clock is wrong, and nothing else does: nothing orders by a client's clock. */
const assertClock = (desk: DeskContext): void => {
  const skew = desk.skew()
  if (Math.abs(skew) > MOST_SKEW) throw new FaultError('clock-skewed', { minutes: Math.round(skew / MINUTE) })
}

/** What an event is asked before it is written down: the same as the hub asks, so that a refusal is heard at once. */
export const assertEvent = (
  desk: DeskContext,
  { id: by }: DeskActor,
  { item, before, event, made }: { item: string; before: ItemState; event: ItemEvent; made: Made | null },
): ItemState => {
  const at = desk.clock.now()
  if (namesTime(event)) assertClock(desk)
  const past = event.type === 'scheduled' || event.type === 'taken-off-at' ? timeNamed(event) : null
  if (past && past.instant < at - MINUTE) throw new FaultError('time-in-the-past')
  const against = againstTimes(before, event, at)
  if (against) throw new FaultError(against)
  if (event.type === 'approved' && isNewer(desk.db, item)) throw new FaultError('refused-newer-schema')
  const next = transition(before, event, { by, at })
  if (!next.ok) throw new FaultError(next.reason)
  const stopped = stoppedAtDoor(desk, { item, event, before, next: next.state, made })
  if (stopped) throw new FaultError(stopped.code, stopped.params)
  return next.state
}

/** The events of a decision, in order, with the revision that they are about where it is made by it. */
const eventsOf = (
  desk: DeskContext,
  actor: DeskActor,
  item: string,
  state: ItemState,
  decision: Decision,
): { revision: (NewEntry & { kind: 'revision' }) | null; events: ItemEvent[] } => {
  switch (decision.type) {
    case 'submit': {
      refuseUnreadable(desk.db, item)
      const revision = revisionEntry(desk, item, actor.id)
      const { reason, note } = decision
      const said = { ...(reason === undefined ? {} : { reason }), ...(note === undefined ? {} : { note }) }
      return { revision, events: [{ type: 'submitted', revision: revision.hash, ...said }] }
    }
    case 'self-approve': {
      refuseUnreadable(desk.db, item)
      const revision = revisionEntry(desk, item, actor.id)
      const { hash } = revision
      const approved: ItemEvent = { type: 'approved', revision: hash, bypass: null, themselves: true }
      if (state.submitted === hash) return { revision: null, events: [approved] }
      return { revision, events: [{ type: 'submitted', revision: hash }, approved] }
    }
    case 'release':
      if (state.approved === null) throw new FaultError('refused-not-approved')
      return { revision: null, events: [{ type: 'released', revision: state.approved }] }
    default:
      return { revision: null, events: [eventOf(decision)] }
  }
}

const decideOne = (
  desk: DeskContext,
  actor: DeskActor,
  command: string,
  item: string,
  decision: Decision,
): void => {
  const id = derivedId(command, item)
  if (entryById(desk.db, id)) return
  const facts = factsOf(desk.db, item)
  if (!facts.found.created) throw new FaultError('gone')
  // Whether at all before how: a refusal is the same one that the button and the hub give.
  const allowed = can(actor, actionOf(decision), facts, policyOf(desk.db))
  if (!allowed.ok) throw new FaultError(allowed.reason)
  const { revision, events } = eventsOf(desk, actor, item, facts.state, decision)
  const entries: NewEntry[] = revision ? [revision] : []
  let before = facts.state
  for (const [index, event] of events.entries()) {
    before = assertEvent(desk, actor, { item, before, event, made: revision })
    const last = index === events.length - 1
    const common = { item, author: actor.id, at: desk.clock.now() }
    entries.push({ ...common, id: last ? id : derivedId(command, `${item} ${index}`), kind: 'event', event })
  }
  append(desk, entries)
}

/**
 * Decides about several items; what cannot be done to one does not keep the others. `command` is the id of the command:
 * said twice, it decides once.
 */
export const decide = (
  desk: DeskContext,
  actor: DeskActor,
  command: string,
  items: readonly string[],
  decision: Decision,
): Outcome[] =>
  items.map((item) => {
    try {
      decideOne(desk, actor, command, item, decision)
      return { item, fault: null }
    } catch (error) {
      if (!(error instanceof FaultError)) desk.log('decision-failed', { item, decision: decision.type })
      return { item, fault: faultOf(error) }
    }
  })
