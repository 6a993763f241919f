/**
 * What main and the desk process say to each other outside the contract: ports to hand over, grants to redeem, who
 * sits where. Both sides are ours; it is checked all the same, because they may be of different builds in a crash.
 */
import { z } from 'zod'
import { Id } from '../../shared/ids.ts'

/** From main to the desk process. `port` travels beside an `open`. */
export const ToDesk = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    window: z.int(),
    /** What the window's last port was bound to, so that a reload or a crash comes back to the same place. */
    desk: Id.nullable(),
    person: Id.nullable(),
  }),
  /** The desk that a window will most likely ask for: its databases are opened while the page is on its way. */
  z.strictObject({ type: z.literal('foresee'), desk: Id }),
  z.strictObject({ type: z.literal('redeemed'), request: z.int(), path: z.string().nullable() }),
  /** The answer about a secret: what is kept under its name, or that it is kept now. */
  z.strictObject({
    type: z.literal('secret'),
    request: z.int(),
    ok: z.boolean(),
    value: z.string().nullable(),
  }),
  /** Everybody with a passphrase gets up: nobody has touched this computer for a while, or its screen was locked. */
  z.strictObject({ type: z.literal('lock') }),
  z.strictObject({ type: z.literal('wake') }),
  /** A process that reads files is there; the port to it travels beside. */
  z.strictObject({ type: z.literal('reader'), reader: z.int() }),
  z.strictObject({ type: z.literal('reader-gone'), reader: z.int(), why: z.enum(['exit', 'memory']) }),
  z.strictObject({ type: z.literal('stop') }),
])
export type ToDesk = z.infer<typeof ToDesk>

/** From the desk process to main. */
export const ToMain = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('bound'), window: z.int(), desk: Id.nullable(), person: Id.nullable() }),
  /** News for whoever sits at a window. Its headline is for the screen and goes into no log. */
  z.strictObject({
    type: z.literal('announce'),
    window: z.int(),
    kind: z.enum([
      ...(['to-approve', 'approved', 'returned', 'killed', 'kill-asked', 'lift-asked'] as const),
      ...([
        'slot-soon',
        'slot-unapproved',
        'slot-held',
        'slot-stopped',
        'slot-missed',
        'slot-ahead',
      ] as const),
    ]),
    item: Id,
    headline: z.string(),
    by: z.string(),
    more: z.int(),
    at: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('redeem'), request: z.int(), window: z.int(), grant: Id }),
  /** Whether secrets are in the system's keychain or only in memory: the answer's value says which. */
  z.strictObject({ type: z.literal('secret-kept'), request: z.int() }),
  z.strictObject({ type: z.literal('secret-read'), request: z.int(), name: z.string().max(100) }),
  z.strictObject({
    type: z.literal('secret-write'),
    request: z.int(),
    name: z.string().max(100),
    value: z.string().nullable(),
  }),
  z.strictObject({
    type: z.literal('log'),
    event: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  /** Files came in: a process that reads them is wanted, under a number; and when it is not any more. */
  z.strictObject({ type: z.literal('reader-start'), reader: z.int() }),
  z.strictObject({ type: z.literal('reader-end'), reader: z.int() }),
  z.strictObject({ type: z.literal('stopped') }),
])
export type ToMain = z.infer<typeof ToMain>

/** What somebody should hear of, even looking elsewhere. */
export type News = Extract<ToMain, { type: 'announce' }>
