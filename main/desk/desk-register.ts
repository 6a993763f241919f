/**
 * Changes to the desk itself: people, sections, agencies, settings, targets, which are an admin's work, and what whoever
 * writes works with: templates and slots that return. Ruled on by the hub.
 */
import { type DeskEvent, DeskEvent as DeskEventModel } from '../../shared/domain/event.ts'
import { mayChangeDesk } from '../../shared/domain/permissions.ts'
import type { RecurringSlot } from '../../shared/domain/recurring-slot.ts'
import type { TargetInfo } from '../../shared/domain/target.ts'
import type { Template } from '../../shared/domain/template.ts'
import { FaultError } from '../../shared/errors.ts'
import { readPeople, readRecurring, readTargets, readTemplates } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import type { DeskActor } from './rights.ts'
import { append } from './write.ts'

/** Records desk events by an admin. Faults: refused-role, last-admin, name-taken. */
export const changeDesk = (desk: DeskContext, actor: DeskActor, events: readonly DeskEvent[]): void => {
  assertDeskChange(desk, actor, events)
  recordDesk(desk, actor.id, events)
}

/** Whether an admin may record these; throws as `changeDesk` would, and writes nothing. */
export const assertDeskChange = (desk: DeskContext, actor: DeskActor, events: readonly DeskEvent[]): void => {
  if (!events.every((event) => mayChangeDesk(actor, event))) throw new FaultError('refused-role')
  assertEvents(events)
  for (const event of events) if (event.type === 'person') assertPerson(desk, event)
}

/** Records desk events without asking: the beginning of a desk, before anybody holds a role. */
export const recordDesk = (desk: DeskContext, author: string, events: readonly DeskEvent[]): void => {
  assertEvents(events)
  append(
    desk,
    events.map((event) => ({
      id: desk.newId(),
      kind: 'desk-event',
      item: null,
      author,
      at: desk.clock.now(),
      event,
    })),
  )
}

/** A name of spaces is no name when it is trimmed; once in the log nobody could open the desk again. */
const assertEvents = (events: readonly DeskEvent[]): void => {
  for (const event of events)
    if (!DeskEventModel.safeParse(event).success) throw new FaultError('bad-request', { field: event.type })
}

const assertPerson = (desk: DeskContext, { person }: DeskEvent & { type: 'person' }): void => {
  const others = readPeople(desk.db).filter((one) => one.id !== person.id && one.active)
  const stillAdmin = person.active && person.roles.includes('admin')
  if (!stillAdmin && !others.some((one) => one.roles.includes('admin'))) throw new FaultError('last-admin')
  const name = person.name.trim().toLocaleLowerCase('nl')
  if (person.active && others.some((one) => one.name.trim().toLocaleLowerCase('nl') === name))
    throw new FaultError('name-taken', { name: person.name })
}

/** A target that the desk still delivers to. Fault: target-unknown. */
export const targetInUse = (desk: DeskContext, id: string): TargetInfo => {
  const target = readTargets(desk.db).find((one) => one.id === id)
  if (!target) throw new FaultError('target-unknown')
  return target
}

/** A template of the desk. Fault: gone. */
export const templateInUse = (desk: DeskContext, id: string): Template => {
  const template = readTemplates(desk.db).find((one) => one.id === id)
  if (!template) throw new FaultError('gone')
  return template
}

/** A slot of the desk that returns. Fault: gone. */
export const recurringInUse = (desk: DeskContext, id: string): RecurringSlot => {
  const slot = readRecurring(desk.db).find((one) => one.id === id)
  if (!slot) throw new FaultError('gone')
  return slot
}
