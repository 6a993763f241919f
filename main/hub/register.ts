/** What the hub knows of its desk from desk events: people, sections, agencies, targets, settings. */
import type { z } from 'zod'
import { Agency } from '../../shared/domain/agency.ts'
import { DeskSettings, USUAL_SETTINGS } from '../../shared/domain/desk-settings.ts'
import type { DeskEvent } from '../../shared/domain/event.ts'
import { Person } from '../../shared/domain/person.ts'
import { RecurringSlot } from '../../shared/domain/recurring-slot.ts'
import { Section } from '../../shared/domain/section.ts'
import { TargetInfo } from '../../shared/domain/target.ts'
import { Template } from '../../shared/domain/template.ts'
import { unreachable } from '../../shared/errors.ts'
import type { Reader } from './store/tables.ts'

type Kind = 'person' | 'section' | 'agency' | 'target' | 'settings' | 'template' | 'recurring'

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

/** Where in the register a desk event belongs, and what it puts there; null takes away what is there. */
export const placeInRegister = (event: DeskEvent): { kind: Kind; id: string; value: unknown } => {
  switch (event.type) {
    case 'settings':
      return { kind: 'settings', id: '', value: event.settings }
    case 'person':
      return { kind: 'person', id: event.person.id, value: event.person }
    case 'section':
      return { kind: 'section', id: event.section.id, value: event.section }
    case 'target':
      return { kind: 'target', id: event.target.id, value: event.target }
    case 'agency':
      return {
        kind: 'agency',
        id: agencyKey(event.agency.code),
        value: event.removed ? null : event.agency,
      }
    case 'template':
      return { kind: 'template', id: event.template.id, value: event.removed ? null : event.template }
    case 'recurring':
      return { kind: 'recurring', id: event.slot.id, value: event.removed ? null : event.slot }
    default:
      return unreachable(event)
  }
}

const MODELS = {
  settings: DeskSettings,
  person: Person,
  section: Section,
  target: TargetInfo,
  agency: Agency,
  template: Template,
  recurring: RecurringSlot,
} as const

/** What a row of the register says, whoever wrote it and in which order, as one text to compare; null where it is none. */
export const plainRegistration = (kind: string, value: unknown): string | null => {
  const model = Object.hasOwn(MODELS, kind) ? MODELS[kind as Kind] : null
  const parsed = model?.safeParse(value)
  return parsed?.success ? JSON.stringify(parsed.data) : null
}

/** Writes down what an accepted desk event says. */
export const register = async (db: Reader, event: DeskEvent): Promise<void> => {
  const { kind, id, value } = placeInRegister(event)
  if (value !== null) return await put(db, kind, id, value)
  await db.deleteFrom('register').where('kind', '=', kind).where('id', '=', id).execute()
}

export const people = (db: Reader): Promise<Person[]> => all(db, 'person', Person)
export const agencies = (db: Reader): Promise<Agency[]> => all(db, 'agency', Agency)
export const sections = (db: Reader): Promise<Section[]> => all(db, 'section', Section)
/** Every target that the desk ever had. */
export const everyTarget = (db: Reader): Promise<TargetInfo[]> => all(db, 'target', TargetInfo)
export const activeTargets = async (db: Reader): Promise<TargetInfo[]> =>
  (await everyTarget(db)).filter((target) => target.active)

/** The targets that an admin holds back: only a kill still goes there. */
export const heldTargets = async (db: Reader): Promise<ReadonlySet<string>> =>
  new Set((await activeTargets(db)).filter((target) => target.paused).map(({ id }) => id))

export const settings = async (db: Reader): Promise<DeskSettings> =>
  (await all(db, 'settings', DeskSettings))[0] ?? USUAL_SETTINGS
