/**
 * The contract with the desk process, over the port that main hands to a trusted window.
 * Payloads never name the person who acts: the port is bound to one.
 */
import { z } from 'zod'
import { Agency } from '../domain/agency.ts'
import { Bytes } from '../domain/bytes.ts'
import { Copy, ItemKind } from '../domain/copy.ts'
import { TargetStanding } from '../domain/delivery.ts'
import { DeskSettings, DeskSettingsChange } from '../domain/desk-settings.ts'
import { Person, Role } from '../domain/person.ts'
import { ReaderPage } from '../domain/reader-page.ts'
import { RecurringSlot } from '../domain/recurring-slot.ts'
import { Section } from '../domain/section.ts'
import { TargetInfo } from '../domain/target.ts'
import { Template } from '../domain/template.ts'
import { ItemDetail, ItemRow, ListName } from '../domain/view.ts'
import { State } from '../domain/workflow.ts'
import { Fault } from '../errors.ts'
import { Author, Id, RevisionHash } from '../ids.ts'
import { IMPORT_REQUESTS } from './import.ts'
import { QUEUE_REQUESTS, WantedTime } from './queue.ts'
import { RAIL_REQUESTS } from './rail.ts'
import { HubState, Repaired, SYNCING_REQUESTS } from './syncing.ts'
import { TARGET_REQUESTS } from './targets.ts'
import { TEAM_REQUESTS } from './team.ts'
import { TOGETHER_EVENTS, TOGETHER_REQUESTS } from './together.ts'

const nothing = z.strictObject({})
const passphrase = z.string().min(1).max(400)

export const DeskInfo = z.strictObject({ id: Id, name: z.string(), example: z.boolean() })
export type DeskInfo = z.infer<typeof DeskInfo>

/** Who can sit down at this desk, and who does. */
export const Session = z.strictObject({
  desk: DeskInfo,
  settings: DeskSettings,
  person: Person.nullable(),
  people: z.array(z.strictObject({ person: Person, hasPassphrase: z.boolean() })),
})
export type Session = z.infer<typeof Session>

/** A decision by a person; revisions are made by the desk process from the working copy. */
export const Decision = z.discriminatedUnion('type', [
  /** Of something that is out: why, and what receivers are told about it. */
  z.strictObject({
    type: z.literal('submit'),
    reason: z.string().max(2000).optional(),
    note: z.string().max(2000).optional(),
  }),
  z.strictObject({ type: z.literal('withdraw') }),
  /** `revision` is what the person has read: a newer submission is refused, not approved unseen. */
  z.strictObject({
    type: z.literal('approve'),
    revision: RevisionHash,
    bypass: z.string().max(2000).nullable(),
  }),
  /**
   * A brief by somebody whom the desk lets release briefs themselves: the text as it stands is submitted and approved in one
   * step. What was submitted already and has not changed is approved as it is.
   */
  z.strictObject({ type: z.literal('self-approve') }),
  /** The same holds for a note: it is about the `revision` that was read. Without one it is about whatever waits. */
  z.strictObject({
    type: z.literal('return'),
    note: z.string().max(2000),
    revision: RevisionHash.optional(),
  }),
  WantedTime.extend({ type: z.literal('schedule') }),
  z.strictObject({ type: z.literal('unschedule') }),
  /** To set one, or to make it end later; one that was promised for longer is lifted. */
  z.strictObject({ type: z.literal('embargo'), until: WantedTime.nullable() }),
  /** Asks for an embargo to end earlier, at `until` or now; another chief says `lift`, with the same `until`. */
  z.strictObject({
    type: z.literal('ask-lift'),
    until: WantedTime.nullable(),
    reason: z.string().min(1).max(2000),
  }),
  z.strictObject({ type: z.literal('drop-lift') }),
  /** `bypass`: why nobody else looks at it first; taken only where nobody else may approve. */
  z.strictObject({
    type: z.literal('lift'),
    until: WantedTime.nullable(),
    reason: z.string().min(1).max(2000),
    bypass: z.string().min(1).max(2000).optional(),
  }),
  z.strictObject({ type: z.literal('show'), at: z.int().nullable() }),
  /** The hub takes it off by itself then; null: it stays. */
  z.strictObject({ type: z.literal('take-off-at'), at: WantedTime.nullable() }),
  z.strictObject({ type: z.literal('release') }),
  /** `bypass`: why nobody else looks at it first. */
  z.strictObject({
    type: z.literal('kill'),
    reason: z.string().min(1).max(2000),
    bypass: z.string().min(1).max(2000).optional(),
  }),
  z.strictObject({ type: z.literal('ask-kill'), reason: z.string().min(1).max(2000) }),
  z.strictObject({ type: z.literal('drop-kill') }),
  z.strictObject({ type: z.literal('unpublish'), reason: z.string().max(2000) }),
  z.strictObject({ type: z.literal('spike') }),
  z.strictObject({ type: z.literal('unspike') }),
  z.strictObject({ type: z.literal('delete') }),
  z.strictObject({ type: z.literal('undelete') }),
  z.strictObject({ type: z.literal('erase'), reason: z.string().min(1).max(2000) }),
])
export type Decision = z.infer<typeof Decision>

export const Outcome = z.strictObject({ item: Id, fault: Fault.nullable() })
export type Outcome = z.infer<typeof Outcome>

export const Overview = z.strictObject({
  settings: DeskSettings,
  sections: z.array(Section),
  agencies: z.array(Agency),
  people: z.array(Person),
  targets: z.array(TargetInfo.extend(TargetStanding.shape)),
  counts: z.record(ListName, z.int()),
  sectionCounts: z.record(z.string(), z.int()),
  failedDeliveries: z.int(),
  /** By name. */
  templates: z.array(Template),
  /** By time of day. */
  recurring: z.array(RecurringSlot),
})
export type Overview = z.infer<typeof Overview>

/** What is safe, and where. Times are ms UTC; the status line is never ahead of them. */
export const Safety = z.strictObject({
  /** The last entry that was written to this disk and flushed. */
  onComputer: z.int().nullable(),
  /** When the hub last had everything of this computer. */
  atDesk: z.int().nullable(),
  /** How many things wait for the hub, as the tray lists them. */
  waiting: z.int(),
  /** Why nothing can be written at the moment. */
  fault: Fault.nullable(),
  hub: HubState,
  /** What was put right on this computer within the last days, where something was. */
  repaired: Repaired.optional(),
})
export type Safety = z.infer<typeof Safety>

/** Words that stand in the place of others. */
const REPLACED = z.strictObject({ was: z.string().max(4000), now: z.string().max(4000) })

export const DESK_REQUESTS = {
  ...TEAM_REQUESTS,
  ...SYNCING_REQUESTS,
  ...TOGETHER_REQUESTS,
  ...IMPORT_REQUESTS,
  ...TARGET_REQUESTS,
  ...QUEUE_REQUESTS,
  ...RAIL_REQUESTS,

  // which desk (the only requests that a port without a desk may make)
  'desks.list': { input: nothing, output: z.array(DeskInfo) },
  'desks.create': {
    input: z.strictObject({
      name: z.string().min(1).max(60),
      person: z.string().min(1).max(80),
      language: z.enum(['nl', 'en']),
      sections: z.array(z.string().min(1).max(60)).min(1).max(30),
    }),
    output: DeskInfo,
  },
  'desks.create-example': { input: z.strictObject({ language: z.enum(['nl', 'en']) }), output: DeskInfo },
  'desks.use': { input: z.strictObject({ desk: Id }), output: Session },
  'desks.save-as': { input: z.strictObject({ grant: Id }), output: nothing },
  'desks.open-file': { input: z.strictObject({ grant: Id }), output: DeskInfo },

  // who
  'session.get': { input: nothing, output: Session },
  'session.sign-in': {
    input: z.strictObject({ person: Id, passphrase: passphrase.nullable() }),
    output: Session,
  },
  'session.lock': { input: nothing, output: Session },
  'session.recover': {
    input: z.strictObject({ person: Id, code: z.string().max(100), passphrase }),
    output: z.strictObject({ session: Session, recoveryCode: z.string() }),
  },
  'people.add': {
    input: z.strictObject({
      name: z.string().min(1).max(80),
      roles: z.array(Role).min(1),
      passphrase,
      /** The passphrase of the person who adds, where that person has none yet. */
      ownPassphrase: passphrase.nullable(),
    }),
    output: z.strictObject({
      person: Person,
      recoveryCode: z.string(),
      ownRecoveryCode: z.string().nullable(),
    }),
  },
  'people.change': {
    input: z.strictObject({
      person: Id,
      name: z.string().min(1).max(80),
      roles: z.array(Role),
      active: z.boolean(),
    }),
    output: Person,
  },
  'people.reset': {
    input: z.strictObject({ person: Id, passphrase }),
    output: z.strictObject({ recoveryCode: z.string() }),
  },
  'people.change-passphrase': {
    input: z.strictObject({ old: passphrase.nullable(), passphrase }),
    output: z.strictObject({ recoveryCode: z.string() }),
  },

  // the desk
  'desk.overview': { input: nothing, output: Overview },
  'desk.safety': { input: nothing, output: Safety },
  'desk.change-settings': { input: DeskSettingsChange, output: DeskSettings },
  'desk.save-section': { input: Section, output: Section },
  'desk.save-agency': { input: z.strictObject({ agency: Agency, removed: z.boolean() }), output: Agency },

  // items
  'items.list': {
    input: z.strictObject({
      list: ListName,
      section: z.string().nullable(),
      kind: ItemKind.nullable(),
      states: z.array(State),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({ rows: z.array(ItemRow), total: z.int() }),
  },
  'items.search': {
    input: z.strictObject({
      query: z.string().max(400),
      section: z.string().nullable(),
      states: z.array(State),
      limit: z.int().min(1).max(200),
    }),
    /** `passage` is the found text with U+2068 and U+2069 round each hit. */
    output: z.strictObject({ rows: z.array(ItemRow.extend({ passage: z.string() })), total: z.int() }),
  },
  'items.create': {
    input: z.strictObject({
      items: z
        .array(
          z.strictObject({
            id: Id,
            kind: ItemKind,
            section: z.string(),
            copy: Copy.partial(),
            shownAt: z.int().nullable(),
            /** The published item that it is an update of: it begins with the text that readers have of that one. */
            follows: Id.optional(),
            /** The item of which `copy` has the words: its authors come along, and its embargo while that runs. */
            from: Id.optional(),
          }),
        )
        .min(1)
        .max(200),
    }),
    output: nothing,
  },
  'items.get': { input: z.strictObject({ item: Id }), output: ItemDetail },
  'items.seen': { input: z.strictObject({ item: Id }), output: nothing },
  'items.decide': {
    input: z.strictObject({ items: z.array(Id).min(1).max(500), decision: Decision }),
    output: z.array(Outcome),
  },
  'items.revision': {
    input: z.strictObject({ item: Id, revision: RevisionHash }),
    output: z.strictObject({ copy: Copy, number: z.int() }),
  },
  /**
   * Other items that carry what readers have of an item: all of it, or the sentences that its working copy changes.
   * `words`: only the words that turned out to be wrong stand in it. `out`: readers have it, or had it last; else it is only in
   * what is written or on its way out.
   */
  'items.carrying': {
    input: z.strictObject({ item: Id, about: z.enum(['all', 'change']) }),
    output: z.strictObject({
      replaced: z.array(REPLACED),
      found: z.array(
        z.strictObject({ row: ItemRow, passage: z.string(), words: z.boolean(), out: z.boolean() }),
      ),
    }),
  },
  /** Puts the same words right in other items; what is out of them is given in for approval, with reason and note. */
  'items.correct-too': {
    input: z.strictObject({
      items: z.array(Id).min(1).max(50),
      replaced: z.array(REPLACED).min(1).max(50),
      reason: z.string().max(2000),
      note: z.string().max(2000),
    }),
    output: z.array(Outcome),
  },
  /** The working copy as plain data, e.g. to compare it with a revision. */
  'items.copy': { input: z.strictObject({ item: Id }), output: Copy },

  // the working copy
  'document.open': {
    input: z.strictObject({ item: Id }),
    /**
     * `epoch` is the newest schema that the item holds: an app below it must not bind an editor to it. `seen` is the
     * position in the feed up to which all of the item is in `state`.
     */
    output: z.strictObject({ state: Bytes, epoch: z.int(), seen: z.int() }),
  },
  'document.push': {
    input: z.strictObject({
      item: Id,
      update: Bytes,
      /** The revision whose text this update brings back, so that its authors stay its authors. */
      restores: RevisionHash.nullable(),
      /**
       * The `seen` that the window had last been told when this was typed: what came in meanwhile was written apart from
       * it. Without it the window is taken to have everything.
       */
      seen: z.int().optional(),
    }),
    /** When it was flushed to disk, ms UTC. */
    output: z.strictObject({ savedAt: z.int() }),
  },
  'document.close': { input: z.strictObject({ item: Id }), output: nothing },

  // out
  'page.at': {
    input: z.strictObject({ section: z.string(), at: z.int(), lead: Id.nullable(), planned: z.boolean() }),
    output: ReaderPage,
  },
  'targets.add-folder': {
    input: z.strictObject({ grant: Id, name: z.string().min(1).max(80) }),
    output: TargetInfo,
  },
  'export.selection': {
    input: z.strictObject({ items: z.array(Id).min(1).max(500), grant: Id }),
    output: z.strictObject({ files: z.int() }),
  },
  /** Writes one file that was looked at, as it was shown, into a folder that a person chose. */
  'export.file': {
    input: z.strictObject({
      grant: Id,
      name: z.string().regex(/^[^./\\:\0][^/\\:\0]{0,199}$/u),
      mediaType: z.string().max(200),
      text: z.string().max(8_000_000),
    }),
    output: nothing,
  },
  'export.clipboard': {
    input: z.strictObject({ items: z.array(Id).min(1).max(50) }),
    output: z.strictObject({ html: z.string(), text: z.string() }),
  },
} as const

/** What a port without a person may ask; everything else is refused as `locked`. */
export const OPEN_REQUESTS = [
  'desks.list',
  'desks.create',
  'desks.create-example',
  'desks.use',
  'desks.open-file',
  'desks.join',
  'session.get',
  'session.sign-in',
  'session.recover',
  'desk.safety',
] as const satisfies readonly (keyof typeof DESK_REQUESTS)[]

export const DESK_EVENTS = {
  /** Rows changed: which topics and items to read again. */
  changed: z.strictObject({
    topics: z.array(z.enum(['items', 'overview', 'deliveries', 'session'])),
    items: z.array(Id),
  }),
  /**
   * An update of an open working copy from another window, a colleague or the desk itself. `seen`: with it the window has
   * all of the item up to that position in the feed; null while more of the same comes right behind it.
   */
  'document-update': z.strictObject({ item: Id, update: Bytes, epoch: z.int(), seen: z.int().nullable() }),
  ...TOGETHER_EVENTS,
  safety: Safety,
  /** A decision of the person at this port that the hub refused. */
  refused: z.strictObject({ item: Id, headline: z.string(), by: Author, fault: Fault }),
} as const
