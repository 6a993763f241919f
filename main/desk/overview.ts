/** What the rail and the settings show of a desk. */
import { TargetStanding } from '../../shared/domain/delivery.ts'
import { ListName } from '../../shared/domain/view.ts'
import type { Overview } from '../../shared/ipc/desk.ts'
import { countBySection, countItems } from '../db/items.ts'
import {
  readAgencies,
  readPeople,
  readRecurring,
  readSections,
  readSettings,
  readTargets,
  readTemplates,
} from '../db/register.ts'
import type { DeskContext } from './context.ts'
import type { DeskActor } from './rights.ts'

/** How many failed deliveries are counted; more than this is "many" to anybody. */
const COUNTED = 200

export const overview = async (desk: DeskContext, actor: DeskActor): Promise<Overview> => {
  const { db, hub } = desk
  const places = new Map((await hub.targetPlaces()).map((one) => [one.id, one]))
  const counts = Object.fromEntries(
    ListName.options.map((list) => [
      list,
      countItems(db, { list, person: actor.id, section: null, kind: null, states: [] }),
    ]),
  ) as Overview['counts']
  return {
    settings: readSettings(db),
    sections: readSections(db),
    agencies: readAgencies(db),
    people: readPeople(db),
    targets: readTargets(db).map((target) => {
      const place = places.get(target.id)
      return {
        ...target,
        ...(place ?? TargetStanding.parse({ id: target.id, place: '', fault: null })),
      }
    }),
    counts,
    sectionCounts: countBySection(db),
    failedDeliveries: (await hub.deliveries({ item: null, target: null, status: 'failed', limit: COUNTED }))
      .length,
    templates: readTemplates(db),
    recurring: readRecurring(db),
  }
}
