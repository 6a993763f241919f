/** What the hub knows of its desk from desk events: people, sections, agencies, targets, settings. */
import type { z } from 'zod'
import { Agency } from '../../shared/domain/agency.ts'
import { type DeskEvent, DeskSettings, TargetInfo } from '../../shared/domain/event.ts'
import { Person } from '../../shared/domain/person.ts'
import { Section } from '../../shared/domain/section.ts'
import { unreachable } from '../../shared/errors.ts'
import type { Reader } from './store/tables.ts'

type Kind = 'person' | 'section' | 'agency' | 'target' | 'settings'

const put = async (db: Reader, kind: Kind, id: string, value: unknown): Promise<void> => {
  const stored = JSON.stringify(value)
  await db
    .insertInto('register')
    .values({ kind, id, value: stored })
    .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet({ value: stored }))
    .execute()
}

const all = async <T>(db: Reader, kind: Kind, model: z.ZodType<T>): Promise<T[]> =>
  (await db.selectFrom('register').select('value').where('kind', '=', kind).execute()).map((row) =>
    model.parse(JSON.parse(row.value)),
  )

const agencyKey = (code: string): string => code.toLocaleUpperCase('en')

/** Writes down what an accepted desk event says. */
export const register = async (db: Reader, event: DeskEvent): Promise<void> => {
  switch (event.type) {
    case 'settings':
      return await put(db, 'settings', '', event.settings)
    case 'person':
      return await put(db, 'person', event.person.id, event.person)
    case 'section':
      return await put(db, 'section', event.section.id, event.section)
    case 'target':
      return await put(db, 'target', event.target.id, event.target)
    case 'agency':
      if (!event.removed) return await put(db, 'agency', agencyKey(event.agency.code), event.agency)
      await db
        .deleteFrom('register')
        .where('kind', '=', 'agency')
        .where('id', '=', agencyKey(event.agency.code))
        .execute()
      return
    default:
      return unreachable(event)
  }
}

export const people = (db: Reader): Promise<Person[]> => all(db, 'person', Person)
export const agencies = (db: Reader): Promise<Agency[]> => all(db, 'agency', Agency)
export const sections = (db: Reader): Promise<Section[]> => all(db, 'section', Section)
export const activeTargets = async (db: Reader): Promise<TargetInfo[]> =>
  (await all(db, 'target', TargetInfo)).filter((target) => target.active)

export const settings = async (db: Reader): Promise<DeskSettings> =>
  (await all(db, 'settings', DeskSettings))[0] ?? {
    name: 'Kopij',
    language: 'nl',
    zone: 'Europe/Amsterdam',
    chiefMayFix: false,
  }
