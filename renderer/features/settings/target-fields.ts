import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../shared/ipc/desk.ts'
import type { BadField, TargetForm } from './target-form.ts'

/** A target with how it stands, as everybody at the desk knows it. */
export type KnownTarget = Overview['targets'][number]

/** What every part of the dialog gets: the fields, how to change them, and what is wrong with them. */
export type PartOfTarget = {
  form: TargetForm
  change: (part: Partial<TargetForm>) => void
  /** Only what is to be said now: nothing, before somebody tried to save. */
  bad: readonly BadField[]
  /** Whether this person may change it; everybody may read it. */
  may: boolean
}

/** The sentence about the first of these fields that is not right, or null. */
export const useBad = (bad: readonly BadField[]): ((...fields: BadField[]) => string | null) => {
  const { t } = useTranslation('targets')
  return (...fields) => {
    const found = fields.find((field) => bad.includes(field))
    return found === undefined ? null : t(`bad.${found}`)
  }
}
