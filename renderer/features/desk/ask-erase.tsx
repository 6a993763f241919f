import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import { createStore, useStore } from '../../lib/store.ts'
import { ReasonDialog } from '../../ui/index.ts'
import { rowTitle, shortTitle } from './row-title.ts'

type Question = { rows: readonly ItemRow[]; yes: (reason: string) => void }
const question = createStore<Question | null>(null)

/** Asks for certainty and a reason before these items are erased; `yes` is what happens then. */
export const askErase = (rows: readonly ItemRow[], yes: (reason: string) => void): void =>
  question.set({ rows, yes })

/** Where the question stands; once in the desk. */
export const EraseQuestion = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation('common')
  const asked = useStore(question)
  if (!asked) return null
  const [first] = asked.rows
  return (
    <ReasonDialog
      title={t('eraseTitle', {
        count: asked.rows.length,
        title: first ? `"${shortTitle(rowTitle(first, common))}"` : '',
      })}
      label={t('eraseReason')}
      hint={t('eraseHint')}
      missing={t('eraseMissing')}
      act={t('eraseNow')}
      danger
      answer={asked.yes}
      close={() => question.set(null)}
    >
      <p>{t('eraseBody')}</p>
    </ReasonDialog>
  )
}
