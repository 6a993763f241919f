/**
 * Slots that somebody has to know of: one's own that come, those that will stay empty unless somebody acts, and those that
 * were missed. Looked at ten minutes before the minute, which is also when what was fit to go out is asked once more.
 */

import { missedAs, releaseAt } from '../../shared/domain/goes-out.ts'
import { can } from '../../shared/domain/permissions.ts'
import { readyAhead, targetsReadyAhead } from '../../shared/domain/target-ahead.ts'
import { clockTimeAt } from '../../shared/domain/wall-time.ts'
import { reasonOf } from '../../shared/errors.ts'
import type { ItemLine } from '../db/items.ts'
import { slotsBetween } from '../db/queue.ts'
import { everyTarget, readPerson, readSettings } from '../db/register.ts'
import { createAheadLook } from './ahead-watch.ts'
import type { Announcement } from './announce.ts'
import type { DeskContext } from './context.ts'
import { stoppedAtDoor } from './door.ts'
import { type DeskActor, policyOf } from './rights.ts'

/** So long before its minute somebody can still do something, ms. */
export const AHEAD = 600_000
/** What was missed longer ago than this is no news any more: the queue shows it. */
const NEWS_FOR = 12 * 3_600_000
/** How often slots are looked at, ms: no oftener than the hub looks at its clock. */
const LOOKS = 30_000
/** So long the hub has, after a sleep, to ask a site that was handed the time whether it brought it out, ms. */
const ASKS_FOR = 60_000

type SlotKind = Extract<Announcement['kind'], `slot-${string}`>

/** What there is to say of a slot at `now`, or null. */
const kindOf = (desk: DeskContext, { id, state }: ItemLine, due: number, now: number): SlotKind | null => {
  if (missedAs(state, now, readSettings(desk.db).missed) !== null) return 'slot-missed'
  if (due <= now) return null
  if (state.state === 'submitted') return state.approved === null ? 'slot-unapproved' : 'slot-held'
  if (state.approved === null) return 'slot-unapproved'
  if (state.state !== 'scheduled' || state.publishAt === null) return null
  // As at its scheduling: targets, sections and agencies may have changed since. But for the minute when it is due, which an
  // embargo that was made longer since moved: that holds it back until then, and stops nothing.
  const schedule = { ...state.publishAt, instant: due }
  const event = { type: 'scheduled', schedule } as const
  const next = { ...state, publishAt: schedule }
  return stoppedAtDoor(desk, { item: id, event, before: state, next }) ? 'slot-stopped' : 'slot-soon'
}

/** Whether this person has to hear it: whoever wrote it, and of what needs a chief whoever may approve it. */
const concerns = (desk: DeskContext, actor: DeskActor, line: ItemLine, kind: SlotKind): boolean => {
  if (line.authors.includes(actor.id)) return true
  if (kind === 'slot-soon') return false
  if (kind === 'slot-missed' || kind === 'slot-stopped') return actor.roles.includes('chief')
  const facts = { kind: line.kind, state: line.state, authors: line.authors }
  return can(actor, 'approve', facts, policyOf(desk.db)).ok
}

/** What a person is told of slots; each is told once, and many at once are one word each kind. */
export const createSlotLook = (desk: DeskContext): ((person: string) => Announcement[]) => {
  const told = new Set<string>()
  /** Since when it is known here that a slot was missed which a site may have kept. */
  const askedSince = new Map<string, number>()
  const isBeingAsked = (line: ItemLine, due: number, now: number): boolean => {
    if (readyAhead(line.state) === null || !targetsReadyAhead(everyTarget(desk.db))) return false
    const key = `${line.id} ${due}`
    const since = askedSince.get(key) ?? now
    askedSince.set(key, since)
    return now - since < ASKS_FOR
  }
  return (person) => {
    const found = readPerson(desk.db, person)
    if (!found?.active) return []
    const actor = { id: found.id, roles: found.roles }
    const now = desk.clock.now()
    const { zone } = readSettings(desk.db)
    const news = new Map<SlotKind, Announcement>()
    const lines = slotsBetween(desk.db, { from: now - NEWS_FOR, to: now + AHEAD + 1, section: null })
    for (const line of lines) {
      const due = releaseAt(line.state)
      if (due === null || due > now + AHEAD || due < now - NEWS_FOR) continue
      const kind = kindOf(desk, line, due, now)
      const key = `${person} ${kind} ${line.id} ${due}`
      if (kind === null || told.has(key) || !concerns(desk, actor, line, kind)) continue
      if (kind === 'slot-missed' && isBeingAsked(line, due, now)) continue
      told.add(key)
      const earlier = news.get(kind)
      if (earlier) earlier.more += 1
      else
        news.set(kind, {
          ...{ kind, item: line.id, headline: line.headline, by: '', more: 0 },
          at: clockTimeAt(due, zone),
        })
    }
    return [...news.values()]
  }
}

/** Tells whoever `person` says sits there; the answer stops it. Nothing is asked at the opening of a desk. */
export const watchSlots = (
  desk: DeskContext,
  person: () => string | null,
  tell: (news: Announcement) => void,
): (() => void) => {
  const look = createSlotLook(desk)
  const lookAhead = createAheadLook(desk)
  let cancel: (() => void) | null = null
  let stopped = false
  const failed = (error: unknown): void => desk.log('slots-not-looked-at', { reason: reasonOf(error) })
  const ahead = async (somebody: string): Promise<void> => {
    for (const news of await lookAhead(somebody)) if (!stopped) tell(news)
  }
  const later = (): void => {
    cancel = desk.clock.after(LOOKS, () => {
      const somebody = person()
      try {
        if (somebody !== null) for (const news of look(somebody)) tell(news)
        // A hub out of reach says nothing, and is told of elsewhere.
        if (somebody !== null) void ahead(somebody).catch(failed)
      } catch (error) {
        // Nobody hears a timer throw but the process, which would go down with every window's typing.
        failed(error)
      }
      later()
    })
  }
  later()
  return () => {
    stopped = true
    cancel?.()
  }
}
