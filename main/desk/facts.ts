/** Small facts of a desk for whoever stands outside the database. */
import type { DeskSettings } from '../../shared/domain/event.ts'
import { readItem } from '../db/items.ts'
import { readPeople, readPerson, readSettings } from '../db/register.ts'
import { revisionNumber } from '../db/revisions.ts'
import type { DeskContext } from './context.ts'
import { stateOfItem } from './state-of-item.ts'

export const settingsOf = (desk: DeskContext): DeskSettings => readSettings(desk.db)

/** The number of a revision within its item, from 1. */
export const numberOf = (desk: DeskContext, item: string, hash: string): number =>
  revisionNumber(desk.db, item, hash) ?? 0

/** What a list calls an item: its headline, or the first words of a brief. */
export const headlineOf = (desk: DeskContext, item: string): string => readItem(desk.db, item)?.headline ?? ''

/** Whether an item was ever begun here. */
export const isItem = (desk: DeskContext, item: string): boolean => stateOfItem(desk.db, item).created

/** What colleagues call somebody. */
export const personName = (desk: DeskContext, person: string): string =>
  readPerson(desk.db, person)?.name ?? ''

/** Whether somebody may still act at this desk: a person who was removed keeps no door open by having sat down before. */
export const mayAct = (desk: DeskContext, person: string): boolean =>
  readPerson(desk.db, person)?.active ?? false

/** Whether the desk has its register yet: a replica that was just joined begins with nothing. */
export const isFounded = (desk: DeskContext): boolean => readPeople(desk.db).length > 0
