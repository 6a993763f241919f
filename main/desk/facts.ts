/** Small facts of a desk for whoever stands outside the database. */
import type { DeskSettings } from '../../shared/domain/event.ts'
import { readItem } from '../db/items.ts'
import { readSettings } from '../db/register.ts'
import { revisionNumber } from '../db/revisions.ts'
import type { DeskContext } from './context.ts'

export const settingsOf = (desk: DeskContext): DeskSettings => readSettings(desk.db)

/** The number of a revision within its item, from 1. */
export const numberOf = (desk: DeskContext, item: string, hash: string): number =>
  revisionNumber(desk.db, item, hash) ?? 0

/** What a list calls an item: its headline, or the first words of a brief. */
export const headlineOf = (desk: DeskContext, item: string): string => readItem(desk.db, item)?.headline ?? ''
