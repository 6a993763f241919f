import type { TFunction } from 'i18next'
import { FaultCode } from '../../../shared/errors.ts'
import { wordsOfFault } from '../../../shared/i18n/fault-words.ts'
import type { Language } from '../../../shared/i18n/index.ts'
import type { DoorFinding } from '../../../shared/ipc/targets.ts'

/**
 * Why an item would not go out to `target`, in the words that a refused release has as well. A code of a newer Kopij
 * keeps to what is known of it: the field.
 */
export const doorSentence = (
  finding: DoorFinding,
  target: string,
  language: Language,
  t: TFunction<'targets'>,
): string => {
  if (finding.by === 'format')
    return t(`door.${finding.code}`, { format: t(`format.${finding.format}`), where: finding.where || '-' })
  const { field, params } = finding
  const code = FaultCode.safeParse(`door-${finding.code}`)
  if (!code.success) return t('door.other', { field: field === null ? finding.code : t(`field.${field}`) })
  const named = { ...params, target, ...(field === null ? {} : { field }) }
  return wordsOfFault({ code: code.data, params: named }, language).what
}
