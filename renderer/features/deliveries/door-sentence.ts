import type { TFunction } from 'i18next'
import type { DoorField } from '../../../shared/domain/door-profile.ts'
import type { DoorFinding } from '../../../shared/ipc/targets.ts'

const DOOR = [
  'field-missing',
  'field-too-long',
  'sign-forbidden',
  'sign-not-printed',
  'dateline-twice',
  'notes-open',
  'parts-unknown',
  'embargo-after-publish',
] as const
type DoorCode = (typeof DOOR)[number]

const isKnown = (code: string): code is DoorCode => (DOOR as readonly string[]).includes(code)

/** Why an item would not go out, as a sentence. A code of a newer Kopij keeps to what is known of it: the field. */
export const doorSentence = (finding: DoorFinding, t: TFunction<'targets'>): string => {
  if (finding.by === 'format')
    return t(`door.${finding.code}`, { format: t(`format.${finding.format}`), where: finding.where || '-' })
  const field = finding.field === null ? '' : t(`field.${finding.field}`)
  if (!isKnown(finding.code)) return t('door.other', { field: field || finding.code })
  // Which of these a sentence needs differs per code, and the code is only known when it comes.
  return String(t(`door.${finding.code}` as 'door.field-missing', { field, ...finding.params }))
}

/** Where in an item a field is: in the galley, or in the details. */
export const placeOfField = (field: DoorField | null): 'headline' | 'body' | 'details' => {
  switch (field) {
    case 'kicker':
    case 'headline':
      return 'headline'
    case 'byline':
    case 'section':
    case 'slug':
    case 'urgency':
    case 'language':
      return 'details'
    default:
      return 'body'
  }
}
