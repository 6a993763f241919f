/**
 * Targets: the publishing backends that a desk delivers to, as everybody at the desk may know them. Secrets are not in
 * here and neither are paths: those stay with the hub.
 */
import { z } from 'zod'
import { Id } from '../ids.ts'
import { type Copy, ItemKind } from './copy.ts'
import { DoorProfile, USUAL_PROFILES } from './door-profile.ts'

/** The formats that go out; shared/formats/write.ts writes each. */
export const OutFormatName = z.enum([
  'ninjs-3.1',
  'ninjs-2.2',
  'ninjs-superdesk',
  'newsml-g2-nitf',
  'newsml-g2-xhtml',
  'nitf',
  'html',
  'markdown',
  'wire-text',
  'iptc-7901',
  'anpa-1312',
])
export type OutFormatName = z.infer<typeof OutFormatName>

/**
 * How files are named, without the ending, which follows from the format. Words between braces are filled in: {slug} (of
 * slug or headline), {id} (short, of the item), {item} (its whole id), {section}, {version}, {date} (of the release, UTC).
 * {id} or {item} has to be in it, or two items could have one name. What an item had under another name goes when it
 * gets a new one.
 */
export const NameTemplate = z
  .string()
  .max(120)
  .regex(/^(?:[A-Za-z0-9_-]|\{(?:slug|id|item|section|version|date)\})+$/)
  .regex(/\{(?:id|item)\}/)
  // Each of them once, and few words beside them: a name has to fit.
  .refine((template) => {
    const words = template.match(/\{\w+\}/gu) ?? []
    return new Set(words).size === words.length && template.replace(/\{\w+\}/gu, '').length <= 40
  })

/** The names that files have had from the first day. */
export const USUAL_NAME = '{slug}-{id}'

const address = z.url({ protocol: /^https?$/ }).max(2000)
/**
 * An admin says that this backend stands in the desk's own network: private addresses are refused otherwise, and so is
 * HTTP without TLS. Only ever for the host of this target.
 */
const ownNetwork = z.boolean().default(false)

const files = {
  formats: z
    .array(OutFormatName)
    .min(1)
    // Each once, and one NewsML-G2: two files cannot have one name.
    .refine(
      (formats) => new Set(formats.map((one) => one.replace('-xhtml', '-nitf'))).size === formats.length,
    ),
  fileName: NameTemplate,
  /** Whether the page of a section goes out as well: as a package in the formats that know them, and as HTML. */
  pages: z.boolean(),
}

export const FolderSettings = z.strictObject({ kind: z.literal('folder'), ...files })
export type FolderSettings = z.infer<typeof FolderSettings>

export const SftpSettings = z.strictObject({
  kind: z.literal('sftp'),
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().min(1).max(100),
  /** On the server, made by whoever looks after it: it is never created from here. */
  folder: z.string().min(1).max(1000),
  /** `SHA256:...` as ssh-keygen prints it. Null: not known yet; the test says which one the server shows. */
  fingerprint: z
    .string()
    .regex(/^SHA256:[A-Za-z0-9+/]{43}$/)
    .nullable(),
  ...files,
  ownNetwork,
})
export type SftpSettings = z.infer<typeof SftpSettings>

export const NinjsPushSettings = z.strictObject({
  kind: z.literal('ninjs-push'),
  url: address,
  dialect: z.enum(['ninjs-superdesk', 'ninjs-3.1', 'ninjs-2.2']),
  ownNetwork,
})
export type NinjsPushSettings = z.infer<typeof NinjsPushSettings>

export const WordpressSettings = z.strictObject({
  kind: z.literal('wordpress'),
  /** The site's address; the REST API is found from there. */
  url: address,
  user: z.string().min(1).max(100),
  /** Where a killed post goes: out of sight at once, either way. */
  onKill: z.enum(['trash', 'draft']).default('trash'),
  onUnpublish: z.enum(['draft', 'private']).default('draft'),
  /** The name of the category for a section, by the section's id; a section that is not in here has one of its own name. */
  categories: z.record(Id, z.string().min(1).max(200)).default({}),
  /** Whether datelines and credits become tags. */
  tags: z.boolean().default(true),
  /** The WordPress user that posts are by; null: the user of this target. */
  author: z.int().min(1).nullable().default(null),
  /**
   * Approved copy with a publish time is handed over before it, and the site brings it out at its minute by itself, also while
   * the desk's own hub sleeps (target-ahead.ts). Absent: nothing goes there before its time.
   */
  handAhead: z.boolean().optional(),
  ownNetwork,
})
export type WordpressSettings = z.infer<typeof WordpressSettings>

export const WebhookSettings = z.strictObject({
  kind: z.literal('webhook'),
  url: address,
  format: OutFormatName,
  ownNetwork,
})
export type WebhookSettings = z.infer<typeof WebhookSettings>

/** What an admin says about a target and everybody may read. */
export const TargetSettings = z.discriminatedUnion('kind', [
  FolderSettings,
  SftpSettings,
  NinjsPushSettings,
  WordpressSettings,
  WebhookSettings,
])
export type TargetSettings = z.infer<typeof TargetSettings>

export const TargetKind = z.enum(['folder', 'sftp', 'ninjs-push', 'wordpress', 'webhook'])
export type TargetKind = z.infer<typeof TargetKind>

/** What a folder got before anything could be set. */
export const USUAL_FOLDER: FolderSettings = {
  kind: 'folder',
  formats: ['ninjs-3.1', 'html', 'wire-text'],
  fileName: USUAL_NAME,
  pages: true,
}

/** Which items go to a target; null is all of them. An item needs one of the agencies among its credits. */
export const TargetRules = z.strictObject({
  sections: z.array(Id).max(500).nullable(),
  kinds: z.array(ItemKind).nullable(),
  agencies: z.array(z.string().min(1).max(60)).max(500).nullable(),
})
export type TargetRules = z.infer<typeof TargetRules>

export const EVERYTHING: TargetRules = { sections: null, kinds: null, agencies: null }

/** The rule that keeps an item from a target. */
export const KeptBy = z.enum(['section', 'kind', 'agency'])
export type KeptBy = z.infer<typeof KeptBy>

const key = (code: string): string => code.toLocaleUpperCase('en')

/** Why the rules keep an item from a target, or null when it goes there. */
export const keptBy = (
  rules: TargetRules,
  copy: Pick<Copy, 'section' | 'kind' | 'credits'>,
): KeptBy | null => {
  if (rules.kinds !== null && !rules.kinds.includes(copy.kind)) return 'kind'
  if (rules.sections !== null && !rules.sections.includes(copy.section)) return 'section'
  const wanted = rules.agencies === null ? null : new Set(rules.agencies.map(key))
  if (wanted !== null && !copy.credits.some((credit) => wanted.has(key(credit)))) return 'agency'
  return null
}

/** Whether the rules send an item to a target. What a target once got, it also gets the corrections and the kill of. */
export const goesTo = (rules: TargetRules, copy: Pick<Copy, 'section' | 'kind' | 'credits'>): boolean =>
  keptBy(rules, copy) === null

export const TargetProfiles = z.strictObject({ lead: DoorProfile, brief: DoorProfile })
export type TargetProfiles = z.infer<typeof TargetProfiles>

/** A target of the desk. What logs of before say of one (a folder with its name) gets what was so then. */
export const TargetInfo = z.strictObject({
  id: Id,
  kind: TargetKind,
  name: z.string().min(1).max(80),
  active: z.boolean(),
  /** An admin holds it back: what has to go there waits, and goes when it is let go. Absent: it does not. */
  paused: z.boolean().optional(),
  settings: TargetSettings.default(USUAL_FOLDER),
  rules: TargetRules.default(EVERYTHING),
  profiles: TargetProfiles.default(USUAL_PROFILES),
})
export type TargetInfo = z.infer<typeof TargetInfo>

/** A folder as every new one begins: all items, in the usual files. */
export const usualFolder = (target: { id: Id; name: string; active: boolean }): TargetInfo => ({
  ...target,
  kind: 'folder',
  settings: USUAL_FOLDER,
  rules: EVERYTHING,
  profiles: USUAL_PROFILES,
})

/** What a window says of a target to add or to change. */
export const TargetDraft = TargetInfo.pick({
  name: true,
  paused: true,
  settings: true,
  rules: true,
  profiles: true,
})
export type TargetDraft = z.infer<typeof TargetDraft>
