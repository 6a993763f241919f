/**
 * What a target may bring out by itself although the desk decided otherwise: a change of mind that did not arrive there. Who
 * wrote it and every chief hear of it before that minute, because only somebody at the site can still do something then.
 */

import { type DeliveryReport, standsOtherwise } from '../../shared/domain/delivery.ts'
import { targetsReadyAhead } from '../../shared/domain/target-ahead.ts'
import { clockTimeAt } from '../../shared/domain/wall-time.ts'
import { everyTarget, readPerson, readSettings } from '../db/register.ts'
import { authorsInOrder } from '../db/text-facts.ts'
import type { Announcement } from './announce.ts'
import type { DeskContext } from './context.ts'
import { headlineOf } from './facts.ts'

/** What was to be on its way, and is not, that far ahead is still time enough, ms. */
const AHEAD = 600_000
/** What a site did longer ago than this is no news: the deliveries show it. */
const NEWS_FOR = 3_600_000
const MOST = 100

/** When a target brings it out against what was decided, ms UTC; null where it was reached, or is about to be. */
const against = (report: DeliveryReport): number | null =>
  report.fault !== null && standsOtherwise(report) ? report.standsAt : null

/** What a person is told of it; each is told once. Asks the hub only where a target is handed times ahead. */
export const createAheadLook = (desk: DeskContext): ((person: string) => Promise<Announcement[]>) => {
  const told = new Set<string>()
  return async (person) => {
    if (!targetsReadyAhead(everyTarget(desk.db))) return []
    const found = readPerson(desk.db, person)
    if (!found?.active) return []
    const ask = { item: null, target: null, limit: MOST }
    const reports = [
      ...(await desk.hub.deliveries({ ...ask, status: 'waiting' })),
      ...(await desk.hub.deliveries({ ...ask, status: 'failed' })),
    ]
    const now = desk.clock.now()
    let news: Announcement | null = null
    for (const report of reports) {
      const at = against(report)
      const key = `${person} ${report.id} ${at}`
      if (at === null || at > now + AHEAD || at < now - NEWS_FOR || told.has(key)) continue
      if (!found.roles.includes('chief') && !authorsInOrder(desk.db, report.item).includes(person)) continue
      told.add(key)
      if (news) news.more += 1
      else
        news = {
          ...{ kind: 'slot-ahead', item: report.item, headline: headlineOf(desk, report.item) },
          ...{ by: '', more: 0, at: clockTimeAt(at, readSettings(desk.db).zone) },
        }
    }
    return news === null ? [] : [news]
  }
}
