/**
 * What is looked at before an item goes out of the door: the profile of its target, and what no target takes. The window
 * asks while somebody writes, the hub asks again before it delivers, and both ask here.
 */
import { countBlocks, countText } from '../document/counts.ts'
import type { Agency } from '../domain/agency.ts'
import { type Copy, lineText } from '../domain/copy.ts'
import { parseDateline } from '../domain/dateline.ts'
import { DoorField, type DoorProfile } from '../domain/door-profile.ts'
import { bodyText } from './text.ts'

/** Every reason for which an item stays in. A window turns a code and its params into a sentence. */
export const DOOR_CODES = [
  'field-missing',
  'field-too-long',
  'sign-forbidden',
  'sign-not-printed',
  'dateline-twice',
  'notes-open',
  'parts-unknown',
  'embargo-after-publish',
] as const

/**
 * One reason. `params`: `field-too-long` {length, limit}, `sign-*` {sign}, `dateline-twice` {dateline}, `notes-open`
 * {count}, `parts-unknown` {names}.
 */
export type DoorProblem = {
  code: (typeof DOOR_CODES)[number]
  field: DoorField | null
  params: Readonly<Record<string, string | number>>
}

/** The item at the door. Times are ms since 1970 UTC; `openNotes` counts notes that nobody has settled. */
export type AtTheDoor = {
  copy: Copy
  openNotes: number
  publishAt: number
  embargoUntil: number | null
  agencies: readonly Agency[]
}

const textOf = (copy: Copy, field: DoorField): string => {
  switch (field) {
    case 'dateline':
      return copy.dateline.join('/')
    case 'credits':
      return copy.credits.join('/')
    case 'urgency':
      return copy.urgency === null ? '' : String(copy.urgency)
    case 'body':
      return bodyText({ dateline: [], credits: [], body: copy.body })
    default:
      return copy[field]
  }
}

const problem = (
  code: DoorProblem['code'],
  field: DoorProblem['field'],
  params: DoorProblem['params'] = {},
): DoorProblem => ({ code, field, params })

const missing = (copy: Copy, profile: DoorProfile): DoorProblem[] =>
  profile.required
    .filter((field) => textOf(copy, field).trim() === '')
    .map((field) => problem('field-missing', field))

const tooLong = (copy: Copy, profile: DoorProfile): DoorProblem[] =>
  Object.entries(profile.longest).flatMap(([name, limit]) => {
    const field = DoorField.parse(name)
    const long = field === 'body' ? countBlocks(copy.body).words : countText(textOf(copy, field)).characters
    return limit !== undefined && long > limit
      ? [problem('field-too-long', field, { length: long, limit })]
      : []
  })

const PRINTED: Readonly<Record<DoorProfile['signs'], RegExp | null>> = {
  any: null,
  'latin-1': /[^\0-\u00ff]/u,
  ascii: /[^\0-\u007f]/u,
}

/** The first sign of each field that may not be in it; one is enough to say, the field is marked. */
const signs = (copy: Copy, profile: DoorProfile): DoorProblem[] =>
  DoorField.options.flatMap((field) => {
    const text = textOf(copy, field)
    const forbidden = [...text].find((sign) => profile.forbidden.includes(sign))
    const unprinted = PRINTED[profile.signs]?.exec(text)?.[0]
    return [
      ...(forbidden === undefined ? [] : [problem('sign-forbidden', field, { sign: forbidden })]),
      ...(unprinted === undefined ? [] : [problem('sign-not-printed', field, { sign: unprinted })]),
    ]
  })

/** The dateline is printed from its fields: one that stands in the text as well goes out twice, or contradicts them. */
const twice = ({ copy, agencies }: AtTheDoor): DoorProblem[] => {
  const [first] = copy.body
  const text = first?.type === 'paragraph' ? lineText(first.line) : ''
  const read = parseDateline(text, { agencies })
  return read.kind === 'found'
    ? [problem('dateline-twice', 'body', { dateline: text.slice(0, read.length).trim() })]
    : []
}

/** Why an item does not go out to a target with this profile; empty when it may. */
export const atTheDoor = (item: AtTheDoor, profile: DoorProfile): DoorProblem[] => {
  const unknown = item.copy.body.flatMap((block) =>
    block.type === 'unknown' ? [block.name] : (block.unknown ?? []),
  )
  return [
    ...missing(item.copy, profile),
    ...tooLong(item.copy, profile),
    ...signs(item.copy, profile),
    ...twice(item),
    ...(item.openNotes > 0 ? [problem('notes-open', null, { count: item.openNotes })] : []),
    ...(unknown.length > 0 ? [problem('parts-unknown', 'body', { names: unknown.join(', ') })] : []),
    ...(item.embargoUntil !== null && item.embargoUntil > item.publishAt
      ? [problem('embargo-after-publish', null)]
      : []),
  ]
}
