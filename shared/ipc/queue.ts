/** The part of the contract about the queue: the timetable of a day, moving sets of items, templates, slots that return. */
import { z } from 'zod'
import { ItemKind } from '../domain/copy.ts'
import { RecurringSlot } from '../domain/recurring-slot.ts'
import { Schedule } from '../domain/schedule.ts'
import { Template } from '../domain/template.ts'
import { State } from '../domain/workflow.ts'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'

const nothing = z.strictObject({})

/** More items than this are not moved in one go. */
export const MOST_MOVES = 500

/** A wall time that somebody chose. Which of two readings is meant is said by `instant`. */
export const WantedTime = z.strictObject({
  wall: z.string(),
  zone: z.string(),
  instant: z.int().nullable(),
})
export type WantedTime = z.infer<typeof WantedTime>

/** One item of the timetable, as little of it as a block shows. Times are ms UTC where they are no schedules. */
export const QueueSlot = z.strictObject({
  id: Id,
  kind: ItemKind,
  section: z.string(),
  /** A headline, or the first words of a brief. May be empty. */
  words: z.string(),
  dateline: z.array(z.string()),
  credits: z.array(z.string()),
  state: State,
  publishAt: Schedule.nullable(),
  embargoUntil: Schedule.nullable(),
  takeOffAt: Schedule.nullable(),
  /** What ages count from, where somebody set it. */
  shownAt: z.int().nullable(),
  /** When readers first got it, and when last; null while they have not. */
  outAt: z.int().nullable(),
  lastOutAt: z.int().nullable(),
  /** When the hub releases it by its times: the later of publish time and embargo; null without a publish time. */
  dueAt: z.int().nullable(),
  /** A revision stands approved and goes out at its time, whatever is typed meanwhile. */
  approved: z.boolean(),
  /** Approved by somebody who may release briefs without anybody else. */
  themselves: z.boolean(),
  /** The working copy differs from what is approved or out. */
  changed: z.boolean(),
  /** An approved revision stands while a newer one waits: nothing goes out until that one is judged or taken back. */
  held: z.boolean(),
  /** A decision about it has not been ruled on by the hub yet. */
  waiting: z.boolean(),
  /**
   * Its time went by without it at the moment of asking: `late`, the hub did not release it and leaves it to people;
   * `unapproved`, there was nothing approved to release; `held`, a newer version waits. By how much follows from `dueAt`.
   */
  missed: z.enum(['late', 'unapproved', 'held']).nullable(),
  /** Somebody wants its embargo lifted. */
  liftAsked: z.boolean(),
  /** Names of who wrote, first first. */
  who: z.array(z.string()),
  /** How many words its text has. */
  length: z.int(),
})
export type QueueSlot = z.infer<typeof QueueSlot>

export const QUEUE_REQUESTS = {
  /**
   * Everything that a timetable from `from` up to `to` (ms UTC) shows: what is planned in it, what went out in it, what is
   * taken off in it. `missed` are the slots of before `from` that still wait for somebody, newest first. `loose` are briefs
   * without a time that are not out, touched last first, at most `loose` of them; `looseTotal` says how many there are.
   */
  'queue.day': {
    input: z.strictObject({
      from: z.int(),
      to: z.int(),
      section: z.string().nullable(),
      loose: z.int().min(0).max(1000),
    }),
    output: z.strictObject({
      /** The clock of the desk process when it was asked, ms UTC. */
      now: z.int(),
      /** By time, at most 4000. */
      slots: z.array(QueueSlot),
      missed: z.array(QueueSlot),
      loose: z.array(QueueSlot),
      looseTotal: z.int(),
    }),
  },
  /** The same lines for some items: what a `changed` event names is read again without the rest. Gone ones are left out. */
  'queue.slots': {
    input: z.strictObject({ items: z.array(Id).min(1).max(500) }),
    output: z.strictObject({ now: z.int(), slots: z.array(QueueSlot) }),
  },
  /**
   * What stands between approved items and the door if they were released now: the same that the hub would say. An item
   * that may leave is not in the answer.
   */
  'queue.stopped': {
    input: z.strictObject({ items: z.array(Id).max(500) }),
    output: z.array(z.strictObject({ item: Id, fault: Fault })),
  },
  /**
   * Gives items other publish times, or none, as one step: all of them or not one. `before` holds what was, so that the
   * inverse is another `queue.move`. `stopped` says of each item that cannot be moved why; then nothing was moved.
   * Of each time that exists twice the `instant` has to say which is meant (fault `time-exists-twice`, with `first` and
   * `second`); one that does not exist is refused (`time-does-not-exist`).
   */
  'queue.move': {
    input: z.strictObject({
      moves: z
        .array(z.strictObject({ item: Id, schedule: WantedTime.nullable() }))
        .min(1)
        .max(MOST_MOVES),
    }),
    output: z.strictObject({
      before: z.array(z.strictObject({ item: Id, schedule: Schedule.nullable() })),
      stopped: z.array(z.strictObject({ item: Id, fault: Fault })),
    }),
  },

  'templates.save': { input: Template, output: Template },
  'templates.remove': { input: z.strictObject({ template: Id }), output: nothing },
  'recurring.save': { input: RecurringSlot, output: RecurringSlot },
  'recurring.remove': { input: z.strictObject({ slot: Id }), output: nothing },
} as const
