/** A target while somebody writes it down: everything as it stands in the fields, for every kind at once. Pure. */
import type { ItemKind } from '../../../shared/domain/copy.ts'
import { type DoorField, DoorProfile, USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import {
  EVERYTHING,
  type NinjsPushSettings,
  type OutFormatName,
  TargetDraft,
  type TargetInfo,
  type TargetKind,
  type TargetRules,
  TargetSettings,
  USUAL_FOLDER,
  type WordpressSettings,
} from '../../../shared/domain/target.ts'
import { unreachable } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'

/** The requirements of one kind of item; lengths are as typed, '' is no limit. */
export type ProfileForm = {
  required: readonly DoorField[]
  longest: Readonly<Record<keyof DoorProfile['longest'], string>>
  forbidden: string
  signs: DoorProfile['signs']
}

/**
 * All fields. Those of another kind keep what was typed in them, so that looking at one costs nothing. `agencies` is
 * null for any.
 */
export type TargetForm = {
  name: string
  kind: TargetKind
  formats: readonly OutFormatName[]
  fileName: string
  pages: boolean
  host: string
  port: string
  /** Of SFTP and of WordPress. */
  user: string
  folder: string
  fingerprint: string
  url: string
  ownNetwork: boolean
  dialect: NinjsPushSettings['dialect']
  onKill: WordpressSettings['onKill']
  onUnpublish: WordpressSettings['onUnpublish']
  /** By the section's id; '' is a category of the section's own name. */
  categories: Readonly<Record<Id, string>>
  tags: boolean
  author: string
  handAhead: boolean
  format: OutFormatName
  rules: TargetRules
  profiles: Readonly<Record<ItemKind, ProfileForm>>
}

/** The kinds in the order in which they are offered. */
export const TARGET_KINDS: readonly TargetKind[] = ['folder', 'sftp', 'ninjs-push', 'wordpress', 'webhook']

/** The parts of the dialog. */
export type TargetPart = 'place' | 'form' | 'rules' | 'profiles'

const profileForm = ({ required, longest, forbidden, signs }: DoorProfile): ProfileForm => {
  const typed = (length: number | undefined): string => (length === undefined ? '' : String(length))
  return {
    required,
    longest: {
      kicker: typed(longest.kicker),
      headline: typed(longest.headline),
      byline: typed(longest.byline),
      slug: typed(longest.slug),
      body: typed(longest.body),
    },
    forbidden,
    signs,
  }
}

/** A new target: the fields as they begin. */
export const EMPTY_FORM: TargetForm = {
  name: '',
  kind: 'folder',
  formats: USUAL_FOLDER.formats,
  fileName: USUAL_FOLDER.fileName,
  pages: USUAL_FOLDER.pages,
  host: '',
  port: '22',
  user: '',
  folder: '.',
  fingerprint: '',
  url: '',
  ownNetwork: false,
  dialect: 'ninjs-superdesk',
  onKill: 'trash',
  onUnpublish: 'draft',
  categories: {},
  tags: true,
  author: '',
  handAhead: false,
  format: 'ninjs-3.1',
  rules: EVERYTHING,
  profiles: { lead: profileForm(USUAL_PROFILES.lead), brief: profileForm(USUAL_PROFILES.brief) },
}

/** The fields of a target that there is. */
export const formOf = ({ name, settings, rules, profiles }: TargetInfo): TargetForm => {
  const common = {
    ...EMPTY_FORM,
    name,
    rules,
    profiles: { lead: profileForm(profiles.lead), brief: profileForm(profiles.brief) },
  }
  switch (settings.kind) {
    case 'sftp':
      return {
        ...common,
        ...settings,
        port: String(settings.port),
        fingerprint: settings.fingerprint ?? '',
      }
    case 'wordpress':
      return {
        ...common,
        ...settings,
        author: settings.author === null ? '' : String(settings.author),
        handAhead: settings.handAhead === true,
      }
    case 'folder':
    case 'ninjs-push':
    case 'webhook':
      return { ...common, ...settings }
    default:
      return unreachable(settings)
  }
}

/** What can be wrong with a field; the window has a sentence for each. */
export type BadField =
  | 'name'
  | 'taken'
  | 'place'
  | 'host'
  | 'port'
  | 'user'
  | 'folder'
  | 'fingerprint'
  | 'url'
  | 'tls'
  | 'author'
  | 'formats'
  | 'fileName'
  | 'sections'
  | 'kinds'
  | 'agencies'
  | 'longest'
  | 'other'

const PART_OF: Readonly<Record<BadField, TargetPart>> = {
  name: 'place',
  taken: 'place',
  place: 'place',
  host: 'place',
  port: 'place',
  user: 'place',
  folder: 'place',
  fingerprint: 'place',
  url: 'place',
  tls: 'place',
  author: 'place',
  other: 'place',
  formats: 'form',
  fileName: 'form',
  sections: 'rules',
  kinds: 'rules',
  agencies: 'rules',
  longest: 'profiles',
}

/** The part of the dialog in which a field stands. */
export const partOf = (bad: BadField): TargetPart => PART_OF[bad]

const whole = (typed: string): number | null =>
  /^\d{1,7}$/u.test(typed.trim()) ? Number(typed.trim()) : null

/** Settings as the fields say them; nothing is checked yet. */
const settingsOf = (form: TargetForm): unknown => {
  const { kind, formats, fileName, pages, ownNetwork } = form
  const url = form.url.trim()
  const user = form.user.trim()
  switch (kind) {
    case 'folder':
      return { kind, formats, fileName, pages }
    case 'sftp':
      return {
        ...{ kind, formats, fileName, pages, ownNetwork, user },
        host: form.host.trim(),
        port: whole(form.port),
        folder: form.folder.trim(),
        fingerprint: form.fingerprint.trim() || null,
      }
    case 'ninjs-push':
      return { kind, url, dialect: form.dialect, ownNetwork }
    case 'wordpress': {
      const named = Object.entries(form.categories).filter(([, name]) => name.trim() !== '')
      return {
        ...{ kind, url, user, ownNetwork, tags: form.tags, onKill: form.onKill },
        onUnpublish: form.onUnpublish,
        ...(form.handAhead ? { handAhead: true } : {}),
        categories: Object.fromEntries(named.map(([section, name]) => [section, name.trim()])),
        // What is no number must not become nobody.
        author: form.author.trim() === '' ? null : (whole(form.author) ?? Number.NaN),
      }
    }
    case 'webhook':
      return { kind, url, format: form.format, ownNetwork }
    default:
      return unreachable(kind)
  }
}

const LONGEST_FIELDS = ['kicker', 'headline', 'byline', 'slug', 'body'] as const

/** The limits of a profile that are typed as no number, or as one that no limit can be. */
export const badLengths = ({ longest }: ProfileForm): (keyof DoorProfile['longest'])[] =>
  LONGEST_FIELDS.filter((field) => {
    const typed = longest[field].trim()
    if (typed === '') return false
    const length = whole(typed)
    return length === null || !DoorProfile.shape.longest.shape[field].safeParse(length).success
  })

const profileOf = (kind: ItemKind, form: ProfileForm): DoorProfile | null => {
  const longest: Partial<Record<keyof DoorProfile['longest'], number>> = {}
  for (const field of LONGEST_FIELDS) {
    const typed = form.longest[field].trim()
    if (typed === '') continue
    const length = whole(typed)
    if (length === null) return null
    longest[field] = length
  }
  const { required, forbidden, signs } = form
  const profile = DoorProfile.safeParse({ kind, required, longest, forbidden, signs })
  return profile.success ? profile.data : null
}

/** Addresses without TLS are for the desk's own network. */
const needsTls = (form: TargetForm): boolean => !form.ownNetwork && /^http:/iu.test(form.url.trim())

const badSettings = (form: TargetForm): BadField[] => {
  const bad: BadField[] = []
  const parsed = TargetSettings.safeParse(settingsOf(form))
  for (const issue of parsed.error?.issues ?? []) {
    const [field] = issue.path
    const known =
      typeof field === 'string' && Object.hasOwn(PART_OF, field) ? (field as BadField) : ('other' as const)
    if (!bad.includes(known)) bad.push(known)
  }
  const overHttp = form.kind === 'ninjs-push' || form.kind === 'wordpress' || form.kind === 'webhook'
  if (overHttp && !bad.includes('url') && needsTls(form)) bad.push('tls')
  return bad
}

/** What keeps the form from being saved, in the order of the dialog. `taken`: names of other targets. */
export const badFields = (
  form: TargetForm,
  { taken, hasPlace }: { taken: readonly string[]; hasPlace: boolean },
): BadField[] => {
  const name = form.name.trim()
  const isTaken = taken.some((other) => other.toLocaleLowerCase() === name.toLocaleLowerCase())
  const { sections, kinds, agencies } = form.rules
  return [
    ...(name === '' ? (['name'] as const) : isTaken ? (['taken'] as const) : []),
    ...(form.kind === 'folder' && !hasPlace ? (['place'] as const) : []),
    ...badSettings(form),
    ...(sections?.length === 0 ? (['sections'] as const) : []),
    ...(kinds?.length === 0 ? (['kinds'] as const) : []),
    ...(agencies?.length === 0 ? (['agencies'] as const) : []),
    ...(profileOf('lead', form.profiles.lead) && profileOf('brief', form.profiles.brief)
      ? []
      : (['longest'] as const)),
  ]
}

/** What is sent; null while `badFields` finds anything. */
export const draftOf = (form: TargetForm): TargetDraft | null => {
  const draft = TargetDraft.safeParse({
    name: form.name.trim(),
    settings: settingsOf(form),
    rules: form.rules,
    profiles: {
      lead: profileOf('lead', form.profiles.lead),
      brief: profileOf('brief', form.profiles.brief),
    },
  })
  return draft.success ? draft.data : null
}

/** Codes of agencies as people type them: by commas or white space, each once whatever its case. */
export const codesIn = (typed: string): string[] => {
  const codes = typed.split(/[\s,;/]+/u).filter((code) => code !== '')
  return codes.filter(
    (code, at) => codes.findIndex((other) => other.toUpperCase() === code.toUpperCase()) === at,
  )
}
