/** What the desk's events say about people, sections, agencies and targets, as rows to look up. */
import type { z } from 'zod'
import { Agency } from '../../shared/domain/agency.ts'
import { DeskSettings, USUAL_SETTINGS } from '../../shared/domain/desk-settings.ts'
import type { DeskEvent } from '../../shared/domain/event.ts'
import { Person } from '../../shared/domain/person.ts'
import { RecurringSlot } from '../../shared/domain/recurring-slot.ts'
import { Section } from '../../shared/domain/section.ts'
import { TargetInfo } from '../../shared/domain/target.ts'
import { Template } from '../../shared/domain/template.ts'
import { type Database, statement } from './driver.ts'

const settingsKey = 'settings'

const TABLES = ['people', 'sections', 'agencies', 'targets', 'templates', 'recurring'] as const
type Table = (typeof TABLES)[number]

const put = (db: Database, table: Table, id: string, value: unknown): void => {
  statement(
    db,
    `INSERT INTO ${table} (id, value) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value`,
  ).run(id, JSON.stringify(value))
}

const remove = (db: Database, table: Table, id: string): void => {
  statement(db, `DELETE FROM ${table} WHERE id = ?`).run(id)
}

const all = <T>(db: Database, table: Table, model: z.ZodType<T>): T[] =>
  statement<[], { value: string }>(db, `SELECT value FROM ${table}`)
    .all()
    .map((row) => model.parse(JSON.parse(row.value)))

/** Agencies are matched without case, so that is how they are kept apart. */
const agencyKey = (code: string): string => code.toLocaleUpperCase('en')

/** Applies one desk event to the rows. */
export const applyDeskEvent = (db: Database, event: DeskEvent): void => {
  switch (event.type) {
    case 'settings':
      statement(
        db,
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      ).run(settingsKey, JSON.stringify(event.settings))
      return
    case 'person':
      put(db, 'people', event.person.id, event.person)
      return
    case 'section':
      put(db, 'sections', event.section.id, event.section)
      return
    case 'agency':
      if (event.removed) remove(db, 'agencies', agencyKey(event.agency.code))
      else put(db, 'agencies', agencyKey(event.agency.code), event.agency)
      return
    case 'target':
      put(db, 'targets', event.target.id, event.target)
      return
    case 'template':
      if (event.removed) remove(db, 'templates', event.template.id)
      else put(db, 'templates', event.template.id, event.template)
      return
    case 'recurring':
      if (event.removed) remove(db, 'recurring', event.slot.id)
      else put(db, 'recurring', event.slot.id, event.slot)
      return
  }
}

/** Empties the rows, so that the log can say them again. */
export const clearRegister = (db: Database): void => {
  for (const table of TABLES) statement(db, `DELETE FROM ${table}`).run()
  statement(db, 'DELETE FROM meta WHERE key = ?').run(settingsKey)
}

export const readSettings = (db: Database): DeskSettings => {
  const row = statement<[string], { value: string }>(db, 'SELECT value FROM meta WHERE key = ?').get(
    settingsKey,
  )
  return row ? DeskSettings.parse(JSON.parse(row.value)) : USUAL_SETTINGS
}

/** Everybody who ever was of the desk, by name. */
export const readPeople = (db: Database): Person[] =>
  all(db, 'people', Person).sort((a, b) => a.name.localeCompare(b.name, 'nl'))

export const readPerson = (db: Database, id: string): Person | null => {
  const row = statement<[string], { value: string }>(db, 'SELECT value FROM people WHERE id = ?').get(id)
  return row ? Person.parse(JSON.parse(row.value)) : null
}

export const readSections = (db: Database): Section[] =>
  all(db, 'sections', Section).sort((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'nl'))

/** The register, the home agency first (house style puts it first: standards, section 9.5). */
export const readAgencies = (db: Database): Agency[] =>
  all(db, 'agencies', Agency).sort(
    (a, b) => Number(b.home) - Number(a.home) || a.code.localeCompare(b.code, 'nl'),
  )

/** Every target that the desk ever had: a delivery keeps its name. */
export const everyTarget = (db: Database): TargetInfo[] => all(db, 'targets', TargetInfo)

export const readTargets = (db: Database): TargetInfo[] => everyTarget(db).filter((target) => target.active)

export const readTemplates = (db: Database): Template[] =>
  all(db, 'templates', Template).sort((a, b) => a.name.localeCompare(b.name, 'nl'))

/** Slots that return, by time of day. */
export const readRecurring = (db: Database): RecurringSlot[] =>
  all(db, 'recurring', RecurringSlot).sort(
    (a, b) => a.time.localeCompare(b.time) || a.name.localeCompare(b.name, 'nl'),
  )
