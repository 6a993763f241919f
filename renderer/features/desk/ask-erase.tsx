import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'
import type { Fault } from '../../../shared/errors.ts'
import { faultLine } from '../../lib/faults.tsx'
import { useSession } from '../../lib/session.tsx'
import { createStore, useStore } from '../../lib/store.ts'
import { ReasonDialog } from '../../ui/index.ts'
import { rowTitle, shortTitle } from './row-title.ts'

/** Erases them, for this reason. Answers why nothing was erased; null: the rest is said elsewhere. */
type Yes = (reason: string) => Promise<Fault | null>
type Question = { rows: readonly ItemRow[]; yes: Yes }
const question = createStore<Question | null>(null)

/** Asks for certainty and a reason before these items are erased; `yes` is what happens then. */
export const askErase = (rows: readonly ItemRow[], yes: Yes): void => question.set({ rows, yes })

/** Where the question stands; once in the desk. */
export const EraseQuestion = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { t: common } = useTranslation('common')
  const { language } = useSession()
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
      attempt={async (reason) => {
        const wrong = await asked.yes(reason)
        return wrong && faultLine(wrong, language)
      }}
      close={() => question.set(null)}
    >
      <p>{t('eraseBody')}</p>
    </ReasonDialog>
  )
}
