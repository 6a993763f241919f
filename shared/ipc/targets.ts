/** The part of the contract about targets and deliveries. A secret goes in and never comes out again. */
import { z } from 'zod'
import { DeliveryQuery, DeliveryReport } from '../domain/delivery.ts'
import { DoorField } from '../domain/door-profile.ts'
import {
  KeptBy,
  OutFormatName,
  TargetDraft,
  TargetInfo,
  TargetProfiles,
  TargetRules,
  TargetSettings,
} from '../domain/target.ts'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'

const nothing = z.strictObject({})

/** A password, key or token of a target. A private key of SSH is the longest of them. */
export const TargetSecret = z.string().min(1).max(20_000)

/** What is wrong with a target at this moment, exactly; null when it would take a delivery. */
const Tested = z.strictObject({ fault: Fault.nullable() })

/**
 * Why an item would not go out to a target. `door`: its profile (codes and params of shared/formats/door.ts). `format`:
 * what Kopij reads back from its own text is not what was written (`where` is the field).
 */
export const DoorFinding = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('door'),
    code: z.string(),
    field: DoorField.nullable(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.strictObject({
    by: z.literal('format'),
    code: z.enum(['invalid', 'unreadable', 'changed']),
    format: OutFormatName,
    where: z.string(),
  }),
])
export type DoorFinding = z.infer<typeof DoorFinding>

/** Something of an item as a target would get it. */
export const TargetFileView = z.strictObject({
  name: z.string(),
  mediaType: z.string(),
  format: OutFormatName.nullable(),
  /** Byte for byte, as UTF-8. */
  text: z.string(),
})
export type TargetFileView = z.infer<typeof TargetFileView>

export const TARGET_REQUESTS = {
  /**
   * Adds a target and tests it; it is added whatever the test says. `grant` is the folder of a folder target, from the
   * dialog. An admin's work, like `update`, `remove` and `test`.
   */
  'targets.add': {
    input: z.strictObject({ draft: TargetDraft, secret: TargetSecret.nullable(), grant: Id.nullable() }),
    output: z.strictObject({ target: TargetInfo, fault: Fault.nullable() }),
  },
  /** `secret`: absent keeps the one that is kept, null forgets it. `grant`: another folder, or null. */
  'targets.update': {
    input: z.strictObject({
      target: Id,
      draft: TargetDraft,
      secret: TargetSecret.nullable().optional(),
      grant: Id.nullable(),
    }),
    output: z.strictObject({ target: TargetInfo, fault: Fault.nullable() }),
  },
  'targets.remove': { input: z.strictObject({ target: Id }), output: nothing },
  /**
   * The test button, before or after saving: with the settings in the form, and the secret in it or else the one that
   * `target` has. A folder has to be saved first.
   */
  'targets.test': {
    input: z.strictObject({
      target: Id.nullable(),
      settings: TargetSettings,
      secret: TargetSecret.nullable(),
    }),
    output: Tested,
  },
  /** What rules would do with items, before they are saved; the working copies count. */
  'targets.try-rules': {
    input: z.strictObject({ rules: TargetRules, items: z.array(Id).min(1).max(200) }),
    output: z.array(z.strictObject({ item: Id, keptBy: KeptBy.nullable() })),
  },
  /** The bytes that a target would get of an item as it is now, and everything that would keep it in. */
  'targets.preview': {
    input: z.strictObject({ target: Id, item: Id }),
    output: z.strictObject({
      keptBy: KeptBy.nullable(),
      files: z.array(TargetFileView),
      findings: z.array(DoorFinding),
    }),
  },
  /**
   * The same for settings that are not saved yet, or for a format as such: whoever may read an item may see it in any format,
   * and nothing of a target is asked.
   */
  'targets.preview-draft': {
    input: z.strictObject({ settings: TargetSettings, profiles: TargetProfiles, item: Id }),
    output: z.strictObject({ files: z.array(TargetFileView), findings: z.array(DoorFinding) }),
  },
  /**
   * What a target with these rules and demands would stop of what is approved and has its time, before they are saved: nobody
   * has to find out at the minute itself. `planned`: how many were looked at, the next ones first.
   */
  'targets.would-stop': {
    input: z.strictObject({ name: z.string().max(80), rules: TargetRules, profiles: TargetProfiles }),
    output: z.strictObject({
      planned: z.int(),
      count: z.int(),
      first: z.array(z.strictObject({ item: Id, headline: z.string(), at: z.int(), fault: Fault })),
    }),
  },

  'deliveries.list': {
    input: DeliveryQuery,
    output: z.array(DeliveryReport.extend({ headline: z.string(), targetName: z.string() })),
  },
  /** Tries again now what waits, failed or was given up. */
  'deliveries.retry': { input: z.strictObject({ delivery: z.string() }), output: nothing },
  /** It is not sent any more, and stays in the list as given up. */
  'deliveries.give-up': { input: z.strictObject({ delivery: z.string() }), output: nothing },
  /** Sends once more what was delivered: under the same key, so that no second article comes of it. */
  'deliveries.resend': { input: z.strictObject({ delivery: z.string() }), output: nothing },
} as const
