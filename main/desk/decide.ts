/**
 * Decisions by people: the same rules as the hub's, asked first, so that a refusal is heard at once and the hub's
 * ruling is a formality. A decision about a text comes with the revision it is about.
 */

import { replay } from '../../shared/document/authorship.ts'
import { revisionOf } from '../../shared/document/canonical.ts'
import type { ItemEvent } from '../../shared/domain/event.ts'
import { can, type ItemAction } from '../../shared/domain/permissions.ts'
import type { Schedule } from '../../shared/domain/schedule.ts'
import { instantsOf } from '../../shared/domain/wall-time.ts'
import { transition } from '../../shared/domain/workflow.ts'
import { FaultError, faultOf, unreachable } from '../../shared/errors.ts'
import { derivedId } from '../../shared/ids.ts'
import type { Decision, Outcome } from '../../shared/ipc/desk.ts'
import { entryById, type NewEntry } from '../db/entries.ts'
import { seenPosition } from '../db/meta.ts'
import { hasTextBeyond, lastOwnRow } from '../db/text-facts.ts'
import type { DeskContext } from './context.ts'
import { stoppedAtDoor } from './door.ts'
import { isNewer, refuseUnreadable } from './epochs.ts'
import { type DeskActor, factsOf, policyOf } from './rights.ts'
import { authoredUpdates, loadDocument } from './working-copy.ts'
import { append } from './write.ts'

/** A wall time says no seconds, so the minute that runs is not over yet. */
const MINUTE = 60_000

/** How far this computer's clock may be from the hub's before a time is taken to mean another one (design: "Time"). */
const MOST_SKEW = 5 * MINUTE

type Wanted = { wall: string; zone: string; instant: number | null }

/**
 * A wall time as a schedule. Which of two readings is meant is said by `instant`.
 * Faults: time-does-not-exist, time-exists-twice (design: "Time").
 */
export const scheduleOf = ({ wall, zone, instant }: Wanted): Schedule => {
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

const eventOf = (decision: Exclude<Decision, { type: 'submit' | 'release' }>): ItemEvent => {
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
  return decision.type === 'approve' && decision.bypass !== null ? 'bypass' : decision.type
}

/** Whether a decision is about a wall time that somebody chose by looking at a clock. */
const namesTime = (event: ItemEvent): boolean =>
  event.type === 'scheduled' || (event.type === 'embargoed' && event.until !== null)

/** Scheduling stops where the clock is wrong, and nothing else does: nothing orders by a client's clock. */
const assertClock = (desk: DeskContext): void => {
  const skew = desk.skew()
  if (Math.abs(skew) > MOST_SKEW) throw new FaultError('clock-skewed', { minutes: Math.round(skew / MINUTE) })
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
  const entries: NewEntry[] = []
  let event: ItemEvent
  if (decision.type === 'submit') {
    refuseUnreadable(desk.db, item)
    const revision = revisionEntry(desk, item, actor.id)
    entries.push(revision)
    const { reason, note } = decision
    event = {
      type: 'submitted',
      revision: revision.hash,
      ...(reason === undefined ? {} : { reason }),
      ...(note === undefined ? {} : { note }),
    }
  } else if (decision.type === 'release') {
    if (facts.state.approved === null) throw new FaultError('refused-not-approved')
    event = { type: 'released', revision: facts.state.approved }
  } else event = eventOf(decision)
  if (namesTime(event)) assertClock(desk)
  if (event.type === 'scheduled' && event.schedule.instant < desk.clock.now() - MINUTE)
    throw new FaultError('time-in-the-past')

  if (event.type === 'approved' && isNewer(desk.db, item)) throw new FaultError('refused-newer-schema')
  const at = desk.clock.now()
  const next = transition(facts.state, event, { by: actor.id, at })
  if (!next.ok) throw new FaultError(next.reason)
  const stopped = stoppedAtDoor(desk, { item, event, before: facts.state, next: next.state })
  if (stopped) throw new FaultError(stopped.code, stopped.params)
  entries.push({ id, kind: 'event', item, author: actor.id, at, event })
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
