import { markSeen } from '../db/items.ts'
import type { DeskContext } from './context.ts'
import type { DeskActor } from './rights.ts'

/** Remembers that somebody looked at an item now: what changes after it is new to that person. */
export const markItemSeen = (desk: DeskContext, actor: DeskActor, item: string): void =>
  markSeen(desk.db, actor.id, item, desk.clock.now())
