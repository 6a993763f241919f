/** Queues as desks have them at noon: briefs and leads in every state, with times of every kind. */
import { randomUUID } from 'node:crypto'
import { readItem } from '../../../main/db/items.ts'
import { createItems } from '../../../main/desk/create.ts'
import { decide } from '../../../main/desk/decide.ts'
import { recordDesk } from '../../../main/desk/desk-register.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { wallTimeAt } from '../../../shared/domain/wall-time.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { NOON, paragraphs, type TestDesk } from '../../support/desk.ts'
import type { Chance } from '../../support/prove-chance.ts'

const MINUTE = 60_000
const ZONE = 'Europe/Amsterdam'
/** How far a queue reaches, minutes after noon. */
export const REACH = 240

const PLACES = ['LINDAVA', 'VELBACH', 'PORT-ELISE', 'TAMAR', 'SARMIA', "'s-GRAVENWAARD", 'OUD-ERIVA']
const AGENCIES = ['ANP', 'RTR', 'AFP', 'DPA']
const NEWS = [
  'De veerboot vaart weer na een storing van elf dagen.',
  'Vrijwilligers hebben de dijk met zandzakken verhoogd. De nood is nog niet voorbij.',
  'Het museum gaat na zes jaar verbouwen weer open.',
  'De spoorbonden praten om vier uur verder over de staking.',
]

/** A queue of one section, by its own seed. */
export type SeededQueue = { section: string; items: string[] }

const copyOf = (chance: Chance, kind: 'lead' | 'brief', number: number): Partial<Copy> => ({
  headline: kind === 'lead' || chance.below(3) === 0 ? `Kop ${number}` : '',
  dateline: chance.below(5) === 0 ? [] : [chance.pick(PLACES)],
  credits: chance.below(5) === 0 ? [] : [chance.pick(AGENCIES)],
  body: paragraphs(`${chance.pick(NEWS)} (${number})`),
})

const timeAt = (minutes: number) => {
  const instant = NOON + minutes * MINUTE
  return { wall: wallTimeAt(instant, ZONE), zone: ZONE, instant }
}

/** Makes sections with a queue each. A decision that the desk refuses leaves the item as it is: that is a state as well. */
export const makeQueues = async (
  desk: TestDesk,
  chances: readonly Chance[],
): Promise<{ queues: SeededQueue[]; decisions: number }> => {
  const { context } = desk.desk
  const actor = actorOf(context.db, desk.founder)
  const queues = chances.map((): SeededQueue => ({ section: randomUUID(), items: [] }))
  recordDesk(
    context,
    desk.founder,
    queues.map(({ section }, index) => ({
      type: 'section' as const,
      section: { id: section, name: `Rubriek ${index}`, order: 10 + index, active: true },
    })),
  )
  await desk.settle()
  let decisions = 0
  const say = (items: readonly string[], decision: Decision): void => {
    if (items.length === 0) return
    decisions += items.length
    decide(context, actor, randomUUID(), [...items], decision)
  }
  const approve = (items: readonly string[]): void => {
    say(items, { type: 'submit' })
    for (const item of items) {
      const revision = readItem(context.db, item)?.state.submitted
      if (revision) say([item], { type: 'approve', revision, bypass: null })
    }
  }
  for (const [index, chance] of chances.entries()) {
    const queue = queues[index]
    if (!queue) continue
    const wanted = Array.from({ length: 5 + chance.below(9) }, (_, number) => {
      const kind = chance.below(6) === 0 ? ('lead' as const) : ('brief' as const)
      return {
        ...{ id: randomUUID(), kind, section: queue.section, copy: copyOf(chance, kind, number) },
        // Pasted copy has an age of its own, to the second.
        shownAt: chance.below(4) === 0 ? NOON - chance.below(7200) * 1000 : null,
      }
    })
    createItems(context, actor, wanted)
    queue.items = wanted.map(({ id }) => id)
    const some = (oneIn: number): string[] => queue.items.filter(() => chance.below(oneIn) === 0)
    const out = some(2)
    approve(out)
    say(out, { type: 'release' })
    for (const item of some(3)) say([item], { type: 'embargo', until: timeAt(chance.below(REACH)) })
    // Slots that went by already, slots of this minute, and slots that two share.
    for (const item of queue.items)
      if (chance.below(6) > 0)
        say([item], {
          type: 'schedule',
          ...timeAt(chance.below(24) === 0 ? 0 : 1 + chance.below(REACH / 4) * 4),
        })
    for (const item of out.filter(() => chance.below(2) === 0))
      desk.write(desk.founder, item, { headline: `Verbeterd ${chance.below(100)}` })
    approve(queue.items.filter(() => chance.below(3) > 0))
    for (const item of some(6)) say([item], { type: 'take-off-at', at: timeAt(1 + chance.below(REACH)) })
    // A newer version waits, and holds back what was approved.
    for (const item of some(8)) {
      desk.write(desk.founder, item, { headline: `Nieuwer ${chance.below(100)}` })
      say([item], { type: 'submit' })
    }
    say(some(20), { type: 'spike' })
    say(some(25), { type: 'kill', reason: 'onjuist' })
    say(some(25), { type: 'show', at: NOON - chance.below(300) * MINUTE })
    say(some(20), { type: 'unschedule' })
  }
  await desk.settle()
  return { queues, decisions }
}
