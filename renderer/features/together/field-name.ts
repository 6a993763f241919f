import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

const NAMED = [
  'kind',
  'section',
  'slug',
  'byline',
  'urgency',
  'language',
  'dateline',
  'credits',
  'note',
  'targetLength',
] as const

/** What people call a register. A register of a newer Kopij is called what it is called there. */
export const useFieldName = (): ((field: string) => string) => {
  const { t } = useTranslation('together')
  return useCallback(
    (field) => {
      const known = NAMED.find((name) => name === field)
      return known ? t(`field.${known}`) : field
    },
    [t],
  )
}
