/** The example desk: invented copy in every state, made by the same commands as anybody's copy. */

import type { Clock } from '../../shared/clock.ts'
import { FaultError, unreachable } from '../../shared/errors.ts'
import { type ExampleStep, exampleDesk } from '../../shared/example/example-desk.ts'
import { derivedId } from '../../shared/ids.ts'
import type { Decision } from '../../shared/ipc/desk.ts'
import { createItems } from '../desk/create.ts'
import { decide } from '../desk/decide.ts'
import { recordDesk } from '../desk/desk-register.ts'
import { actorOf } from '../desk/rights.ts'
import { markItemSeen } from '../desk/seen.ts'
import { stateOfItem } from '../desk/state-of-item.ts'
import type { RunningDesk } from './open-desk.ts'

/** A step of the example as the decision that a person would make. */
const decisionOf = (step: ExampleStep, state: { submitted: string | null }): Decision => {
  switch (step.type) {
    case 'submit':
    case 'release':
      return { type: step.type }
    case 'approve':
      return { type: 'approve', revision: state.submitted ?? '', bypass: null }
    case 'return':
      return { type: 'return', note: step.note }
    case 'schedule':
      return { type: 'schedule', ...step.schedule }
    case 'embargo':
      return { type: 'embargo', until: step.until }
    case 'show':
      return { type: 'show', at: step.at }
    default:
      return unreachable(step)
  }
}

/** How long before `now` the example's day began. */
const DAY_SO_FAR = 3 * 3_600_000

/** A clock for living through a day that is past: it is moved by hand and rings no timers. */
export const createPastClock = (start: number): Clock & { set(now: number): void } => {
  let time = start
  return {
    now: () => time,
    after: () => () => undefined,
    set(now) {
      time = now
    },
  }
}

/**
 * Founds the example desk as it would stand at `now` (ms UTC), by living through its last hours: `running` was started
 * with `past`, and what people did is spread over them.
 */
export const foundExample = async (
  { desk }: RunningDesk,
  command: string,
  language: 'nl' | 'en',
  now: number,
  past: { set(now: number): void },
): Promise<void> => {
  const { context } = desk
  const example = exampleDesk(language, now, (name) => derivedId(command, name))
  const [founder] = example.people
  if (!founder) return
  // Whoever founds a desk is its admin from the first event on; the example's own roles follow.
  const begun = { ...founder, roles: [...new Set([...founder.roles, 'admin' as const])] }
  recordDesk(context, founder.id, [
    { type: 'person', person: begun },
    { type: 'settings', settings: example.settings },
    ...example.people.slice(1).map((person) => ({ type: 'person' as const, person })),
    ...example.sections.map((section) => ({ type: 'section' as const, section })),
    ...example.agencies.map((agency) => ({ type: 'agency' as const, agency, removed: false })),
  ])
  await desk.sync.settle()
  for (const [number, { id, author, copy, steps }] of example.items.entries()) {
    past.set(now - Math.round(DAY_SO_FAR * (1 - (number + 1) / (example.items.length + 1))))
    createItems(context, actorOf(context.db, author), [
      { id, kind: copy.kind, section: copy.section, copy, shownAt: null },
    ])
    for (const [index, step] of steps.entries()) {
      const decision = decisionOf(step, stateOfItem(context.db, id).state)
      const [outcome] = decide(
        context,
        actorOf(context.db, step.by),
        derivedId(command, `${id} ${index}`),
        [id],
        decision,
      )
      if (outcome?.fault) throw new FaultError(outcome.fault.code, { item: id, step: index })
    }
    await desk.sync.settle()
    // Everybody has seen the day so far, so that what is new to somebody is what a stranger does to it.
    for (const { id: person, roles } of example.people) markItemSeen(context, { id: person, roles }, id)
  }
  past.set(now)
}
